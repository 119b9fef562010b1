using Spectre.Console;
using Spectre.Console.Testing;
using Yolo.Cli.Display;

namespace Yolo.Tests.Cli.Display;

/// <summary>A terminal of the command whose screen remembers everything, and a clock that tests set.</summary>
internal sealed class RememberedScreen : IDisposable
{
    private readonly TestConsole console;

    internal RememberedScreen(int width, TimeProvider? time = null, ColorSystem colours = ColorSystem.TrueColor)
    {
        console = new TestConsole().Width(width).Height(40).SupportsAnsi(true).Colors(colours).EmitAnsiSequences();
        Terminal = new Terminal(TextWriter.Null, TextWriter.Null, console, console, time);
    }

    internal Terminal Terminal { get; }

    /// <summary>Everything that was written.</summary>
    internal string Written => console.Output;

    /// <summary>The screen as it is to be seen.</summary>
    internal ScreenEmulator Seen
    {
        get
        {
            var screen = new ScreenEmulator(console.Profile.Width);
            screen.Write(Written);
            return screen;
        }
    }

    internal void Resize(int width) => console.Profile.Width = width;

    public void Dispose()
    {
        Terminal.Dispose();
        console.Dispose();
    }
}
