namespace Yolo.Callbacks;

/// <summary>.NET's own ways to follow and to stop something long, as callbacks.</summary>
public static class CallbackAdapters
{
    /// <summary>Reports after each batch of training, prediction and standalone validation, after each epoch, and when a standalone validation is over.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="progress">Receives the reports. <see cref="Progress{T}"/> hands them to the thread that made it. The first exception of its own is a warning, and the run goes on.</param>
    /// <returns>Removes the adapter when disposed.</returns>
    public static IDisposable ReportTo(this CallbackRegistry registry, IProgress<RunProgress> progress)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return registry.Add(Reporting(progress));
    }

    /// <summary>The callback that <see cref="ReportTo"/> adds, for lists of callbacks for one call.</summary>
    /// <param name="progress">Receives the reports, as there.</param>
    public static Callback Reporting(IProgress<RunProgress> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return new ProgressAdapter(progress);
    }

    /// <summary>
    /// Ends every run of the registry at its next batch once the token is cancelled. The run ends in order: a training still validates and saves, and no exception is thrown.
    /// </summary>
    /// <param name="registry">The registry.</param>
    /// <param name="cancellation">The token; may be cancelled on any thread.</param>
    /// <returns>Removes the adapter when disposed.</returns>
    public static IDisposable StopOn(this CallbackRegistry registry, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return registry.Add(new CancellationAdapter(cancellation));
    }
}
