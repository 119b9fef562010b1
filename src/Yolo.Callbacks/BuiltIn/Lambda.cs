namespace Yolo.Callbacks;

/// <summary>A <see cref="Callback"/> from functions, for when a class is too much.</summary>
/// <example><c>new Lambda { EpochEnd = (epoch, logs) =&gt; Console.WriteLine($"{epoch}: {logs["loss"]}") }</c></example>
public sealed class Lambda : Callback
{
    /// <summary>Called as <see cref="Callback.OnTrainBegin"/>. Default null: nothing.</summary>
    public Action<Logs>? TrainBegin { get; init; }

    /// <summary>Called as <see cref="Callback.OnTrainEnd"/>. Default null: nothing.</summary>
    public Action<Logs>? TrainEnd { get; init; }

    /// <summary>Called as <see cref="Callback.OnEpochBegin"/>. Default null: nothing.</summary>
    public Action<int, Logs>? EpochBegin { get; init; }

    /// <summary>Called as <see cref="Callback.OnEpochEnd"/>. Default null: nothing.</summary>
    public Action<int, Logs>? EpochEnd { get; init; }

    /// <summary>Called as <see cref="Callback.OnTrainBatchBegin"/>. Default null: nothing.</summary>
    public Action<int, Logs>? TrainBatchBegin { get; init; }

    /// <summary>Called as <see cref="Callback.OnTrainBatchEnd"/>. Default null: nothing.</summary>
    public Action<int, Logs>? TrainBatchEnd { get; init; }

    /// <summary>Called as <see cref="Callback.OnTestBegin"/>. Default null: nothing.</summary>
    public Action<Logs>? TestBegin { get; init; }

    /// <summary>Called as <see cref="Callback.OnTestEnd"/>. Default null: nothing.</summary>
    public Action<Logs>? TestEnd { get; init; }

    /// <summary>Called as <see cref="Callback.OnTestBatchBegin"/>. Default null: nothing.</summary>
    public Action<int, Logs>? TestBatchBegin { get; init; }

    /// <summary>Called as <see cref="Callback.OnTestBatchEnd"/>. Default null: nothing.</summary>
    public Action<int, Logs>? TestBatchEnd { get; init; }

    /// <summary>Called as <see cref="Callback.OnPredictBegin"/>. Default null: nothing.</summary>
    public Action<Logs>? PredictBegin { get; init; }

    /// <summary>Called as <see cref="Callback.OnPredictEnd"/>. Default null: nothing.</summary>
    public Action<Logs>? PredictEnd { get; init; }

    /// <summary>Called as <see cref="Callback.OnPredictBatchBegin"/>. Default null: nothing.</summary>
    public Action<int, Logs>? PredictBatchBegin { get; init; }

    /// <summary>Called as <see cref="Callback.OnPredictBatchEnd"/>. Default null: nothing.</summary>
    public Action<int, Logs>? PredictBatchEnd { get; init; }

    /// <summary>Called as <see cref="Callback.OnException"/>. Default null: nothing.</summary>
    public Action<RunFailure>? Failed { get; init; }

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs) => TrainBegin?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs) => TrainEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, Logs logs) => EpochBegin?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs) => EpochEnd?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void OnTrainBatchBegin(int batch, Logs logs) => TrainBatchBegin?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs) => TrainBatchEnd?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnTestBegin(Logs logs) => TestBegin?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTestEnd(Logs logs) => TestEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTestBatchBegin(int batch, Logs logs) => TestBatchBegin?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnTestBatchEnd(int batch, Logs logs) => TestBatchEnd?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnPredictBegin(Logs logs) => PredictBegin?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnPredictEnd(Logs logs) => PredictEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnPredictBatchBegin(int batch, Logs logs) => PredictBatchBegin?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnPredictBatchEnd(int batch, Logs logs) => PredictBatchEnd?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnException(RunFailure failure) => Failed?.Invoke(failure);
}
