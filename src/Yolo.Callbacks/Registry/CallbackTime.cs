namespace Yolo.Callbacks;

/// <summary>How often a callback ran in this registry or scope, and how long it took; callbacks that it caused to run are included.</summary>
/// <param name="Event">The event.</param>
/// <param name="Name">The callback.</param>
/// <param name="Calls">How often it ran; calls that a filter left out do not count.</param>
/// <param name="Total">Time of all calls together. Of per-batch events the first 32 and then every 8th are measured, and the others taken to be like them.</param>
/// <param name="Failures">How often it threw, over the life of the subscription.</param>
public sealed record CallbackTime(CallbackEvent Event, string Name, long Calls, TimeSpan Total, int Failures)
{
    /// <summary>Mean time of a call.</summary>
    public TimeSpan Mean => Calls == 0 ? TimeSpan.Zero : Total / Calls;
}
