using System.Text.Json;
using TorchSharp;
using Yolo.Engine.Prediction;
using Yolo.Geometry;
using Yolo.Imaging;
using Yolo.Results;

namespace Yolo.Tests.Engine;

public sealed class PredictCallbackTests : BloodCellFixture
{
    private static readonly PredictOptions Small = new() { ImageSize = 64 };

    [SetUp]
    public void SetUp()
    {
        for (var i = 0; i < 3; i++)
        {
            new Image(64, 48).Save(Folder.Path($"{i}.png"));
        }
    }

    [Test]
    public void I_can_add_frames_to_results()
    {
        // The first example of the reference's documentation: frames travel with the results.
        var frames = new List<Image>();
        Model.AddCallback("on_predict_batch_end", (Predictor predictor) => frames.AddRange(predictor.Batch!.OriginalImages));

        var results = Model.Predict(Folder.Root, Small).ToList();

        Assert.That(frames, Is.EqualTo(results.Select(result => result.OriginalImage)));
    }

    [Test]
    public void Events_OfAPrediction_ComeInTheMeasuredOrder()
    {
        var trace = new List<string>();
        foreach (var name in new[] { "on_predict_start", "on_predict_batch_start", "on_predict_postprocess_end", "on_predict_batch_end", "on_predict_end" })
        {
            Model.AddCallback(name, (Predictor _) => trace.Add(name));
        }

        _ = Model.Predict(Folder.Root, Small with { Batch = 2 }).Count();

        string[] batch = ["on_predict_batch_start", "on_predict_postprocess_end", "on_predict_batch_end"];
        Assert.That(trace, Is.EqualTo(new[] { "on_predict_start" }.Concat(batch).Concat(batch).Append("on_predict_end")));
    }

    [Test]
    public void Stream_AbandonedHalfWay_StillEndsWithOnPredictEnd()
    {
        var ended = 0;
        Model.AddCallback("on_predict_end", (Predictor _) => ended++);

        _ = Model.Predict(Folder.Root, Small).First();

        Assert.That(ended, Is.EqualTo(1));
    }

    [Test]
    public void Results_ReplacedAfterPostprocessing_AreWrittenAndHandedOn()
    {
        Model.AddCallback("on_predict_postprocess_end", (Predictor predictor) =>
        {
            foreach (var result in predictor.Results)
            {
                result.Boxes = new Boxes([new(new Box(1, 2, 30, 40), 0.5f, 1)], 64, 48);
            }
        });

        var results = Model.Predict(Folder.Root, Small with { SaveJson = true, Project = Folder.Path("runs") }).ToList();

        using var written = JsonDocument.Parse(File.ReadAllText(Folder.Path("runs", "predict", "predictions.json")));
        Assert.That(results, Has.All.Matches<Result>(result => result!.Describe() == "1 WBC"));
        Assert.That(written.RootElement.GetArrayLength(), Is.EqualTo(3));
    }

    [Test]
    public void Stop_FromACallback_EndsBeforeTheNextBatch()
    {
        Model.AddCallback("on_predict_batch_end", (Predictor predictor) => predictor.Control.StopNow("enough"));

        Assert.That(Model.Predict(Folder.Root, Small).Count(), Is.EqualTo(1));
    }

    [Test]
    public void SkipBatch_FromACallback_SkipsThatBatchAlone()
    {
        Model.AddCallback("on_predict_batch_start", (Predictor predictor) =>
        {
            if (predictor.BatchIndex == 1)
            {
                predictor.Control.SkipBatch();
            }
        });

        Assert.That(Model.Predict(Folder.Root, Small).Select(result => Path.GetFileName(result.Path)), Is.EqualTo(new[] { "0.png", "2.png" }));
    }

    [Test]
    public void Tensors_MadeInACallback_DieWithItUnlessKept()
    {
        torch.Tensor? lost = null;
        torch.Tensor? kept = null;
        Model.AddCallback(
            "on_predict_batch_end",
            (Predictor predictor) =>
            {
                lost = predictor.Batch!.Input.mean();
                kept = predictor.Batch.Input.mean().DetachFromDisposeScope();
            },
            new() { Once = true });

        _ = Model.Predict(Folder.Root, Small).Count();

        using var mine = kept;
        Assert.That(lost!.IsInvalid, Is.True);
        Assert.That(mine!.item<float>(), Is.InRange(0f, 1f));
    }

    [Test]
    public void AddCallback_MisspeltEvent_SuggestsTheRightOne() =>
        Assert.That(
            () => Model.AddCallback("on_predict_batch_ends", (Predictor _) => { }),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("on_predict_batch_end"));

    [Test]
    public void AddCallback_WrongObject_NamesBothTypes() =>
        Assert.That(
            () => Model.AddCallback("on_predict_start", (Result _) => { }),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("Result").And.Message.Contains("Predictor"));

    [Test]
    public void ThrowingCallback_NamesEventAndCallback_AndTheRunEnds()
    {
        var ended = 0;
        Model.AddCallback("on_predict_end", (Predictor _) => ended++);
        Model.AddCallback("on_predict_batch_end", (Predictor _) => throw new InvalidOperationException("mine"));

        Assert.That(
            () => Model.Predict(Folder.Root, Small).ToList(),
            Throws.Exception.With.Message.Contains("on_predict_batch_end").And.InnerException.Message.EqualTo("mine"));
        Assert.That(ended, Is.EqualTo(1));
    }
}
