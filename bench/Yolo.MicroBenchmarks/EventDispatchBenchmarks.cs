using BenchmarkDotNet.Attributes;
using Yolo.Callbacks;

namespace Yolo.MicroBenchmarks;

/// <summary>What raising an event costs, which must be little and allocate nothing: training raises several at each batch.</summary>
public class EventDispatchBenchmarks
{
    private readonly LoopContext context = new();
    private readonly CallbackRegistry registry = new();
    private CallbackRegistry scope = null!;
    private long calls;

    /// <summary>Callbacks of the event; all they do is count.</summary>
    [Params(0, 1, 10)]
    public int Callbacks { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        for (var i = 0; i < Callbacks; i++)
        {
            registry.Add(Events.OnTrainBatchEnd, (ITrainingContext _) => calls++);
        }

        scope = registry.CreateScope();
        Raise();
        RaiseByName();
        RaiseInScope();
        Check.That(calls == 3 * Callbacks, "Each raising calls each callback once.");
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        scope.Dispose();
        registry.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void Raise() => registry.Raise(Events.OnTrainBatchEnd, context);

    [Benchmark]
    public void RaiseByName() => registry.Raise("on_train_batch_end", context);

    /// <summary>As a run of the engine does: in its own registry, which has the callbacks of the model's.</summary>
    [Benchmark]
    public void RaiseInScope() => scope.Raise(Events.OnTrainBatchEnd, context);
}
