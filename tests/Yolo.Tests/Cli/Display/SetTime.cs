namespace Yolo.Tests.Cli.Display;

/// <summary>A clock that stands until it is set; its timers are called by the test alone.</summary>
internal sealed class SetTime : TimeProvider
{
    private readonly List<Action> timers = [];
    private long now = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        timers.Add(() => callback(state));
        return new Timer();
    }

    /// <summary>Lets time pass, and the timers tick.</summary>
    internal void Pass(double seconds)
    {
        now += (long)(seconds * TimeSpan.TicksPerSecond);
        timers.ForEach(timer => timer());
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
