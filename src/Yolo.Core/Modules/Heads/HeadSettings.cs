namespace Yolo.Modules.Heads;

/// <summary>What all heads over a feature pyramid have in common.</summary>
internal sealed record HeadSettings
{
    /// <summary>Number of classes.</summary>
    public required int Classes { get; init; }

    /// <summary>Channels of each level of the pyramid, finest first.</summary>
    public required IReadOnlyList<int> Channels { get; init; }

    /// <summary>Bins for the distance to a side of the box; with 1 the distance is predicted itself.</summary>
    public int RegressionBins { get; init; } = 16;

    /// <summary>Whether a second branch learns to give one prediction an object, so that no suppression is needed.</summary>
    public bool EndToEnd { get; init; }

    /// <summary>Whether class layers are plain convolutions, as up to generation 9, and not depthwise ones.</summary>
    public bool Legacy { get; init; }
}
