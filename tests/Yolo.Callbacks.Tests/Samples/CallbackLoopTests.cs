using System.Globalization;
using System.Reflection;

namespace Yolo.Callbacks.Tests;

[NonParallelizable]
internal sealed class CallbackLoopTests
{
    [Test]
    public void CallbackLoop_Runs_FindsTheLineAndStopsEarly()
    {
        var console = Console.Out;
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        Console.SetOut(output);
        try
        {
            Assembly.Load("CallbackLoop").EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.That(output.ToString(), Does.Match(@"y = 2\.00 x \+ 1\.00 after \d+ epochs, stopped: True, ended: True"));
    }
}
