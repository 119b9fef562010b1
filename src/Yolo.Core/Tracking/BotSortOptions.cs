namespace Yolo.Tracking;

/// <summary>Settings of <see cref="BotSort"/>.</summary>
public sealed record BotSortOptions : TrackerOptions
{
    /// <summary>How the camera's own motion is found (gmc_method). Default <see cref="CameraMotion.SparseOpticalFlow"/>.</summary>
    public CameraMotion Camera { get; init; } = CameraMotion.SparseOpticalFlow;

    /// <summary>Whether objects are told apart by what they look like, too (with_reid). Default false.</summary>
    public bool UseAppearance { get; init; }

    /// <summary>A detection that overlaps a track by less is not asked what it looks like (proximity_thresh). Range 0 to 1, default 0.5.</summary>
    public double ProximityThreshold { get; init; } = 0.5;

    /// <summary>What a detection must resemble a track by to count as the same (appearance_thresh). Range 0 to 1, default 0.8.</summary>
    public double AppearanceThreshold { get; init; } = 0.8;

    /// <inheritdoc/>
    internal override Tracker CreateTracker() => new BotSort(this);

    /// <inheritdoc/>
    internal override void Check()
    {
        base.Check();
        CheckShare(ProximityThreshold, nameof(ProximityThreshold));
        CheckShare(AppearanceThreshold, nameof(AppearanceThreshold));
    }
}
