using Yolo.Callbacks;

namespace Yolo.Engine;

/// <summary>Tells somebody of progress. Who only looks on must not end a run: the first exception is a warning, and nothing more is told.</summary>
/// <param name="told">Who is told.</param>
/// <param name="settings">Where the warning goes.</param>
internal sealed class GuardedProgress<T>(IProgress<T> told, CallbackSettings settings) : IProgress<T>
{
    private int hasFailed;

    /// <inheritdoc/>
    public void Report(T value)
    {
        if (Volatile.Read(ref hasFailed) != 0)
        {
            return;
        }

        try
        {
            told.Report(value);
        }
        catch (Exception error)
        {
            if (Interlocked.Exchange(ref hasFailed, 1) == 0)
            {
                settings.Warn(new(null, "progress", $"{error.Message} The run goes on, and tells no more of its progress.", error));
            }
        }
    }

    /// <summary>Guards somebody who is to be told; null for nobody.</summary>
    internal static IProgress<T>? Of(IProgress<T>? told, CallbackSettings settings) => told is null or GuardedProgress<T> ? told : new GuardedProgress<T>(told, settings);
}
