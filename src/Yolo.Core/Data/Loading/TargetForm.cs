using Yolo.Data.Labels;

namespace Yolo.Data.Loading;

/// <summary>What batches say about objects besides class and box; it follows from the task.</summary>
internal sealed record TargetForm
{
    /// <summary>Nothing more, as detection needs it.</summary>
    public static TargetForm Boxes { get; } = new();

    /// <summary>What labels say, so what batches have: masks of polygons, key points, rotated boxes of corners. Default <see cref="LabelForm.Boxes"/>.</summary>
    public LabelForm Labels { get; init; }

    /// <summary>Masks: one map a sample, in which smaller objects lie on top (true, default), or one mask an object (overlap_mask).</summary>
    public bool OverlapMasks { get; init; } = true;

    /// <summary>Masks: pixels of the input for one of a mask, at least 1. Default 4 (mask_ratio).</summary>
    public int MaskRatio { get; init; } = 4;

    /// <summary>Key points: for each the index of the one it becomes in a mirror; empty (default) if unknown, and then pictures are not mirrored.</summary>
    public IReadOnlyList<int> FlipIndices { get; init; } = [];

    /// <summary>What follows from a data set.</summary>
    /// <param name="spec">The data set.</param>
    /// <param name="overlapMasks">One map a sample, or one mask an object.</param>
    /// <param name="maskRatio">Pixels of the input for one of a mask.</param>
    internal static TargetForm For(DatasetSpec spec, bool overlapMasks, int maskRatio) =>
        new() { Labels = spec.Labels, OverlapMasks = overlapMasks, MaskRatio = maskRatio, FlipIndices = spec.FlipIndices };

    /// <summary>Whether pictures cannot be mirrored, because nobody knows what key points become then.</summary>
    public bool ForbidsFlips => Labels == LabelForm.Keypoints && FlipIndices.Count == 0;

    /// <summary>Points that polygons are resampled to; longer ones keep all of theirs.</summary>
    internal int PolygonPoints => Labels == LabelForm.Corners ? 100 : 1000;
}
