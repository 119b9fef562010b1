using System.Collections.Concurrent;

namespace Yolo.Callbacks;

/// <summary>Hands a token's cancellation to the runs that are under way.</summary>
internal sealed class CancellationAdapter(CancellationToken cancellation) : Callback(CallbackPriority.First)
{
    private static readonly CallbackEvent[] Starts =
        [Events.OnPretrainRoutineStart, Events.OnTrainStart, Events.OnValStart, Events.OnPredictStart, Events.OnExportStart];

    private static readonly CallbackEvent[] Ends = [Events.Teardown, Events.OnValEnd, Events.OnPredictEnd, Events.OnExportEnd];

    private readonly ConcurrentDictionary<object, CancellationTokenRegistration> _registrations = new(ReferenceEqualityComparer.Instance);

    protected internal override IEnumerable<IDisposable> Subscribe(CallbackRegistry registry) =>
    [
        .. Starts.Select(start => Listen(registry, start, (IRunContext run) => Start(run))),
        .. Ends.Select(end => Listen(registry, end, (IRunContext run) => End(run))),
    ];

    protected override void OnRemoved()
    {
        foreach (var run in _registrations.Keys)
        {
            End(run);
        }
    }

    // A training that is stopped is still judged: its validations go on.
    private void Start(IRunContext run)
    {
        if (run is ITrainingContext or not IValidationContext { Phase: not ValidationPhase.Standalone })
        {
            _registrations.GetOrAdd(run, _ => cancellation.Register(() => run.Control.StopNow("cancelled")));
        }
    }

    private void End(object run)
    {
        if (_registrations.TryRemove(run, out var registration))
        {
            registration.Dispose();
        }
    }
}
