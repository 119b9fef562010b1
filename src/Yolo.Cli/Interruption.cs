using System.Runtime.InteropServices;
using Yolo.Cli.Display;

namespace Yolo.Cli;

/// <summary>Turns Ctrl-C and SIGTERM into a cancelled token; a second one ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration terminate;
    private readonly Terminal terminal;

    /// <summary>Begins to listen.</summary>
    /// <param name="terminal">Where it is said what happens now.</param>
    internal Interruption(Terminal terminal)
    {
        this.terminal = terminal;
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
    }

    internal CancellationToken Token => source.Token;

    /// <summary>The exit status that says by what the process was interrupted: 130 for Ctrl-C, 143 for SIGTERM.</summary>
    internal int ExitStatus { get; private set; } = 130;

    /// <inheritdoc/>
    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
        source.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        ExitStatus = context.Signal == PosixSignal.SIGTERM ? 143 : 130;
        context.Cancel = !source.IsCancellationRequested;
        if (!context.Cancel)
        {
            terminal.Done();
            return;
        }

        try
        {
            terminal.SayInterrupted();
        }
        finally
        {
            source.Cancel();
        }
    }
}
