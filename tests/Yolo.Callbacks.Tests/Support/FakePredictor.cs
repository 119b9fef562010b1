namespace Yolo.Callbacks.Tests;

internal sealed class FakePredictor(CallbackRegistry callbacks, int batches = 1) : FakeRun, IPredictionContext
{
    public int BatchIndex { get; private set; } = -1;

    public int? Batches => batches;

    public List<string> Results { get; } = [];

    public IEnumerable<string> Stream()
    {
        try
        {
            callbacks.Raise(Events.OnPredictStart, this);
            for (BatchIndex = 0; BatchIndex < batches && !Control.StopNowRequested; BatchIndex++)
            {
                Results.Clear();
                callbacks.Raise(Events.OnPredictBatchStart, this);
                Results.Add($"result {BatchIndex}");
                callbacks.Raise(Events.OnPredictPostprocessEnd, this);
                callbacks.Raise(Events.OnPredictBatchEnd, this);
                foreach (var result in Results.ToArray())
                {
                    yield return result;
                }
            }
        }
        finally
        {
            callbacks.RaiseEnd(this, null, Events.OnPredictEnd);
        }
    }

    public void Run() => _ = Stream().ToArray();
}
