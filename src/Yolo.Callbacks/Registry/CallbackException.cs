namespace Yolo.Callbacks;

/// <summary>A callback threw, and its policy is to end the run. The inner exception is what it threw.</summary>
public sealed class CallbackException : Exception
{
    internal CallbackException(string eventName, string callbackName, string message, Exception inner)
        : base($"Callback '{callbackName}' failed in '{eventName}': {message}", inner)
    {
        EventName = eventName;
        CallbackName = callbackName;
    }

    /// <summary>The event during which it threw.</summary>
    public string EventName { get; }

    /// <summary>The callback's name, as in <see cref="CallbackRegistry.List"/>.</summary>
    public string CallbackName { get; }
}
