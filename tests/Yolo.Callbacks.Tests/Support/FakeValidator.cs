using System.Collections.ObjectModel;

namespace Yolo.Callbacks.Tests;

internal sealed class FakeValidator(CallbackRegistry callbacks, ValidationPhase phase = ValidationPhase.Standalone, int batches = 1) : FakeRun, IValidationContext
{
    public ValidationPhase Phase => phase;

    public int BatchIndex { get; private set; } = -1;

    public int Batches => batches;

    public IReadOnlyDictionary<string, double> Metrics { get; set; } = ReadOnlyDictionary<string, double>.Empty;

    public void Run(IReadOnlyDictionary<string, double>? metrics = null)
    {
        callbacks.Raise(Events.OnValStart, this);
        for (BatchIndex = 0; BatchIndex < batches && !Control.StopNowRequested; BatchIndex++)
        {
            callbacks.Raise(Events.OnValBatchStart, this);
            callbacks.Raise(Events.OnValPostprocessEnd, this);
            callbacks.Raise(Events.OnValBatchEnd, this);
        }

        Metrics = metrics ?? Metrics;
        callbacks.RaiseEnd(this, null, Events.OnValEnd);
    }
}
