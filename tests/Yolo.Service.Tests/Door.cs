using Yolo.Callbacks;
using Yolo.Engine;
using Yolo.Engine.Prediction;

namespace Yolo.Service.Tests;

/// <summary>Keeps predictions of a model from going on until it is opened, at the latest when the test ends: a service waits for those that have begun.</summary>
internal sealed class Door : IDisposable
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim open = new();

    internal Door(YoloModel model) => model.AddCallback(Events.OnPredictBatchStart, (Predictor _) =>
    {
        reached.TrySetResult();
        open.Wait();
    });

    /// <summary>When the first prediction stands before it.</summary>
    internal Task Reached => reached.Task;

    internal void Open() => open.Set();

    public void Dispose() => open.Set();
}
