namespace Yolo.Tracking.Evaluation;

/// <summary>How tracks are compared with the truth.</summary>
public sealed record TrackingEvaluationOptions
{
    /// <summary>
    /// The least intersection over union at which a found box can be a true one, for the counts and the figures about identity; HOTA goes through its own
    /// thresholds. Above 0, at most 1; default 0.5.
    /// </summary>
    public double Iou { get; init; } = 0.5;

    /// <summary>Whether boxes of different classes may match. Default false.</summary>
    public bool AgnosticClasses { get; init; }
}
