using Yolo.Callbacks;
using Yolo.Engine.Distributed;

namespace Yolo.Tests.Engine.Distributed;

/// <summary>Writes down the events of a run on each rank: <c>callbacks=Yolo.Tests.dll:…RankTrace</c>, with the folder as an option.</summary>
public sealed class RankTrace(IReadOnlyDictionary<string, string> options) : Callback, IDisposable
{
    private readonly TraceRecorder recorder = new();

    protected override IEnumerable<IDisposable> Subscribe(CallbackRegistry registry) => [registry.Add(recorder)];

    public void Dispose()
    {
        using var file = File.Create(Path.Combine(options["folder"], FormattableString.Invariant($"{World.Current.Rank}.trace.json")));
        recorder.WriteJson(file);
    }
}
