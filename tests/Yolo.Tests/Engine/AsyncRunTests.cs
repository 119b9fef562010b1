using System.Diagnostics.Contracts;
using System.Reflection;
using Yolo.Callbacks;
using Yolo.Engine;
using Yolo.Engine.Exporting;
using Yolo.Engine.Inference;
using Yolo.Engine.Prediction;
using Yolo.Engine.Settings;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Results;
using Yolo.Sources;
using Yolo.Tests.Engine.Callbacks;

namespace Yolo.Tests.Engine;

/// <summary>Runs that the caller does not wait for.</summary>
[NonParallelizable]
public sealed class AsyncRunTests : TinyTrainingFixture
{
    private List<CallbackWarning> warnings = null!;

    [SetUp]
    public void CollectWarnings()
    {
        warnings = [];
        Model.Callbacks.Settings.Warn = warning =>
        {
            lock (warnings)
            {
                warnings.Add(warning);
            }
        };
    }

    [Test]
    public async Task TrainAsync_TellsOfItsProgress_OnAThreadOfItsOwn()
    {
        var (told, threads) = (new Told<RunProgress>(), new HashSet<int>());

        var report = await Model.TrainAsync(Tiny.Options with { Epochs = 2 }, told, [Callback.At("on_train_batch_end", (Trainer _) => threads.Add(Environment.CurrentManagedThreadId))]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Epochs, Is.EqualTo(2));
            Assert.That(threads, Has.Count.EqualTo(1).And.No.Member(Environment.CurrentManagedThreadId));
            Assert.That(told.Values.Select(value => (value.Epoch, value.Epochs, value.Batch, value.Batches)), Is.EqualTo(new (int?, int?, int, int?)[] { (1, 2, 1, 2), (1, 2, 2, 2), (1, 2, 2, 2), (2, 2, 1, 2), (2, 2, 2, 2), (2, 2, 2, 2) }));
            Assert.That(told.Values, Has.All.Matches<RunProgress>(value => value!.Losses.Count == 3 && value.Loss > 0));
            Assert.That(told.Values[2].Metrics.Keys, Has.Member("metrics/mAP50(B)").And.Member("val/box_loss"));
            Assert.That(told.Values[2].Loss, Is.EqualTo(told.Values[2].Losses.Values.Sum(loss => (double)loss)));
            Assert.That(Model.Callbacks.List(), Is.Empty, "nothing reaches the next call");
        }
    }

    [Test]
    public void TrainAsync_Cancelled_IsACancelledTaskAndCanGoOn()
    {
        using var source = new CancellationTokenSource();
        string last = null!;
        var stop = Callback.At("on_train_batch_end", (Trainer trainer) => (last, _) = (trainer.Last!, Cancel(source)), when: trainer => trainer.GlobalStep == 1);

        var training = Model.TrainAsync(Tiny.Options with { Epochs = 2 }, callbacks: [stop], cancellation: source.Token);

        Assert.That(async () => await training, Throws.InstanceOf<OperationCanceledException>().With.Property("CancellationToken").EqualTo(source.Token));
        Assert.That(training.IsCanceled, Is.True);
        using var resumed = new YoloModel(last);
        Assert.That(resumed.Train(new() { Resume = true }).Epochs, Is.EqualTo(2));
    }

    [Test]
    public void Runs_WithATokenThatIsCancelled_DoNotBegin()
    {
        var begun = false;
        Model.AddCallback("on_pretrain_routine_start", (Trainer _) => begun = true);
        Model.AddCallback("on_export_start", (Exporter _) => begun = true);
        var token = new CancellationToken(canceled: true);

        Task[] runs = [Model.TrainAsync(Tiny.Options, cancellation: token), Model.ValidateAsync(cancellation: token), Model.ExportAsync(cancellation: token), Model.PredictAllAsync(PictureSource.Parse(Tiny.ValPictures), cancellation: token)];

        Assert.That(runs, Has.All.Property("IsCanceled").True);
        Assert.That(begun, Is.False);
    }

    [Test]
    public void Runs_ThatFail_SayItInTheTask()
    {
        Assert.That(async () => await Model.TrainAsync(), Throws.TypeOf<SettingException>().With.Message.Contains("data="));
        Assert.That(async () => await Model.ValidateAsync(new() { Confidence = 2 }), Throws.TypeOf<SettingException>().With.Message.Contains("conf"));
        Assert.That(async () => await Model.ExportAsync(new() { Opset = 3 }), Throws.TypeOf<SettingException>().With.Message.Contains("opset"));
        Assert.That(async () => await Model.TrainAsync(Tiny.Options, callbacks: [Callback.At("on_train_start", (Trainer _) => throw new InvalidDataException("mine"))]), Throws.TypeOf<CallbackException>().With.Message.Contains("mine"));
        Assert.That(async () => await Model.ExportAsync(new() { File = Tiny.Path("stopped.onnx"), ImageSize = 64 }, callbacks: [Callback.At("on_export_start", (Exporter e) => e.Control.StopNow("enough"))]), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Tiny.Path("stopped.onnx"), Does.Not.Exist);
    }

    [Test]
    public async Task Progress_ThatThrows_IsAWarningAndTheRunGoesOn()
    {
        var report = await Model.TrainAsync(Tiny.Options, new Thrower<RunProgress>());
        var file = await Model.ExportAsync(new() { File = Tiny.Path("told.onnx"), ImageSize = 64 }, new Thrower<WorkProgress>());
        new Trainer(Model, Tiny.Options) { Progress = new Thrower<WorkProgress>() }.Train();

        Assert.That(report.Epochs, Is.EqualTo(1));
        Assert.That(file, Does.Exist);
        Assert.That(warnings.ConvertAll(warning => warning.Message), Has.Count.EqualTo(3).And.All.StartsWith("the window is closed"));
    }

    [Test]
    public async Task Runs_BesideEachOtherAndAStorm_DoWhatTheyDoAlone()
    {
        using var other = Tiny.Model();
        other.Save(Tiny.Path("other.safetensors"));
        using var shared = new YoloModel(Tiny.Path("other.safetensors"));
        var options = new PredictOptions { ImageSize = 64, Confidence = 0.001, Engine = EngineKind.Torch };
        var judged = shared.Validate(Judging()).ToString();
        var found = Texts(shared.PredictAll(Tiny.ValPictures, options));
        using var storm = new Storm();

        var training = Model.TrainAsync(Tiny.Options with { Epochs = 3 }, new Told<RunProgress>());
        var rounds = new List<Task>();
        for (var round = 0; round < 3; round++)
        {
            var validation = shared.ValidateAsync(Judging());
            var prediction = shared.PredictAllAsync(PictureSource.Parse(Tiny.ValPictures), options);
            var export = shared.ExportAsync(new() { ImageSize = 64, File = Tiny.Path(FormattableString.Invariant($"beside{round}.onnx")) });
            Assert.That((await validation).ToString(), Is.EqualTo(judged));
            Assert.That(Texts(await prediction), Is.EqualTo(found));
            Assert.That(await export, Does.Exist);
        }

        Assert.That((await training).Epochs, Is.EqualTo(3));
        Assert.That(storm.Collections, Is.Positive);
        Assert.That(warnings, Is.Empty);
    }

    [Test]
    public void PredictAll_IsWhatPredictGives()
    {
        var options = new PredictOptions { ImageSize = 64, Confidence = 0.001, Batch = 4 };

        var all = Model.PredictAll(Tiny.ValPictures, options);

        Assert.That(Texts(all), Is.EqualTo(Texts(Model.Predict(Tiny.ValPictures, options))));
        Assert.That(Texts(Model.PredictAll([.. Directory.EnumerateFiles(Tiny.ValPictures).Order(StringComparer.Ordinal)], options)), Is.EqualTo(Texts(all)));
        Assert.That(() => Model.PredictAll("nowhere/"), Throws.TypeOf<SourceException>());
    }

    [Test]
    public void LazyMethods_SayThatACallWhoseOutcomeIsThrownAwayDoesNothing()
    {
        var lazy = new[] { typeof(YoloModel), typeof(Predictor) }.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.ReturnType == typeof(IEnumerable<Result>) || method.ReturnType == typeof(IAsyncEnumerable<Result>)).ToList();

        Assert.That(lazy, Has.Count.EqualTo(13).And.All.Matches<MethodInfo>(method => method!.IsDefined(typeof(PureAttribute))));
    }

    private static string Cancel(CancellationTokenSource source)
    {
        source.Cancel();
        return string.Empty;
    }

    private static string[] Texts(IEnumerable<Result> results) => [.. results.Select(result => result.ToJson())];

    private ValidateOptions Judging() => new() { Data = Tiny.Yaml, ImageSize = 64, Plots = false };

    private sealed class Told<T> : IProgress<T>
    {
        internal List<T> Values { get; } = [];

        public void Report(T value) => Values.Add(value);
    }

    private sealed class Thrower<T> : IProgress<T>
    {
        public void Report(T value) => throw new ObjectDisposedException(null, "the window is closed");
    }
}
