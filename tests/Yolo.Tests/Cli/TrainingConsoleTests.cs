using Yolo.Cli;
using Yolo.Cli.Display;
using Yolo.Engine.Training;
using Yolo.Runtime.Devices;
using Yolo.Tests.Engine;
using Yolo.Tests.Engine.Callbacks;

namespace Yolo.Tests.Cli;

/// <summary>What <c>yolo train</c> shows of a GPU, which here is made up.</summary>
public sealed class TrainingConsoleTests : TinyTrainingFixture
{
    [TestCase(1_234_567_890, "1.23G")]
    [TestCase(10_449_000_000, "10.4G")]
    [TestCase(512_000_000, "0.512G")]
    public void Epochs_OnAGpu_ShowHowMuchOfItsMemoryIsUsed(double used, string expected) =>
        Assert.That(CellsOfTheFirstEpoch(new ScriptedMeter(80e9, used), out _), Has.ItemAt(1).EqualTo(expected).And.Property("Count").EqualTo(7));

    [Test]
    public void Epochs_OnTheProcessor_LeaveTheColumnEmpty()
    {
        Assert.That(CellsOfTheFirstEpoch(CudaDriver.Shared, out var said), Has.ItemAt(0).EqualTo("1/1").And.Property("Count").EqualTo(6));
        Assert.That(said, Is.Empty);
    }

    [Test]
    public void Notices_AreSaidOnce()
    {
        _ = CellsOfTheFirstEpoch(CudaDriver.Shared, out var said, batch: -1);

        Assert.That(said, Is.EqualTo($"yolo: batch=16: without a GPU there is no memory to measure.{Environment.NewLine}"));
    }

    private List<string> CellsOfTheFirstEpoch(IMemoryMeter meter, out string errors, int batch = 4)
    {
        using var output = new StringWriter();
        using var said = new StringWriter();
        using var terminal = new Terminal(output, said);
        TrainingConsole.Attach(Model, terminal);
        _ = new Trainer(Model, Tiny.Options with { Epochs = 1, Batch = batch }) { MemoryMeter = meter }.Train();
        errors = said.ToString();
        var line = output.ToString().Split('\n').First(text => text.TrimStart().StartsWith("1/1", StringComparison.Ordinal));
        return [.. line.Split(':')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }
}
