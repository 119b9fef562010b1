namespace Yolo.Callbacks.Tests;

/// <summary>A clock that goes on only when it is told to.</summary>
internal sealed class SteppingClock : TimeProvider
{
    private long _milliseconds;

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => _milliseconds;

    public void Pass(int milliseconds) => _milliseconds += milliseconds;
}
