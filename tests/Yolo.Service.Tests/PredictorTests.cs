using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yolo.Engine;
using Yolo.Engine.Inference;
using Yolo.Engine.Prediction;
using Yolo.Extensions.DependencyInjection;
using Yolo.Imaging;
using Yolo.Results;
using Yolo.Tests.Engine;
using Yolo.Tests.Engine.Logging;

namespace Yolo.Service.Tests;

/// <summary>The predictor that a container gives: right answers for many callers at once, a bounded queue, and an end in order.</summary>
[NonParallelizable]
public sealed class PredictorTests
{
    private static readonly PredictOptions Unsure = new() { Confidence = TinyModel.Confidence };

    private TinyModel tiny = null!;

    [OneTimeSetUp]
    public void MakeModel() => tiny = new TinyModel();

    [OneTimeTearDown]
    public void DeleteModel() => tiny.Dispose();

    [TestCase(".pt")]
    [TestCase(".onnx")]
    public async Task Predict_OfManyCallersAtOnce_FindsWhatTheModelFinds(string ending)
    {
        var path = ending == ".pt" ? tiny.Checkpoint : tiny.Exported;
        Detection[][] expected;
        using (var model = new YoloModel(path))
        {
            expected = [.. Enumerable.Range(0, 6).Select(i => model.Predict(TinyModel.Picture(i), Unsure with { Engine = EngineKind.Onnx }).Single().Boxes.ToArray())];
        }

        Assert.That(expected, Has.All.Not.Empty);
        await using var provider = Services(options => (options.Model, options.Sessions, options.Predict) = (path, 3, Unsure));
        var yolo = provider.GetRequiredService<IYoloPredictor>();
        using var storm = new Storm();

        var found = await Task.WhenAll(Enumerable.Range(0, 60).Select(async i => (Picture: i % 6, (await yolo.PredictAsync(TinyModel.Picture(i % 6))).Boxes)));

        foreach (var (picture, boxes) in found)
        {
            Assert.That(boxes.Select(box => box.Class), Is.EqualTo(expected[picture].Select(box => box.Class)));
            Assert.That(boxes.Select(box => box.Box.X1), Is.EqualTo(expected[picture].Select(box => box.Box.X1)).Within(0.01f));
            Assert.That(boxes.Confidences, Is.EqualTo(expected[picture].Select(box => box.Confidence)).Within(1e-4f));
        }
    }

    [Test]
    public async Task Predict_WhenTooManyWait_IsRefused_AndOneWhoLeavesMakesRoom()
    {
        using var meter = new Meters();
        await using var provider = Services(options => (options.Model, options.Sessions, options.MaximumWaiting) = (tiny.Exported, 1, 1), meter.Name);
        var yolo = provider.GetRequiredKeyedService<IYoloPredictor>(meter.Name);
        using var door = new Door(await yolo.GetModelAsync());
        var first = yolo.PredictAsync(TinyModel.Picture(0));
        await door.Reached;
        using var leaves = new CancellationTokenSource();
        var second = yolo.PredictAsync(TinyModel.Picture(1), cancellation: leaves.Token);

        Assert.That(async () => await yolo.PredictAsync(TinyModel.Picture(2)), Throws.TypeOf<YoloBusyException>().With.Message.Contains("1 requests are being predicted and 1 wait"));
        Assert.That((meter.Value("yolo.queue.length"), meter.Value("yolo.requests.active")), Is.EqualTo((1, 1)));

        await leaves.CancelAsync();
        Assert.That(async () => await second, Throws.InstanceOf<OperationCanceledException>());
        var third = yolo.PredictAsync(TinyModel.Picture(3));
        door.Open();

        Assert.That((await first).Names, Has.Count.EqualTo(3));
        Assert.That((await third).Names, Has.Count.EqualTo(3));
        Assert.That((meter.Value("yolo.queue.length"), meter.Value("yolo.requests.active")), Is.EqualTo((0, 0)));
        Assert.That(meter.Outcomes, Is.EquivalentTo(new[] { "ok", "busy", "cancelled", "ok" }));
        Assert.That((meter.Count("yolo.request.duration"), meter.Count("yolo.queue.duration"), meter.Count("yolo.inference.duration")), Is.EqualTo((4, 2, 2)));
    }

    [Test]
    public async Task Predict_OfNoPicture_SaysSo_AndThePlaceIsFree()
    {
        await using var provider = Services(options => (options.Model, options.Sessions, options.MaximumWaiting) = (tiny.Exported, 1, 0));
        var yolo = provider.GetRequiredService<IYoloPredictor>();
        for (var i = 0; i < 3; i++)
        {
            Assert.That(async () => await yolo.PredictAsync("no picture"u8.ToArray()), Throws.TypeOf<ImageFormatException>());
        }

        Assert.That((await yolo.PredictAsync(Image.Decode(TinyModel.Picture(0)))).OriginalImage.Width, Is.EqualTo(96));
    }

    [Test]
    public async Task Keys_HaveAModelEach_AndTheirOwnSettings()
    {
        var services = new ServiceCollection();
        services.AddKeyedYolo("a", options => (options.Model, options.Predict) = (tiny.Exported, Unsure with { MaximumDetections = 1 }));
        services.AddKeyedYolo("b", tiny.Checkpoint);
        services.AddKeyedYolo("b", options => options.Predict = Unsure with { MaximumDetections = 2 });
        await using var provider = services.BuildServiceProvider();
        var (a, b) = (provider.GetRequiredKeyedService<IYoloPredictor>("a"), provider.GetRequiredKeyedService<IYoloPredictor>("b"));

        Assert.That(((await a.GetModelAsync()).Source, (await b.GetModelAsync()).Source), Is.EqualTo((tiny.Exported, tiny.Checkpoint)));
        Assert.That(((await a.PredictAsync(TinyModel.Picture(0))).Boxes.Count, (await b.PredictAsync(TinyModel.Picture(0))).Boxes.Count), Is.EqualTo((1, 2)));
        Assert.That((await a.PredictAsync(TinyModel.Picture(0), Unsure with { MaximumDetections = 3 })).Boxes.Count, Is.EqualTo(3), "settings of the request");
        Assert.That(provider.GetServices<IHostedService>().Count(), Is.EqualTo(2));
        Assert.That(provider.GetService<IYoloPredictor>(), Is.Null);
    }

    [Test]
    public async Task Dispose_WaitsForWhatRuns_FreesTheModel_AndRefusesWhatComesLater()
    {
        var provider = Services(options => (options.Model, options.Sessions) = (tiny.Exported, 1));
        var yolo = provider.GetRequiredService<IYoloPredictor>();
        var model = await yolo.GetModelAsync();
        using var door = new Door(model);
        var running = yolo.PredictAsync(TinyModel.Picture(0));
        await door.Reached;
        var waiting = yolo.PredictAsync(TinyModel.Picture(1));

        var disposing = provider.DisposeAsync().AsTask();
        Assert.That(async () => await waiting, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(disposing.IsCompleted, Is.False, "one is being predicted");
        door.Open();
        await disposing;

        Assert.That((await running).Names, Has.Count.EqualTo(3));
        Assert.That(() => model.Names, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(async () => await yolo.PredictAsync(TinyModel.Picture(2)), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(async () => await yolo.GetModelAsync(), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Health_TellsWhenTheModelIsThere_AndWhyNot()
    {
        var logger = new CollectingLogger();
        var missing = tiny.Path("later.onnx");
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new Provider(logger)));
        services.AddYolo(missing);
        services.AddHealthChecks().AddYolo();
        await using var provider = services.BuildServiceProvider();
        var health = provider.GetRequiredService<HealthCheckService>();
        var yolo = provider.GetRequiredService<IYoloPredictor>();

        Assert.That((await health.CheckHealthAsync()).Entries["yolo"].Description, Is.EqualTo("The model is being loaded."));
        Assert.That(async () => await yolo.GetModelAsync(), Throws.TypeOf<ModelLoadException>());
        var sick = (await health.CheckHealthAsync()).Entries["yolo"];
        Assert.That((sick.Status, sick.Description), Is.EqualTo((HealthStatus.Unhealthy, sick.Exception!.Message)));
        Assert.That(sick.Description, Does.Contain("later.onnx"));
        Assert.That(logger.Of(41), Is.Not.Empty.And.All.Contains("later.onnx"));

        File.Copy(tiny.Exported, missing);
        await Task.WhenAny(yolo.GetModelAsync());
        _ = await yolo.GetModelAsync();
        Assert.That((await health.CheckHealthAsync()).Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(logger.Of(40), Has.Count.EqualTo(1));
    }

    [TestCase("", 1, 1, "say which model")]
    [TestCase("best.onnx", 0, 1, "Sessions=0")]
    [TestCase("best.onnx", 1, -1, "MaximumWaiting=-1")]
    public void Settings_OutOfRange_FailWhenTheApplicationStarts(string model, int sessions, int waiting, string message)
    {
        using var provider = Services(options => (options.Model, options.Sessions, options.MaximumWaiting) = (model, sessions, waiting));

        Assert.That(provider.GetRequiredService<IStartupValidator>().Validate, Throws.TypeOf<OptionsValidationException>().With.Message.Contains(message));
    }

    [Test]
    public async Task Predict_WithRequestsOfOtherBits_LeavesTheModelAsItIs()
    {
        await using var provider = Services(options => (options.Model, options.Predict) = (tiny.Checkpoint, Unsure with { Engine = EngineKind.Torch }));
        var yolo = provider.GetRequiredService<IYoloPredictor>();
        var before = (await yolo.PredictAsync(TinyModel.Picture(1))).Boxes.Confidences;

        _ = await yolo.PredictAsync(TinyModel.Picture(1), Unsure with { Engine = EngineKind.Torch, Half = true });

        Assert.That((await yolo.PredictAsync(TinyModel.Picture(1))).Boxes.Confidences, Is.EqualTo(before));
    }

    [Test]
    public async Task Predict_OfAPictureOfTooManyPixels_IsRefusedBeforeItIsDecoded()
    {
        await using var provider = Services(options => (options.Model, options.MaximumPixels) = (tiny.Exported, 96 * 64));
        var yolo = provider.GetRequiredService<IYoloPredictor>();

        Assert.That(async () => await yolo.PredictAsync(TinyModel.Picture(0, 97, 64)), Throws.TypeOf<ImageFormatException>().With.Message.Contains("97x64"));
        Assert.That(async () => await yolo.PredictAsync(new Image(97, 64)), Throws.TypeOf<ImageFormatException>().With.Message.Contains("MaximumPixels"));
        Assert.That((await yolo.PredictAsync(TinyModel.Picture(0, 96, 64))).OriginalImage.Width, Is.EqualTo(96));
    }

    private static ServiceProvider Services(Action<YoloServiceOptions> configure, string? key = null)
    {
        var services = new ServiceCollection();
        _ = key is null ? services.AddYolo(configure) : services.AddKeyedYolo(key, configure);
        return services.BuildServiceProvider();
    }

    private sealed class Provider(ILogger logger) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
        }
    }

    // What the meter says of one model.
    private sealed class Meters : IDisposable
    {
        private readonly MeterListener listener = new();
        private readonly ConcurrentQueue<(string Instrument, double Value, string? Outcome)> measured = new();

        internal Meters()
        {
            listener.InstrumentPublished = (instrument, heard) =>
            {
                if (instrument.Meter.Name == "Yolo")
                {
                    heard.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
            listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
            listener.Start();
        }

        internal string Name { get; } = $"tests-{Guid.NewGuid():N}";

        internal IEnumerable<string?> Outcomes => measured.Where(one => one.Instrument == "yolo.requests").Select(one => one.Outcome);

        internal int Value(string instrument) => (int)measured.Where(one => one.Instrument == instrument).Sum(one => one.Value);

        internal int Count(string instrument) => measured.Count(one => one.Instrument == instrument);

        public void Dispose() => listener.Dispose();

        private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var known = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal);
            if (Name.Equals(known["yolo.model"]))
            {
                measured.Enqueue((instrument.Name, value, known.GetValueOrDefault("outcome") as string));
            }
        }
    }
}
