namespace Yolo.Callbacks;

/// <summary>A callback was added to, or an event raised under, a name that no event has.</summary>
public sealed class UnknownEventException : ArgumentException
{
    internal UnknownEventException(string eventName, string? suggestion)
        : base(Describe(eventName, suggestion))
    {
        EventName = eventName;
        Suggestion = suggestion;
    }

    /// <summary>The name that was given.</summary>
    public string EventName { get; }

    /// <summary>The event that was probably meant; null when none is near.</summary>
    public string? Suggestion { get; }

    private static string Describe(string eventName, string? suggestion)
    {
        var advice = suggestion is null ? "CallbackRegistry.KnownEvents lists them all." : $"Did you mean '{suggestion}'?";
        return $"There is no event '{eventName}'. {advice} Events of your own are declared with CallbackRegistry.Declare first.";
    }
}
