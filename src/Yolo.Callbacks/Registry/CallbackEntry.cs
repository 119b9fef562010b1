using System.Diagnostics;

namespace Yolo.Callbacks;

/// <summary>A subscription as one registry (or one run's scope) calls it: counts and times belong to the run, not to the subscription.</summary>
internal sealed class CallbackEntry(CallbackSubscription subscription)
{
    private const int CallsBeforeSlowWarning = 3;

    private long _accepted;
    private long _calls;
    private long _timedCalls;
    private long _ticks;

    public CallbackSubscription Subscription => subscription;

    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Time of all calls: what was measured, extrapolated to the calls that were not.</summary>
    public TimeSpan Time => Interlocked.Read(ref _timedCalls) is var timed and > 0 ? MeanOf(Interlocked.Read(ref _ticks), timed) * Calls : TimeSpan.Zero;

    /// <summary>Calls the callback when it is due. Returns what its policy lets through; null when nothing was thrown or the run goes on.</summary>
    /// <param name="receiver">The event's object.</param>
    /// <param name="occurrence">Number of this raising.</param>
    /// <param name="settings">Where warnings go, and the scope around each callback.</param>
    /// <param name="clock">In: when the callback before this one ended. Out: when this one did, so that one clock reading a callback is enough. 0: this raising is not timed.</param>
    public Exception? Run(object receiver, long occurrence, CallbackSettings settings, ref long clock)
    {
        if (!subscription.IsActive || (settings.Rank > 0 && subscription.Ranks == Ranks.Zero))
        {
            return null;
        }

        try
        {
            using var scope = settings.ScopeFactory?.Invoke();
            var handler = subscription.Handler;
            if (!handler.Accepts(receiver) || !IsDue() || !subscription.Claim())
            {
                return null;
            }

            handler.Invoke(receiver, occurrence);
            Count(settings, ref clock);
            return null;
        }
        catch (Exception thrown)
        {
            Count(settings, ref clock);
            return subscription.Failed(thrown, settings);
        }
    }

    private bool IsDue() => subscription.Every == 1 || Interlocked.Increment(ref _accepted) % subscription.Every == 0;

    private void Count(CallbackSettings settings, ref long clock)
    {
        Interlocked.Increment(ref _calls);
        if (clock == 0)
        {
            return;
        }

        var now = Stopwatch.GetTimestamp();
        var ticks = now - clock;
        clock = now;
        var total = Interlocked.Add(ref _ticks, ticks);
        var timed = Interlocked.Increment(ref _timedCalls);
        if (subscription.Event.IsPerBatch && timed >= CallsBeforeSlowWarning && ticks > Stopwatch.Frequency / 1000)
        {
            WarnWhenSlow(settings, MeanOf(total, timed));
        }
    }

    private static TimeSpan MeanOf(long ticks, long calls) => Stopwatch.GetElapsedTime(0, ticks) / calls;

    private void WarnWhenSlow(CallbackSettings settings, TimeSpan mean)
    {
        if (mean > settings.SlowCallbackThreshold && subscription.ClaimSlowWarning())
        {
            var message = FormattableString.Invariant(
                $"takes {mean.TotalMilliseconds:0} ms a call, more than {settings.SlowCallbackThreshold.TotalMilliseconds:0} ms, at every batch. Do less there, call it with Every, or add it with AddAsync.");
            settings.Warn(new(subscription.Event.Name, subscription.Name, message));
        }
    }
}
