namespace Yolo.Callbacks;

/// <summary>What happens to an event whose asynchronous callback cannot keep up.</summary>
public enum AsyncQueueFullMode
{
    /// <summary>The run waits for room.</summary>
    Wait,

    /// <summary>The oldest waiting snapshot is dropped; warned about once.</summary>
    DropOldest,

    /// <summary>The new snapshot is dropped; warned about once.</summary>
    DropNewest,
}
