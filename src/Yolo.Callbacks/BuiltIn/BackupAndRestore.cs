namespace Yolo.Callbacks;

/// <summary>
/// Makes a training survive a crash or a preempted machine: it saves a checkpoint regularly and, when the same training is started again, goes on from it.
/// Runs after all other callbacks, so that it saves the state that they left.
/// </summary>
/// <remarks>The backup is deleted when training ends by itself; it is kept after an exception or <see cref="RunControl.StopNow"/>.</remarks>
public sealed class BackupAndRestore : Callback
{
    private const string FileName = "backup.pt";
    private const string PreviousName = "backup.previous.pt";

    private readonly string _directory;
    private bool _hasFailed;
    private int _batches;

    /// <summary>Makes a callback that backs up.</summary>
    /// <param name="directory">Where the backup lives, below the current directory when relative; not in the run directory, whose name changes with each start. One training per directory.</param>
    public BackupAndRestore(string directory)
        : base(CallbackPriority.Last)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        _directory = Path.GetFullPath(directory);
    }

    /// <summary>Backs up every this many batches instead of at the end of epochs. Default null: each epoch.</summary>
    public int? EveryBatches { get; init; }

    /// <summary>Keeps the backup before the last as well, in case the last cannot be read. Default false.</summary>
    public bool DoubleCheckpoint { get; init; }

    /// <summary>Deletes the backup when training ends by itself. Default true.</summary>
    public bool DeleteCheckpoint { get; init; } = true;

    /// <summary>The file that this training went on from; null when it started afresh.</summary>
    public string? RestoredFrom { get; private set; }

    private string Current => Path.Combine(_directory, FileName);

    private string Previous => Path.Combine(_directory, PreviousName);

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs)
    {
        _hasFailed = false;
        _batches = 0;
        RestoredFrom = null;
        if (!TryRestore(Current) && !TryRestore(Previous) && File.Exists(Current))
        {
            throw new InvalidDataException($"The backup '{Current}' cannot be read. Delete it to start afresh.");
        }
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        if (EveryBatches is { } every && ++_batches >= every)
        {
            _batches = 0;
            Save();
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (EveryBatches is null)
        {
            Save();
        }
    }

    /// <inheritdoc/>
    public override void OnException(RunFailure failure) => _hasFailed |= ReferenceEquals(failure.Receiver, Training);

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        if (IsFirstRank && DeleteCheckpoint && !_hasFailed && !Training!.Control.StopNowRequested)
        {
            File.Delete(Current);
            File.Delete(Previous);
        }
    }

    // All ranks restore, and rank 0 writes.
    private void Save()
    {
        if (!IsFirstRank)
        {
            return;
        }

        Directory.CreateDirectory(_directory);
        if (DoubleCheckpoint && File.Exists(Current))
        {
            File.Move(Current, Previous, overwrite: true);
        }

        Training!.SaveCheckpoint(Current, weightsOnly: false);
    }

    private bool TryRestore(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            Training!.RestoreCheckpoint(path);
            RestoredFrom = path;
            return true;
        }
        catch (Exception thrown) when (thrown is IOException or InvalidDataException or FormatException)
        {
            Warn($"cannot read the backup '{path}': {thrown.Message}", thrown);
            return false;
        }
    }
}
