namespace Yolo.Callbacks;

/// <summary>Which direction of a monitored number is better.</summary>
public enum MonitorMode
{
    /// <summary>Higher for fitness, mAP, precision, recall, accuracy and everything under <c>metrics/</c>; lower for all else.</summary>
    Auto,

    /// <summary>Lower is better.</summary>
    Min,

    /// <summary>Higher is better.</summary>
    Max,
}
