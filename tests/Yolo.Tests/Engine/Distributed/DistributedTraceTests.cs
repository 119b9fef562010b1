using System.Text.Json;
using Yolo.Callbacks;
using Yolo.Tests.Engine.Callbacks;

namespace Yolo.Tests.Engine.Distributed;

/// <summary>
/// Every rank fires the events of the reference, in its order, as one process does: with twice as many pictures to judge and to predict, each of two ranks
/// has as many batches as one process had when the reference was measured. Batches of a training are divided, so that their number stays.
/// </summary>
[Platform("Linux")]
public sealed class DistributedTraceTests
{
    private static readonly string[] SilentInTheReference = ["optimizer_step", "on_before_zero_grad", "on_params_update"];

    private TinyTraining tiny = null!;

    [OneTimeSetUp]
    public void MakeTraining()
    {
        RankedCommand.RequireMpi();
        tiny = new TinyTraining(train: 8, val: 12);
    }

    [OneTimeTearDown]
    public void DeleteTraining() => tiny?.Dispose();

    [Test]
    public void Train_OnTwoRanks_FiresOnEachAsTheReferenceWasMeasured() => AssertTraces(
        "train: 2 epochs, 8 images, batch 4, nbs 4, val on 6 images",
        "train", $"model={tiny.Spec}", $"data={tiny.Yaml}", "epochs=2", "batch=4", "nbs=4", "optimizer=SGD", "workers=1", "plots=false");

    [Test]
    public void Train_WithoutValidation_FiresOnEachAsTheReferenceWasMeasured() => AssertTraces(
        "train: 1 epoch, val off",
        "train", $"model={tiny.Spec}", $"data={tiny.Yaml}", "epochs=1", "batch=4", "nbs=4", "optimizer=SGD", "workers=1", "plots=false", "val=false");

    [Test]
    public void Validate_OnTwoRanks_FiresOnEachAsTheReferenceWasMeasured() => AssertTraces(
        "val: 6 images, batch 4", "val", $"model={Weights()}", $"data={tiny.Yaml}", "batch=3", "engine=torch", "plots=false");

    [Test]
    public void Predict_OnTwoRanks_FiresOnEachAsTheReferenceWasMeasured() => AssertTraces(
        "predict: folder of 6 images", "predict", $"model={Weights()}", $"source={tiny.ValPictures}", "engine=torch");

    private string Weights()
    {
        using var model = tiny.Model();
        var path = tiny.Path("tiny.pt");
        model.Save(path);
        return path;
    }

    private static void AssertTraces(string name, params string[] words)
    {
        using var folder = new TemporaryFolder();
        var trace = typeof(RankTrace);

        var (status, _, errors) = new RankedCommand(folder).Run(2, [.. words, "imgsz=64", $"callbacks={trace.Assembly.Location}:{trace.FullName}", $"callbacks.{trace.Name}.folder={folder.Root}"]);

        Assert.That(status, Is.Zero, errors);
        using var golden = JsonDocument.Parse(File.ReadAllText(Shared.Path("goldens", "callback-trace.json")));
        var known = golden.RootElement.GetProperty("events").EnumerateArray().Select(entry => entry.GetString()!).Except(SilentInTheReference).ToList();
        var expected = Entries(golden.RootElement.GetProperty("traces").GetProperty(name));
        for (var rank = 0; rank < 2; rank++)
        {
            using var fired = JsonDocument.Parse(File.ReadAllText(folder.Path(FormattableString.Invariant($"{rank}.trace.json"))));
            Assert.That(Entries(fired.RootElement).Where(entry => known.Contains(entry.Event)), Is.EqualTo(expected), $"rank {rank}");
        }
    }

    private static List<TraceEntry> Entries(JsonElement trace) => [.. trace.EnumerateArray().Select(entry => new TraceEntry(
        entry.GetProperty("event").GetString()!, entry.GetProperty("object").GetString()!, entry.TryGetProperty("epoch", out var epoch) ? epoch.GetInt32() : null))];
}
