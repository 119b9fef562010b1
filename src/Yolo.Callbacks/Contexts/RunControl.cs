namespace Yolo.Callbacks;

/// <summary>
/// Requests from callbacks (or from another thread) to a run, honoured at the next batch. One object belongs to one run;
/// the engine reads it between batches. Thread-safe.
/// </summary>
public sealed class RunControl
{
    private volatile bool _stopNow;
    private volatile bool _stopAfterEpoch;
    private volatile string? _stopReason;
    private int _skipBatch;
    private int _saveNow;
    private int _validateNow;

    /// <summary>Whether the run is to end before its next batch.</summary>
    public bool StopNowRequested => _stopNow;

    /// <summary>Whether the run is to end after the current epoch (with its validation and checkpoint), or sooner.</summary>
    public bool StopRequested => _stopNow || _stopAfterEpoch;

    /// <summary>Why the first stop was requested; null when no stop was requested or no reason was given.</summary>
    public string? StopReason => _stopReason;

    /// <summary>Ends the run before its next batch, in all modes. End events still fire, and a training still saves.</summary>
    /// <param name="reason">Shown in the run's report.</param>
    public void StopNow(string? reason = null)
    {
        _stopReason ??= reason;
        _stopNow = true;
    }

    /// <summary>Ends a training after the current epoch, its validation and its checkpoint. In the other modes nothing has epochs: there it is <see cref="StopNow"/>.</summary>
    /// <param name="reason">Shown in the run's report.</param>
    public void StopAfterEpoch(string? reason = null)
    {
        _stopReason ??= reason;
        _stopAfterEpoch = true;
    }

    /// <summary>Leaves out the batch whose start event is running: no forward pass, no step. In other events: the next batch.</summary>
    public void SkipBatch() => Interlocked.Exchange(ref _skipBatch, 1);

    /// <summary>Writes the last checkpoint at the next batch boundary.</summary>
    public void SaveNow() => Interlocked.Exchange(ref _saveNow, 1);

    /// <summary>Runs a validation at the next batch boundary.</summary>
    public void ValidateNow() => Interlocked.Exchange(ref _validateNow, 1);

    /// <summary>For the engine: takes the skip request, which is then gone.</summary>
    public bool TakeSkipBatch() => Take(ref _skipBatch);

    /// <summary>For the engine: takes the save request, which is then gone.</summary>
    public bool TakeSaveNow() => Take(ref _saveNow);

    /// <summary>For the engine: takes the validation request, which is then gone.</summary>
    public bool TakeValidateNow() => Take(ref _validateNow);

    // The plain read keeps the usual case, nothing requested, free of a locked instruction.
    private static bool Take(ref int flag) => Volatile.Read(ref flag) != 0 && Interlocked.Exchange(ref flag, 0) != 0;
}
