using System.Reflection;

namespace Yolo.Tests.Models;

/// <summary>The sample that shows a block of one's own does what it says.</summary>
[NonParallelizable]
public sealed class CustomBlockTests
{
    [Test]
    public void CustomBlock_Runs_AndTrainsLoadsAndExportsItsNetwork()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        var console = Console.Out;
        Console.SetOut(output);
        try
        {
            Assembly.Load("CustomBlock").EntryPoint!.Invoke(null, [new[] { folder.Root }]);
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.That(output.ToString(), Does.Contain("ChannelGate").And.Contain("trained for 1 epoch").And.Contain("exported to best.onnx"));
    }
}
