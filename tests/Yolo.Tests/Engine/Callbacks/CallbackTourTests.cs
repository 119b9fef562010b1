using System.Reflection;

namespace Yolo.Tests.Engine.Callbacks;

/// <summary>The sample that shows callbacks does what it says.</summary>
[NonParallelizable]
public sealed class CallbackTourTests
{
    [Test]
    public void CallbackTour_Runs_AndShowsFramesMetricsAndValidations()
    {
        using var tiny = new TinyTraining();
        using var output = new StringWriter();
        var console = Console.Out;
        Console.SetOut(output);
        try
        {
            Assembly.Load("CallbackTour").EntryPoint!.Invoke(null, [new[] { tiny.Spec, tiny.Yaml, tiny.ValPictures, tiny.Path("runs") }]);
        }
        finally
        {
            Console.SetOut(console);
        }

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines.Count(line => line.EndsWith("in a frame of 64x64", StringComparison.Ordinal)), Is.EqualTo(6));
        Assert.That(lines.Skip(6).Select(line => line.Split(':', ',')[0].Trim()), Is.EqualTo(new[]
        {
            "validated 6 pictures (Training)", "epoch 1", "validated 6 pictures (Training)", "epoch 2", "validated 6 pictures (Final)", "epoch 2 (final)",
            "2 epochs", "validated 6 pictures (Standalone)",
        }));
        Assert.That(lines[^2], Is.EqualTo("2 epochs, ended: True, best weights in best.pt"));
    }
}
