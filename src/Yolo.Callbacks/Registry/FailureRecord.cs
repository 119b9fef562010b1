namespace Yolo.Callbacks;

/// <summary>How a callback's exceptions are dealt with, and how many there were. All hooks of a <see cref="Callback"/> share one.</summary>
internal sealed class FailureRecord(ExceptionPolicy policy)
{
    private int _count;
    private volatile bool _isDisabled;

    public ExceptionPolicy Policy => policy;

    public bool IsDisabled => _isDisabled;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Applies the policy. Returns what is to be thrown, or null when the run goes on.</summary>
    public Exception? Handle(Exception thrown, string eventName, string callbackName, CallbackSettings settings)
    {
        var count = Interlocked.Increment(ref _count);
        var message = settings.Explain?.Invoke(thrown) is { } explanation ? $"{thrown.Message} {explanation}" : thrown.Message;
        if (policy.Propagates)
        {
            // Cancellation is not a failure: callers of the run wait for exactly this exception.
            return thrown is OperationCanceledException ? thrown : new CallbackException(eventName, callbackName, message, thrown);
        }

        if (count == policy.DisableLimit)
        {
            _isDisabled = true;
            settings.Warn(new(eventName, callbackName, FormattableString.Invariant($"{message} Disabled after {count} failure(s)."), thrown));
        }
        else if (count == 1 || !policy.IsQuietAfterFirst)
        {
            var outlook = policy.IsQuietAfterFirst ? " The run goes on; later failures of this callback are not reported." : string.Empty;
            settings.Warn(new(eventName, callbackName, message + outlook, thrown));
        }

        return null;
    }
}
