namespace Yolo.Callbacks;

/// <summary>Places in the order of an event's callbacks. Lower runs earlier; equal ones run in the order in which they were added.</summary>
public static class CallbackPriority
{
    /// <summary>Before the usual ones: −1000.</summary>
    public const int First = -1000;

    /// <summary>The default: 0.</summary>
    public const int Normal = 0;

    /// <summary>After the usual ones: 500. Loggers, so that they see what others changed.</summary>
    public const int Late = 500;

    /// <summary>Last: 1000. Callbacks that write checkpoints, so that these hold the state that the others left.</summary>
    public const int Last = 1000;
}
