using System.Collections.ObjectModel;

namespace Yolo.Callbacks;

/// <summary>
/// The run of a hand-written loop, as callbacks see it: the loop sets what it knows. <see cref="CallbackList"/> makes one and keeps epoch and batch up to date.
/// </summary>
public sealed class LoopContext : ITrainingContext, IValidationContext, IPredictionContext
{
    private float[] _losses = [];
    private float[] _means = [];
    private int _lossCount;

    /// <inheritdoc/>
    public object? Model { get; set; }

    /// <inheritdoc/>
    public RunControl Control { get; } = new();

    /// <inheritdoc/>
    public string? SaveDirectory { get; set; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings { get; set; } = ReadOnlyDictionary<string, string>.Empty;

    /// <inheritdoc/>
    public int Epoch { get; set; }

    /// <inheritdoc/>
    public int Epochs { get; set; }

    /// <inheritdoc cref="ITrainingContext.BatchIndex"/>
    public int BatchIndex { get; set; } = -1;

    /// <inheritdoc/>
    public int BatchesPerEpoch { get; set; }

    /// <inheritdoc/>
    public int BatchSize { get; set; }

    /// <inheritdoc/>
    public int ImagesInBatch { get; set; }

    /// <inheritdoc/>
    public long GlobalStep { get; set; }

    /// <inheritdoc/>
    public IReadOnlyList<string> LossNames { get; set; } = [];

    /// <inheritdoc/>
    public ReadOnlySpan<float> LossValues => _losses;

    /// <inheritdoc/>
    public ReadOnlySpan<float> MeanLossValues => _means;

    /// <inheritdoc/>
    public IReadOnlyList<double> LearningRates { get; set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<double> Momenta { get; set; } = [];

    /// <inheritdoc/>
    public int Accumulate { get; set; } = 1;

    /// <inheritdoc/>
    public AccumulationControl AccumulationControl { get; } = new();

    /// <inheritdoc/>
    public LearningRateControl LearningRateControl { get; } = new();

    /// <inheritdoc cref="ITrainingContext.Metrics"/>
    public IReadOnlyDictionary<string, double> Metrics { get; set; } = ReadOnlyDictionary<string, double>.Empty;

    /// <inheritdoc/>
    public double? Fitness { get; set; }

    /// <inheritdoc/>
    public double? BestFitness { get; set; }

    /// <inheritdoc/>
    public bool IsFinalEvaluation { get; set; }

    /// <inheritdoc/>
    public long? DeviceMemoryUsed { get; set; }

    /// <inheritdoc/>
    public IWeights? Weights { get; set; }

    /// <inheritdoc/>
    public ValidationPhase Phase { get; set; }

    /// <inheritdoc/>
    public int Batches { get; set; }

    /// <summary>Writes a checkpoint for <see cref="SaveCheckpoint"/>: path, weights only. Null: callbacks that save fail.</summary>
    public Action<string, bool>? Save { get; set; }

    /// <summary>
    /// Copies what a checkpoint holds for <see cref="CaptureCheckpoint"/>: path, weights only; gives what writes it. Null: <see cref="Save"/> writes
    /// it at once.
    /// </summary>
    public Func<string, bool, Action>? Capture { get; set; }

    /// <summary>Reads a checkpoint for <see cref="RestoreCheckpoint"/>. Null: callbacks that restore fail.</summary>
    public Action<string>? Restore { get; set; }

    /// <summary>Lets layers learn again for <see cref="Unfreeze"/>: their names, none for all. Null: callbacks that unfreeze fail.</summary>
    public Action<IReadOnlyList<string>>? Unfreezing { get; set; }

    int? IPredictionContext.Batches => Batches == 0 ? null : Batches;

    /// <summary>The logs that the loop handed to the hook that is running.</summary>
    internal Logs? Logs { get; set; }

    // Whoever writes the loop says which columns there are.
    bool ITrainingContext.FillsItself(string column) => false;

    /// <inheritdoc/>
    public void Record(string name, double value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Logs?.Put(name, value);
        var metrics = new Logs(Metrics);
        metrics.Put(name, value);
        Metrics = metrics;
    }

    /// <summary>Sets the loss items of a batch and brings their running means up to date.</summary>
    /// <param name="values">In the order of <see cref="LossNames"/>.</param>
    public void RecordLosses(params ReadOnlySpan<float> values)
    {
        if (_means.Length != values.Length)
        {
            _means = new float[values.Length];
            _lossCount = 0;
        }

        _losses = values.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            _means[i] = ((_means[i] * _lossCount) + values[i]) / (_lossCount + 1);
        }

        _lossCount++;
    }

    /// <summary>Starts the running means anew, as each epoch does.</summary>
    public void ResetMeanLosses() => _lossCount = 0;

    /// <inheritdoc/>
    public void FinishWithoutMosaic(string? reason = null) => Control.StopAfterEpoch(reason);

    /// <inheritdoc/>
    public bool WasFrozen(IReadOnlyList<string> layers) => Unfreezing is not null;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException"><see cref="Unfreezing"/> is not set.</exception>
    public void Unfreeze(IReadOnlyList<string> layers)
    {
        var unfreeze = Unfreezing
            ?? throw new InvalidOperationException("A callback wants to unfreeze layers, but the loop has not said how. Set LoopContext.Unfreezing.");
        unfreeze(layers);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException"><see cref="Save"/> is not set.</exception>
    public void SaveCheckpoint(string path, bool weightsOnly)
    {
        var save = Save ?? throw new InvalidOperationException("A callback wants to save a checkpoint, but the loop has not said how. Set LoopContext.Save.");
        save(path, weightsOnly);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Neither <see cref="Capture"/> nor <see cref="Save"/> is set.</exception>
    public Action CaptureCheckpoint(string path, bool weightsOnly)
    {
        if (Capture is { } capture)
        {
            return capture(path, weightsOnly);
        }

        SaveCheckpoint(path, weightsOnly);
        return () => { };
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException"><see cref="Restore"/> is not set.</exception>
    public void RestoreCheckpoint(string path)
    {
        var restore = Restore ?? throw new InvalidOperationException("A callback wants to restore a checkpoint, but the loop has not said how. Set LoopContext.Restore.");
        restore(path);
    }
}
