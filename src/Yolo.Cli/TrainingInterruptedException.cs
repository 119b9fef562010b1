namespace Yolo.Cli;

/// <summary>A training was interrupted: the message says where, and where its weights are.</summary>
/// <param name="message">A whole sentence.</param>
/// <param name="command">What goes on with it; null if nothing can.</param>
/// <param name="cause">What interrupted it.</param>
internal sealed class TrainingInterruptedException(string message, string? command, OperationCanceledException cause)
    : OperationCanceledException(message, cause, cause.CancellationToken)
{
    /// <summary>What goes on with it; null if nothing can.</summary>
    internal string? Command => command;
}
