using Yolo.Data.Labels;

namespace Yolo.Data.Shapes;

/// <summary>What the generated data set is like.</summary>
public sealed record ShapesOptions
{
    /// <summary>Pictures to train on. Default 160.</summary>
    public int TrainImages { get; init; } = 160;

    /// <summary>Pictures to validate on. Default 40.</summary>
    public int ValImages { get; init; } = 40;

    /// <summary>Longer side of the pictures in pixels, at least 64. Default 320.</summary>
    public int ImageSize { get; init; } = 320;

    /// <summary>Most shapes in a picture, at least 1; one picture in sixteen has none. Default 6.</summary>
    public int MostShapes { get; init; } = 6;

    /// <summary>
    /// Least share of a shape that those in front of it leave to be seen, above 0 to 1. Default 1: shapes keep clear of one another. With less a detector learns
    /// what it meets in a film of shapes; the labels say where the whole shape is.
    /// </summary>
    public double LeastVisibility { get; init; } = 1;

    /// <summary>
    /// What the labels say. Default <see cref="LabelForm.Boxes"/>. Key points are the topmost, rightmost, lowest and leftmost corner of a shape; a corner that
    /// is two of these is labelled once. Where classes are folders each picture has one shape.
    /// </summary>
    public LabelForm Labels { get; init; }

    /// <summary>Seed; another one gives other pictures. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>What `data=shapes` is like: the defaults. Where classes are folders, a picture teaches one label instead of several, so there are more and smaller ones.</summary>
    internal static ShapesOptions For(LabelForm labels) => labels == LabelForm.Folders
        ? new() { Labels = labels, TrainImages = 600, ValImages = 100, ImageSize = 128 }
        : new() { Labels = labels };
}
