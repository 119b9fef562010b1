namespace Yolo.Callbacks;

/// <summary>Saves checkpoints at the end of epochs or every few batches, all of them or the best only. Runs after all other callbacks.</summary>
/// <remarks>The engine writes <c>last.pt</c> and <c>best.pt</c> by itself; this is for further ones.</remarks>
/// <example><c>model.AddCallback(new ModelCheckpoint("weights/{epoch:00}-{val_loss:0.00}.pt") { SaveBestOnly = true, Monitor = "val_loss" });</c></example>
public sealed class ModelCheckpoint : MonitoringCallback
{
    private readonly string _path;
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

    /// <summary>The file that was written last; null before the first.</summary>
    public string? LastPath { get; private set; }

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
    public override IReadOnlyDictionary<string, object?> SaveState() => new Dictionary<string, object?> { ["best"] = Best };

    private protected override void Restore(IReadOnlyDictionary<string, object?> state) => Best = CallbackState.ReadNullableDouble(state, "best");

    private protected override void Reset()
    {
        Best = InitialValueThreshold;
        _batches = 0;
        LastPath = null;
    }

    private void SaveIfWanted(int batch, Logs logs)
    {
        if (SaveBestOnly)
        {
            if (!TryMonitor(logs, out var value) || !IsBetter(value, Best))
            {
                return;
            }

            Best = value;
        }

        var values = new Logs(logs) { ["epoch"] = Training!.Epoch + 1, ["batch"] = batch + 1 };
        LastPath = RunPaths.ResolveForWriting(Training, PathTemplate.Fill(_path, values));
        Training.SaveCheckpoint(LastPath, SaveWeightsOnly);
    }
}
