namespace Yolo.Callbacks;

/// <summary>
/// Puts the moving average (EMA) in the place of the trained weights: during validation, and with <see cref="SwapOnEpoch"/> also between epochs, so that
/// what later callbacks save or look at is the average.
/// </summary>
/// <remarks>The engine's Trainer validates the average by itself; then nothing is exchanged for validation.</remarks>
public sealed class SwapEmaWeights : Callback
{
    private bool _isAverageInModel;
    private bool _isSwappedForTest;

    /// <summary>Exchanges at the end of each epoch and back at the start of the next; after the last epoch the average stays. Default false.</summary>
    public bool SwapOnEpoch { get; init; }

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs)
    {
        _isAverageInModel = false;
        _isSwappedForTest = false;
        if (Training!.Weights is not { HasAverage: true })
        {
            throw new InvalidOperationException("SwapEmaWeights needs a run that keeps a moving average of its weights (EMA).");
        }
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, Logs logs) => Swap(false);

    /// <inheritdoc/>
    public override void OnTestBegin(Logs logs)
    {
        if (Training?.Weights is { HasAverage: true, ValidatesAverage: false } && !_isAverageInModel)
        {
            _isSwappedForTest = true;
            Swap(true);
        }
    }

    /// <inheritdoc/>
    public override void OnTestEnd(Logs logs) => SwapBackAfterTest();

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (SwapOnEpoch)
        {
            Swap(true);
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs) => SwapBackAfterTest();

    private void SwapBackAfterTest()
    {
        if (_isSwappedForTest)
        {
            _isSwappedForTest = false;
            Swap(false);
        }
    }

    private void Swap(bool averageInModel)
    {
        if (_isAverageInModel != averageInModel)
        {
            Training!.Weights!.SwapAverage();
            _isAverageInModel = averageInModel;
        }
    }
}
