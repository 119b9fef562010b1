using System.Globalization;

namespace Yolo.Callbacks;

/// <summary>
/// Saves checkpoints at the end of epochs or every few batches, all of them, the last few, or the best only; in the background, if wanted; and
/// when the training fails. Runs after all other callbacks.
/// </summary>
/// <remarks>The engine writes <c>last.pt</c> and <c>best.pt</c> by itself; this is for further ones.</remarks>
/// <example><c>model.AddCallback(new ModelCheckpoint("weights/{epoch:00}-{val_loss:0.00}.pt") { KeepLast = 3, InBackground = true });</c></example>
public sealed class ModelCheckpoint : MonitoringCallback
{
    private const string ExceptionName = "exception.pt";
    private const string BestKey = "best";
    private const string WrittenKey = "written";

    private readonly string _path;
    private readonly BackgroundWork _writing = new();

    // As the template says them, oldest first, so that they are found in a run's folder that was moved; the one that is being written, too.
    private readonly List<string> _written = [];
    private string? _beingWritten;
    private bool _isTraining;
    private int _batches;

    /// <summary>Makes a callback that saves.</summary>
    /// <param name="path">
    /// The file, .pt, below the run directory when relative. Names in braces are filled in: <c>epoch</c> (from 1), <c>batch</c> (from 1) and everything in the logs, with a
    /// .NET number format or one like Python's: <c>{epoch:00}</c>, <c>{epoch:02d}</c>, <c>{val_loss:.2f}</c>. Without braces the file is overwritten.
    /// </param>
    /// <exception cref="ArgumentException">The name ends otherwise.</exception>
    public ModelCheckpoint(string path)
        : base(CallbackPriority.Last, Ranks.Zero)
    {
        _path = RunPaths.WithEnding(path, ".pt");
    }

    /// <summary>Saves only when the monitored number is better than ever. Default false.</summary>
    public bool SaveBestOnly { get; init; }

    /// <summary>Saves the weights alone, from which training cannot resume. Default false.</summary>
    public bool SaveWeightsOnly { get; init; }

    /// <summary>Saves every this many batches instead of at the end of epochs. Default null: each epoch.</summary>
    public int? EveryBatches { get; init; }

    /// <summary>With <see cref="SaveBestOnly"/>: the number to beat before the first save. Default null: none.</summary>
    public double? InitialValueThreshold { get; init; }

    /// <summary>
    /// Keeps this many of the files that it wrote, from 1; the oldest is deleted when a new one is whole, also of those from before an
    /// interruption. Other files are left alone. Default null: all.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? KeepLast
    {
        get;
        init => field = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "ModelCheckpoint keeps at least one file.");
    }

    /// <summary>
    /// Copies what is to be saved at once, and writes it on another thread while the training goes on. The next save, and the end of the
    /// training, wait for it; an error of the writing is thrown there. Costs a copy of weights, averages and the optimizer's memory. Default false.
    /// </summary>
    public bool InBackground { get; init; }

    /// <summary>
    /// Saves when the training fails or is interrupted, too: <c>exception.pt</c>, in the folder of the other files. Of a step that failed halfway
    /// nothing counts: the images since the last change of the weights come again when the training goes on from there. Default false.
    /// </summary>
    public bool SaveOnException { get; init; }

    /// <summary>The file that was written last and is whole, that of an exception aside; null before the first.</summary>
    public string? LastPath { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs)
    {
        base.OnTrainBegin(logs);
        _isTraining = true;
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        if (EveryBatches is { } every && ++_batches >= every)
        {
            _batches = 0;
            SaveIfWanted(batch, logs);
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (EveryBatches is null)
        {
            SaveIfWanted(Training!.BatchIndex, logs);
        }
    }

    /// <inheritdoc/>
    public override void OnException(RunFailure failure)
    {
        if (SaveOnException && _isTraining && ReferenceEquals(failure.Receiver, Training))
        {
            Training.SaveCheckpoint(RunPaths.ResolveForWriting(Training, Path.Combine(FixedFolder(), ExceptionName)), SaveWeightsOnly);
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        _isTraining = false;
        FinishWriting();
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> SaveState() => new Dictionary<string, object?>
    {
        [BestKey] = Best,
        [WrittenKey] = _written.Index().ToDictionary(file => file.Index.ToString(CultureInfo.InvariantCulture), object? (file) => file.Item),
    };

    /// <inheritdoc/>
    protected override void OnRemoved()
    {
        try
        {
            FinishWriting();
        }
        catch (Exception thrown)
        {
            Warn($"a checkpoint could not be written: {thrown.Message}", thrown);
        }
    }

    private protected override void Restore(IReadOnlyDictionary<string, object?> state)
    {
        Best = CallbackState.ReadNullableDouble(state, BestKey);
        _written.Clear();
        if (state.ContainsKey(WrittenKey))
        {
            var files = CallbackState.ReadDictionary(state, WrittenKey).OrderBy(file => int.Parse(file.Key, CultureInfo.InvariantCulture));
            _written.AddRange(files.Select(file => (string)file.Value!));
        }
    }

    private protected override void Reset()
    {
        Best = InitialValueThreshold;
        _batches = 0;
        _written.Clear();
        LastPath = null;
    }

    private void SaveIfWanted(int batch, Logs logs)
    {
        BeginFromHere();
        FinishWriting();
        if (SaveBestOnly)
        {
            if (!TryMonitor(logs, out var value) || !IsBetter(value, Best))
            {
                return;
            }

            Best = value;
        }

        Write(PathTemplate.Fill(_path, new Logs(logs) { ["epoch"] = Training!.Epoch + 1, ["batch"] = batch + 1 }));
    }

    private void Write(string name)
    {
        // Before it is there: the state in the checkpoint itself must know it.
        _written.Remove(name);
        _written.Add(name);
        var path = RunPaths.ResolveForWriting(Training, name);
        try
        {
            if (InBackground)
            {
                _writing.Begin(Training!.CaptureCheckpoint(path, SaveWeightsOnly));
            }
            else
            {
                Training!.SaveCheckpoint(path, SaveWeightsOnly);
            }
        }
        catch
        {
            _written.Remove(name);
            throw;
        }

        _beingWritten = name;
        if (!InBackground)
        {
            FinishWriting();
        }
    }

    private void FinishWriting()
    {
        if (_beingWritten is not { } name)
        {
            return;
        }

        _beingWritten = null;
        try
        {
            _writing.Wait();
        }
        catch
        {
            _written.Remove(name);
            throw;
        }

        LastPath = RunPaths.Resolve(Training, name);
        while (_written.Count > KeepLast)
        {
            Delete(_written[0]);
            _written.RemoveAt(0);
        }
    }

    private void Delete(string name)
    {
        try
        {
            File.Delete(RunPaths.Resolve(Training, name));
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody has deleted it, and its folder.
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            Warn($"an old checkpoint could not be deleted: {thrown.Message}", thrown);
        }
    }

    // The part of the path that is there whatever the numbers are.
    private string FixedFolder()
    {
        var brace = _path.IndexOf('{', StringComparison.Ordinal);
        return Path.GetDirectoryName(brace < 0 ? _path : _path[..brace]) ?? string.Empty;
    }
}
