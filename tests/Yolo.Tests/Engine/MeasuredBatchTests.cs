using Yolo.Engine;
using Yolo.Engine.Settings;
using Yolo.Engine.Training;
using Yolo.Models;
using Yolo.Runtime.Devices;

namespace Yolo.Tests.Engine;

/// <summary>The batch follows from the memory of a device, which here is made up.</summary>
public sealed class MeasuredBatchTests() : SmallDatasetFixture(6)
{
    private const double Gigabyte = 1e9;

    private TrainOptions Options => new() { Data = Small.Yaml, Epochs = 1, ImageSize = 64, Batch = -1, Plots = false, Project = Folder.Root };

    // 9 of 10 GB are free; steps of 1, 2 and 4 pictures, which is what six pictures allow, take half a gigabyte and 1.2 for each.
    [TestCase(0.6, 4)]
    [TestCase(0.3, 1)]
    [TestCase(0.9, 6)]
    public void Train_BatchOfMinusOne_IsWhatTheMemoryAllows(double share, int expected)
    {
        using var model = new YoloModel(Small.TinyNetwork());
        var trainer = new Trainer(model, Options with { MemoryShare = share })
        {
            MemoryMeter = new ScriptedMeter(10 * Gigabyte, [Gigabyte, .. new[] { 1, 2, 4 }.Select(batch => (1.5 + (1.2 * batch)) * Gigabyte)]),
        };

        var report = trainer.Train();

        Assert.Multiple(() =>
        {
            Assert.That(trainer.Options.Batch, Is.EqualTo(expected));
            Assert.That(trainer.BatchesPerEpoch, Is.EqualTo((6 + expected - 1) / expected));
            Assert.That(trainer.Notices.Single(), Does.StartWith(FormattableString.Invariant($"batch={expected}: ")).And.EndsWith("measured with 1, 2, 4 pictures."));
            Assert.That(report.Warnings, Is.EqualTo(trainer.Notices));
            Assert.That(File.ReadLines(Path.Combine(report.SaveDirectory, "args.yaml")), Has.Member(FormattableString.Invariant($"batch: {expected}")));
            Assert.That(trainer.DeviceMemory, Is.EqualTo(new DeviceMemory(6_300_000_000, 10_000_000_000)));
        });
    }

    [Test]
    public void Train_BatchOfMinusOne_OnTheProcessor_Is16AndSaysSo()
    {
        using var model = new YoloModel(Small.TinyNetwork());
        var trainer = new Trainer(model, Options);

        _ = trainer.Train();

        Assert.Multiple(() =>
        {
            Assert.That(trainer.Options.Batch, Is.EqualTo(16));
            Assert.That(trainer.Notices, Is.EqualTo(new[] { "batch=16: without a GPU there is no memory to measure." }));
            Assert.That(trainer.DeviceMemory, Is.Null);
        });
    }

    // The measuring leaves neither weights nor random numbers behind.
    [TestCase(ModelTask.Detect)]
    [TestCase(ModelTask.Segment)]
    [TestCase(ModelTask.Classify)]
    public void Train_AMeasuredBatch_LearnsWhatTheSameNumberLearns(ModelTask task)
    {
        Use(task);
        Assert.That(Losses(Options with { Amp = false }), Is.EqualTo(Losses(Options with { Batch = 4, Amp = false })).Within(1e-4).Percent);

        float[] Losses(TrainOptions options)
        {
            using var model = new YoloModel(Small.TinyNetwork());
            var trainer = new Trainer(model, options)
            {
                MemoryMeter = new ScriptedMeter(10 * Gigabyte, [Gigabyte, .. new[] { 1, 2, 4 }.Select(batch => (1.5 + (1.2 * batch)) * Gigabyte)]),
            };
            _ = trainer.Train();
            return trainer.MeanLossValues.ToArray();
        }
    }

    [TestCase("0.7", -1, 0.7, "0.7")]
    [TestCase("-1", -1, 0.6, "-1")]
    [TestCase("0.6", -1, 0.6, "-1")]
    [TestCase("0.25", -1, 0.25, "0.25")]
    [TestCase("32", 32, 0.6, "32")]
    public void Setting_OfTheBatch_IsANumberOrAShare(string text, int batch, double share, string written)
    {
        var options = TrainSettings.Table.Apply(new(), "batch", text);

        Assert.That((options.Batch, options.MemoryShare, TrainSettings.Table.Values(options)["batch"]), Is.EqualTo((batch, share, written)));
    }

    [TestCase("0")]
    [TestCase("1.5")]
    [TestCase("1.0")]
    [TestCase("-2")]
    [TestCase("-0.5")]
    [TestCase("many")]
    [TestCase("70000")]
    public void Setting_OfTheBatch_RefusesWhatIsNeither(string text) =>
        Assert.That(() => TrainSettings.Table.Apply(new(), "batch", text), Throws.TypeOf<SettingException>().With.Message.Contains($"batch={text} will not do"));

    [TestCase(1.0, "batch=1.0")]
    [TestCase(0.0, "batch=0.0")]
    [TestCase(2.5, "batch=2.5")]
    public void Train_AShareOutOfRange_IsRefused(double share, string message)
    {
        using var model = new YoloModel(Small.TinyNetwork());

        Assert.That(() => model.Train(Options with { MemoryShare = share }), Throws.TypeOf<SettingException>().With.Message.Contains(message));
    }
}
