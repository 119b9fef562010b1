using System.Diagnostics;

namespace Yolo.Callbacks;

/// <summary>How a registry and its scopes behave. Set it up before events fire.</summary>
public sealed class CallbackSettings
{
    /// <summary>Receives warnings: exceptions that do not end the run, slow callbacks, dropped snapshots. Default: <see cref="Trace.TraceWarning(string)"/>; of a model's registry the model's <c>Logger</c>. May be called from any thread; must not throw.</summary>
    public Action<CallbackWarning> Warn { get; set; } = static warning => Trace.TraceWarning(warning.ToString());

    /// <summary>
    /// Makes something that lives around each single callback and is disposed when it returns or throws. The engine opens a tensor dispose scope here, so that
    /// tensors made in a callback die with it. Default null: nothing.
    /// </summary>
    public Func<IDisposable>? ScopeFactory { get; set; }

    /// <summary>
    /// Says what to do about an exception that a callback threw, beside the exception's own message: the engine explains tensors that were kept beyond their life. Null for
    /// nothing. Default null. Must not throw.
    /// </summary>
    public Func<Exception, string?>? Explain { get; set; }

    /// <summary>A callback of a per-batch event whose mean time exceeds this is warned about once. Default 100 ms; <see cref="TimeSpan.MaxValue"/> turns it off.</summary>
    public TimeSpan SlowCallbackThreshold { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The number of this process among those that do the run together, from 0: callbacks for rank 0 are called there alone. Default 0.</summary>
    public int Rank { get; set; }

    /// <summary>How long the end of a run waits for asynchronous callbacks and background senders. Default 30 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
