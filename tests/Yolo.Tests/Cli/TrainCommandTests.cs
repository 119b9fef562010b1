using Yolo.Cli;
using Yolo.Tests.Engine.Callbacks;

namespace Yolo.Tests.Cli;

/// <summary><c>yolo train</c>, run inside the test's own process.</summary>
[NonParallelizable]
public sealed class TrainCommandTests : TinyTrainingFixture
{
    [Test]
    public void Train_WhoseValidationHasNoLabels_SaysSoBeforeItBegins()
    {
        foreach (var label in Directory.EnumerateFiles(Tiny.Path("labels", "val")))
        {
            File.Delete(label);
        }

        // One place for both, so that it shows what came first.
        using var text = new StringWriter();
        var status = CommandLine.Run(["train", $"model={Tiny.Spec}", $"data={Tiny.Yaml}", "imgsz=64", "epochs=1", "batch=4", "plots=false", $"project={Tiny.Path("runs")}"], text, text);

        var said = text.ToString();
        Assert.That(status, Is.Zero, said);
        Assert.That(said.IndexOf("'val' have no labels: all metrics are 0", StringComparison.Ordinal), Is.InRange(0, said.IndexOf("Starting with epoch", StringComparison.Ordinal)), said);
    }
}
