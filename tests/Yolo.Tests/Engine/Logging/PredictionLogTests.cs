using Yolo.Callbacks;
using Yolo.Engine;
using Yolo.Engine.Exporting;
using Yolo.Engine.Logging;
using Yolo.Engine.Prediction;
using Yolo.Imaging.Drawing.Fonts;
using Yolo.Sources;
using Yolo.Tests.Checkpoints;
using Yolo.Tests.Engine.Callbacks;

namespace Yolo.Tests.Engine.Logging;

/// <summary>What a logger hears of predictions, on many threads too, of exports, and of what happened before it was there.</summary>
[NonParallelizable]
public sealed class PredictionLogTests : TinyTrainingFixture
{
    private const int Threads = 8;
    private const int Rounds = 5;

    private static readonly PredictOptions Small = new() { ImageSize = 64 };

    [Test]
    public void Predict_OnManyThreads_SaysOnceWhatHoldsForTheModel_AndEachTimeWhatHappened()
    {
        var logger = new CollectingLogger();
        Model.Logger = logger;
        var good = File.ReadAllBytes(Directory.EnumerateFiles(Tiny.ValPictures).Order().First());
        Callback Thrower() => Callback.At("on_predict_batch_end", (Predictor _) => throw new InvalidOperationException("broken"), new() { Name = "mine", OnError = ExceptionPolicy.LogAndContinue });
        using var storm = new Storm();

        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, _ =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                var source = PictureSource.Join(PictureSource.FromBytes(good), PictureSource.FromBytes("no picture"u8.ToArray(), "bad"));
                Assert.That(() => Model.Predict(source, Small, [Thrower()]).Count(), Throws.TypeOf<SourceException>());
            }
        });

        Assert.That(logger.Of(1).Single(), Does.Contain("they are random"));
        Assert.That(logger.Of(2), Has.Count.EqualTo(Threads * Rounds).And.All.EqualTo("mine (on_predict_batch_end): broken"));
        Assert.That(logger.Of(3), Has.Count.EqualTo(Threads * Rounds).And.All.StartsWith("bad could not be read: "));
    }

    [Test]
    public void Predict_OfAPictureWithoutItsEnd_IsLogged()
    {
        var logger = new CollectingLogger();
        Model.Logger = logger;
        var picture = new Yolo.Imaging.Image(64, 64);
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            picture.Pixels[i] = (byte)(i * 37);
        }

        picture.Save(Tiny.Path("whole.jpg"));
        var bytes = File.ReadAllBytes(Tiny.Path("whole.jpg"));

        Assert.That(Model.Predict(PictureSource.FromBytes(bytes.AsMemory(0, bytes.Length * 3 / 4), "half.jpg"), Small).Count(), Is.EqualTo(1));
        Assert.That(logger.Of(4).Single(), Does.StartWith("half.jpg: the file lacks its end"));
    }

    [Test]
    public void Export_SaysWhatWasNotDoneAsAsked_AndThatItIsDone()
    {
        var logger = new CollectingLogger();
        Model.Logger = logger;

        var file = Model.Export(new ExportOptions { ImageSize = new ImageSize(60, 64), File = Tiny.Path("tiny.onnx") });

        Assert.That(logger.Of(1), Has.One.Contains("60x64 was rounded up to 64x64"));
        Assert.That(logger.Of(24), Has.One.Contains(file));
        Assert.That(Model.Warnings, Is.EqualTo(logger.Of(1)));
    }

    [Test]
    public void Logger_SetAfterLoading_HearsOfTheDownload()
    {
        using var folder = new TemporaryFolder();
        using var server = new LoopbackServer(File.ReadAllBytes(Shared.Path("weights", "bccd-yolo11n.pt")));
        var logger = new CollectingLogger();
        using var model = new YoloModel("yolo11n.pt", new WeightFinder(folder.Path("weights"), release: server.Address)) { Logger = logger };

        Assert.That(logger.Of(1), Has.One.Contains("No hash of yolo11n.pt"));
        Assert.That(model.Warnings, Is.EqualTo(logger.Of(1)));
    }

    [Test]
    public void LettersWithoutAFont_ReachTheLoggerThatWasSetLast_UntilItIsTakenAway()
    {
        var (first, last) = (new CollectingLogger(), new CollectingLogger());
        Model.Logger = first;
        Model.Logger = last;

        FontLog.Warn("No font has letters of Linear B.");
        Model.Logger = null;
        FontLog.Warn("No font has letters of Linear A.");

        Assert.That((first.Of(6).Count, last.Of(6).Single()), Is.EqualTo((0, "No font has letters of Linear B.")));
    }

    [Test]
    public void RunLog_ThatChangesItsHearer_SaysAgainWhatNobodyHeard_AndNothingElse()
    {
        var (first, second) = (new CollectingLogger(), new CollectingLogger());
        var log = new RunLog(first);
        log.Warn("one");
        log.PassTo(null);
        log.Warn("two");
        log.PassTo(second);
        log.PassTo(null);
        log.PassTo(first);
        log.WarnAgain("two");

        Assert.That(second.Of(1), Is.EqualTo(new[] { "two" }));
        Assert.That(first.Of(1), Is.EqualTo(new[] { "one", "two" }));
        Assert.That(log.Warnings, Is.EqualTo(new[] { "one", "two" }));
    }

    [Test]
    public void RunLog_KeepsAThousand_AndStillSaysTheRest()
    {
        var logger = new CollectingLogger();
        var log = new RunLog(logger);
        for (var i = 0; i < 1200; i++)
        {
            log.Warn($"{i}");
            log.Warn($"{i}");
        }

        Assert.That(log.Warnings, Has.Count.EqualTo(1000));
        Assert.That(logger.Of(1).Distinct().Count(), Is.EqualTo(1200));
    }
}
