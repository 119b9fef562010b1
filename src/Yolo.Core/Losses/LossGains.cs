namespace Yolo.Losses;

/// <summary>What each term of a loss is multiplied by. At least 0; the defaults are the reference's.</summary>
public sealed record LossGains
{
    /// <summary>Overlap of boxes, and masks. Default 7.5.</summary>
    public double Box { get; init; } = 7.5;

    /// <summary>Classes. Default 0.5.</summary>
    public double Class { get; init; } = 0.5;

    /// <summary>Distances to the sides of boxes. Default 1.5.</summary>
    public double Distribution { get; init; } = 1.5;

    /// <summary>Places of key points. Default 12.</summary>
    public double Pose { get; init; } = 12;

    /// <summary>Visibility of key points. Default 1.</summary>
    public double KeypointVisibility { get; init; } = 1;

    /// <summary>Likelihood of errors of key points, generation 26. Default 1.</summary>
    public double Likelihood { get; init; } = 1;

    /// <summary>Angles of rotated boxes. Default 1.</summary>
    public double Angle { get; init; } = 1;
}
