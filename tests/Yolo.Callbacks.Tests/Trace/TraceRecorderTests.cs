using System.Text;
using System.Text.Json;

namespace Yolo.Callbacks.Tests;

internal sealed class TraceRecorderTests
{
    // What the reference never fires, documented or not.
    private static readonly CallbackEvent[] OursAlone =
    [
        Events.OnBeforeZeroGrad, Events.OptimizerStep, Events.OnParamsUpdate, Events.OnBatchEnd, Events.OnMetricsReady, Events.OnBest, Events.OnValPostprocessEnd,
        Events.OnFinalEvalStart, Events.OnFinalEvalEnd, Events.OnNanRecovery, Events.OnException,
    ];

    [Test]
    public void Trace_TrainTwoEpochs_EqualsTheReferences() =>
        AssertEqual("train: 2 epochs, 8 images, batch 4, nbs 4, val on 6 images", r => new FakeTrainer(r) { Epochs = 2, BatchesPerEpoch = 2 }.Run());

    [Test]
    public void Trace_Validation_EqualsTheReferences() => AssertEqual("val: 6 images, batch 4", r => new FakeValidator(r, batches: 2).Run());

    [Test]
    public void Trace_Prediction_EqualsTheReferences() => AssertEqual("predict: folder of 6 images", r => new FakePredictor(r, batches: 6).Run());

    [Test]
    public void Trace_Export_EqualsTheReferences() => AssertEqual("export: onnx", r => new FakeExporter(r).Run());

    [Test]
    public void WriteJson_HasTheFormOfTheReferencesTraces()
    {
        var registry = TestRegistry.Create();
        var recorder = new TraceRecorder([Events.OnTrainStart, Events.OnTrainEpochEnd, Events.OnValEnd]);
        registry.Add(recorder);
        new FakeTrainer(registry) { Epochs = 1 }.Run();
        using var stream = new MemoryStream();
        recorder.WriteJson(stream);
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        Assert.That(JsonSerializer.Serialize(json.RootElement), Is.EqualTo(
            """[{"event":"on_train_start","object":"Trainer"},{"event":"on_train_epoch_end","object":"Trainer","epoch":0},{"event":"on_val_end","object":"Validator"},{"event":"on_val_end","object":"Validator"}]"""));
    }

    [Test]
    public void Clear_ForgetsWhatWasRecorded()
    {
        var registry = TestRegistry.Create();
        var recorder = new TraceRecorder();
        registry.Add(recorder);
        new FakeExporter(registry).Run();
        recorder.Clear();
        Assert.That(recorder.Entries, Is.Empty);
    }

    private static void AssertEqual(string trace, Action<CallbackRegistry> run)
    {
        using var goldens = JsonDocument.Parse(File.ReadAllText(Shared.File("goldens/callback-trace.json")));
        var expected = goldens.RootElement.GetProperty("traces").GetProperty(trace).EnumerateArray().Select(e => new TraceEntry(
            e.GetProperty("event").GetString()!, e.GetProperty("object").GetString()!, e.TryGetProperty("epoch", out var epoch) ? epoch.GetInt32() : null));
        var registry = TestRegistry.Create();
        var recorder = new TraceRecorder(Events.All.Except(OursAlone));
        registry.Add(recorder);
        run(registry);
        Assert.That(recorder.Entries, Is.EqualTo(expected));
    }
}
