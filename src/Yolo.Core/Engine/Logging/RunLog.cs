using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Yolo.Callbacks;

namespace Yolo.Engine.Logging;

/// <summary>The one place through which a model's runs say what people should know: it goes to a logger, and warnings are kept for whoever has none. Any thread may say something.</summary>
internal sealed class RunLog
{
    // Whoever keeps a model for months, and warns of each picture, is not to run out of memory.
    private const int MostKept = 1000;

    private readonly Lock gate = new();
    private readonly List<string> warnings = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    // How many of the warnings somebody has heard.
    private int heard;
    private volatile ILogger hearer;
    private bool hasFailed;

    /// <summary>Begins a log.</summary>
    /// <param name="logger">Receives it; null for nobody. Where it throws, that is a warning, and the run goes on.</param>
    internal RunLog(ILogger? logger) => hearer = Guarded(logger);

    /// <summary>Who hears it; one that says nothing to nobody where there is none.</summary>
    internal ILogger Logger => hearer;

    /// <summary>All warnings so far, each once, in their order; at most the first thousand.</summary>
    internal IReadOnlyList<string> Warnings
    {
        get
        {
            lock (gate)
            {
                return [.. warnings];
            }
        }
    }

    /// <summary>Exchanges who hears it; what was said while nobody did is said again.</summary>
    internal void PassTo(ILogger? logger)
    {
        string[] missed = [];
        lock (gate)
        {
            hearer = Guarded(logger);
            if (logger is not null)
            {
                missed = [.. warnings.Skip(heard)];
                heard = warnings.Count;
            }
        }

        foreach (var warning in missed)
        {
            hearer.Warned(warning);
        }
    }

    /// <summary>Says what holds for the whole run, once, however often it is found.</summary>
    /// <param name="warning">Whole sentences for people.</param>
    internal void Warn(string warning)
    {
        if (Keep(warning))
        {
            Logger.Warned(warning);
        }
    }

    /// <summary>Says what happens more than once, each time.</summary>
    /// <param name="warning">Whole sentences for people.</param>
    internal void WarnAgain(string warning)
    {
        _ = Keep(warning);
        Logger.Warned(warning);
    }

    /// <inheritdoc cref="Warn(string)"/>
    internal void Warn(IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
        {
            Warn(warning);
        }
    }

    /// <summary>Says what went wrong in a callback, each time: how often is the callback's policy.</summary>
    internal void Warn(CallbackWarning warning)
    {
        _ = Keep(warning.ToString());
        Logger.CallbackWarned(warning.CallbackName, warning.EventName ?? "outside of events", warning.Message, warning.Exception);
    }

    private ILogger Guarded(ILogger? logger) => logger is null ? NullLogger.Instance : new GuardedLogger(logger, KeepFirst);

    // Its messages may differ each time, and are not to take the room of what matters.
    private void KeepFirst(Exception error)
    {
        if (Interlocked.Exchange(ref hasFailed, true) is false)
        {
            _ = Keep($"The logger failed ({error.Message.ReplaceLineEndings(" ")}); what it was told is not in its log.");
        }
    }

    private bool Keep(string warning)
    {
        lock (gate)
        {
            if (warnings.Count == MostKept)
            {
                return !known.Contains(warning);
            }

            if (!known.Add(warning))
            {
                return false;
            }

            warnings.Add(warning);
            heard = hearer == NullLogger.Instance ? heard : warnings.Count;
            return true;
        }
    }
}
