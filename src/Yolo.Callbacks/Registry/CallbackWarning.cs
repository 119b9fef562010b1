namespace Yolo.Callbacks;

/// <summary>Something that went wrong in a callback without ending the run.</summary>
/// <param name="EventName">The event; null outside of one.</param>
/// <param name="CallbackName">The callback.</param>
/// <param name="Message">A whole sentence for people.</param>
/// <param name="Exception">What was thrown, when something was.</param>
public sealed record CallbackWarning(string? EventName, string CallbackName, string Message, Exception? Exception = null)
{
    /// <summary>The warning as one line.</summary>
    public override string ToString() => EventName is null ? $"{CallbackName}: {Message}" : $"{CallbackName} ({EventName}): {Message}";
}
