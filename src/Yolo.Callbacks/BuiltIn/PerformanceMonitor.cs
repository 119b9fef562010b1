namespace Yolo.Callbacks;

/// <summary>
/// Puts into the logs of each epoch how fast it was and what it took, for whatever reads logs: <c>performance/images_per_second</c>;
/// <c>performance/waiting</c>, the share of the time between batches, mostly for images that are not there yet; <c>performance/processors</c>,
/// how many processors were busy on average; <c>performance/memory</c>, what the process has of the main memory, and
/// <c>performance/device_memory</c>, what all programs have of the GPU's, both in GiB, the latter only where a driver says it.
/// </summary>
/// <remarks>
/// Speed and waiting are measured from the start of an epoch to the end of its last batch, the rest over validation too. On a GPU, which works
/// on behind the program, they are what the program sees. On several ranks images are those of all, the rest is each rank's own.
/// </remarks>
public sealed class PerformanceMonitor : Callback
{
    private const double BytesPerGibibyte = 1L << 30;
    private const string Prefix = "performance/";

    private long _images;
    private long _start;
    private long _lastEnd;
    private long? _idleSince;
    private TimeSpan _idle;
    private TimeSpan _processorTime;

    /// <summary>What tells the time. Default the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, Logs logs)
    {
        _images = 0;
        _idle = TimeSpan.Zero;
        _processorTime = Environment.CpuUsage.TotalTime;
        _start = _lastEnd = Clock.GetTimestamp();
        _idleSince = _start;
    }

    /// <inheritdoc/>
    public override void OnTrainBatchBegin(int batch, Logs logs)
    {
        // A batch that was skipped has no end.
        if (_idleSince is { } since)
        {
            _idle += Clock.GetElapsedTime(since);
            _idleSince = null;
        }
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        _images += Training!.ImagesInBatch;
        _lastEnd = Clock.GetTimestamp();
        _idleSince = _lastEnd;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        var training = Clock.GetElapsedTime(_start, _lastEnd);
        if (training > TimeSpan.Zero)
        {
            if (_images > 0)
            {
                logs[Prefix + "images_per_second"] = Math.Round(_images / training.TotalSeconds, 3);
            }

            logs[Prefix + "waiting"] = Math.Round(_idle / training, 4);
        }

        var all = Clock.GetElapsedTime(_start);
        if (all > TimeSpan.Zero)
        {
            logs[Prefix + "processors"] = Math.Round((Environment.CpuUsage.TotalTime - _processorTime) / all, 3);
        }

        logs[Prefix + "memory"] = Gibibytes(Environment.WorkingSet);
        if (Training!.DeviceMemoryUsed is { } used)
        {
            logs[Prefix + "device_memory"] = Gibibytes(used);
        }
    }

    private static double Gibibytes(long bytes) => Math.Round(bytes / BytesPerGibibyte, 3);
}
