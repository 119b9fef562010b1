namespace Yolo.Callbacks;

/// <summary>What happens when a callback throws.</summary>
public sealed record ExceptionPolicy
{
    private ExceptionPolicy()
    {
    }

    /// <summary>The run ends with a <see cref="CallbackException"/> that names event and callback. The default for added callbacks.</summary>
    public static ExceptionPolicy Propagate { get; } = new() { Propagates = true };

    /// <summary>Each exception is reported to <see cref="CallbackSettings.Warn"/> and the run goes on.</summary>
    public static ExceptionPolicy LogAndContinue { get; } = new();

    /// <summary>The first exception is reported, later ones of the same callback are silent; the run goes on. The default of loggers.</summary>
    public static ExceptionPolicy WarnOnce { get; } = new() { IsQuietAfterFirst = true };

    /// <summary>Whether the exception ends the run.</summary>
    public bool Propagates { get; private init; }

    /// <summary>Whether only the first exception is reported.</summary>
    public bool IsQuietAfterFirst { get; private init; }

    /// <summary>After how many exceptions the callback is no longer called; null: never disabled.</summary>
    public int? DisableLimit { get; private init; }

    /// <summary>Each exception is reported and the run goes on; with the last allowed one the callback is no longer called.</summary>
    /// <param name="failures">How many exceptions disable it, 1 or more, counted over the life of the subscription.</param>
    public static ExceptionPolicy DisableAfter(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        return new() { DisableLimit = failures };
    }

    /// <summary>A word for listings.</summary>
    public override string ToString() =>
        Propagates ? "propagate"
        : DisableLimit is { } limit ? FormattableString.Invariant($"disable after {limit}")
        : IsQuietAfterFirst ? "warn once" : "log and continue";
}
