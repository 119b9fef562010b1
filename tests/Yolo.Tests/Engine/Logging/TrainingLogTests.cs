using Microsoft.Extensions.Logging;
using Yolo.Callbacks;
using Yolo.Cli;
using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Tests.Engine.Callbacks;

namespace Yolo.Tests.Engine.Logging;

/// <summary>What a logger hears of a training and a validation, and where it is to be found without one.</summary>
[NonParallelizable]
public sealed class TrainingLogTests : TinyTrainingFixture
{
    private const int Warned = 1;
    private const int CallbackWarned = 2;

    private string faulty = null!;

    private TrainOptions Options => Tiny.Options with { Epochs = 2 };

    [SetUp]
    public void BreakALabel() => File.AppendAllText(faulty = Tiny.Path("labels", "val", "0.txt"), "7 0.5 0.5 0.1 0.1\n");

    [TearDown]
    public void MendTheLabel() => File.WriteAllText(faulty, "0 0.5 0.5 0.5 0.5\n");

    [Test]
    public void Train_WithALogger_SaysEachFaultOfTheDataOnce_AndEachFailureOfACallback()
    {
        var logger = new CollectingLogger();
        Model.Logger = logger;

        var report = Model.Train(Options, [Thrower()]);

        Assert.That(logger.Of(Warned), Has.Exactly(1).Contains("0.txt"));
        var failures = logger.Entries.Where(entry => entry.Event.Id == CallbackWarned).ToList();
        Assert.That(failures, Has.Count.EqualTo(4), "four batches in two epochs");
        Assert.That(failures[0].Text, Is.EqualTo("mine (on_train_batch_end): broken"));
        Assert.That(failures[0].Exception, Is.InstanceOf<InvalidOperationException>());
        Assert.That((failures[0].Level, failures[0].Event.Name), Is.EqualTo((LogLevel.Warning, "CallbackWarned")));
        Assert.That(report.Warnings, Has.Exactly(1).Contains("0.txt").And.Exactly(1).EqualTo("mine (on_train_batch_end): broken"));
    }

    [Test]
    public void Train_WithALogger_TellsHowItGoes()
    {
        var logger = new CollectingLogger();
        Model.Logger = logger;

        var report = Model.Train(Options);

        Assert.That(logger.Of(20).Single(), Does.Contain("begins with epoch 1 of 2").And.Contains(report.SaveDirectory));
        Assert.That(logger.Of(21), Has.Count.EqualTo(2));
        Assert.That(logger.Of(21)[1], Does.StartWith("Epoch 2 of 2: fitness "));
        Assert.That(logger.Of(22).Single(), Does.Contain("all 2 epochs are done").And.Contains(report.Best!));
        Assert.That(logger.Of(23), Is.Empty, "the validations of a training are part of it");
        Assert.That(logger.Entries.Where(entry => entry.Event.Id is 20 or 21 or 22).Select(entry => entry.Level), Has.All.EqualTo(LogLevel.Information));
    }

    [Test]
    public void Train_WithALoggerThatFails_GoesOn_AndSaysSoInTheReport()
    {
        var report = Model.Train(Options with { Logger = new FailingLogger() }, [Thrower()]);

        Assert.That(report.Epochs, Is.EqualTo(2));
        Assert.That(report.Warnings, Has.Exactly(1).EqualTo("The logger failed (no room for logs); what it was told is not in its log.").And.Exactly(1).Contains("0.txt"));
    }

    [Test]
    public void Train_WithALoggerOfItsOwn_LeavesTheModelsInPeace()
    {
        var (models, own) = (new CollectingLogger(), new CollectingLogger());
        Model.Logger = models;

        Model.Train(Options with { Logger = own }, [Thrower()]);
        Assert.That(models.Entries, Is.Empty);
        Assert.That((own.Of(Warned).Count, own.Of(CallbackWarned).Count, own.Of(22).Count), Is.EqualTo((1, 4, 1)));

        Model.Validate(new ValidateOptions { Data = Tiny.Yaml, ImageSize = 64 });
        Assert.That(models.Of(Warned), Has.Exactly(1).Contains("0.txt"));
        Assert.That(models.Of(23), Has.Count.EqualTo(1));
        Assert.That(own.Of(23), Is.Empty, "the training is over");
    }

    [Test]
    public void Train_ThatIsResumed_IsLogged()
    {
        using (var stop = new CancellationTokenSource())
        {
            Assert.That(
                () => Model.Train(Options with { Name = "resumed" }, [Callback.At("on_train_epoch_end", (Trainer _) => stop.Cancel())], stop.Token),
                Throws.InstanceOf<OperationCanceledException>());
        }

        var logger = new CollectingLogger();
        using var again = new YoloModel(Tiny.Path("runs", "resumed", "weights", "last.pt"));
        again.Train(new TrainOptions { Resume = true, Logger = logger });

        Assert.That(logger.Of(22), Has.Count.EqualTo(1));
    }

    [Test]
    public void Validate_WithoutALogger_KeepsItsWarnings()
    {
        var report = Model.Validate(new ValidateOptions { Data = Tiny.Yaml, ImageSize = 64 }, [Callback.At("on_val_end", (Validator _) => throw new InvalidOperationException("broken"), new() { Name = "mine", OnError = ExceptionPolicy.LogAndContinue })]);

        Assert.That(report.Warnings, Has.Exactly(1).Contains("0.txt"));
        Assert.That(Model.Warnings, Has.Exactly(1).Contains("0.txt").And.Exactly(1).EqualTo("mine (on_val_end): broken"));

        var late = new CollectingLogger();
        Model.Logger = late;
        Assert.That(late.Of(Warned), Is.EqualTo(Model.Warnings), "who comes late hears what was missed");
    }

    [Test]
    public void CommandLine_SaysEachWarningOnce()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        string[] words = [$"model={Tiny.Spec}", $"data={Tiny.Yaml}", "imgsz=64", "plots=false", $"project={Tiny.Path("runs")}"];

        Assert.That(CommandLine.Run(["train", .. words, "epochs=1", "batch=4"], output, errors), Is.Zero, errors.ToString());
        Assert.That(Lines(errors), Has.Exactly(1).Contains("0.txt"));

        using var more = new StringWriter();
        Assert.That(CommandLine.Run(["val", .. words], output, more), Is.Zero, more.ToString());
        Assert.That(Lines(more), Has.Exactly(1).Contains("0.txt").And.Exactly(1).Contains("they are random"));
    }

    private static string[] Lines(StringWriter text) => text.ToString().Split('\n');

    private static Callback Thrower() =>
        Callback.At("on_train_batch_end", (Trainer _) => throw new InvalidOperationException("broken"), new() { Name = "mine", OnError = ExceptionPolicy.LogAndContinue });
}
