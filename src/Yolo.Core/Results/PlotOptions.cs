namespace Yolo.Results;

/// <summary>What is drawn on a picture.</summary>
public sealed record PlotOptions
{
    /// <summary>Width of the boxes' lines in pixels; null, the default, chooses one by the size of the picture.</summary>
    public int? LineWidth { get; init; }

    /// <summary>Height of a label's line in pixels; null, the default, follows the lines' width and the size of the picture.</summary>
    public double? TextSize { get; init; }

    /// <summary>Whether boxes are drawn. Default true.</summary>
    public bool Boxes { get; init; } = true;

    /// <summary>Whether the class' name stands at the box. Default true.</summary>
    public bool Labels { get; init; } = true;

    /// <summary>Whether the confidence stands at the box. Default true.</summary>
    public bool Confidences { get; init; } = true;

    /// <summary>Whether the pixels of segments are coloured. Default true.</summary>
    public bool Masks { get; init; } = true;

    /// <summary>Whether the points of poses are drawn, with lines between those of a person. Default true.</summary>
    public bool Keypoints { get; init; } = true;

    /// <summary>Whether the most probable classes stand in the corner of a classified picture. Default true.</summary>
    public bool Probabilities { get; init; } = true;

    /// <summary>Whether the way that a tracked object has come is drawn, where the result has it. Default true.</summary>
    public bool Trails { get; init; } = true;

    /// <summary>Whether the colour tells one object from the next instead of one class from the next. Default false.</summary>
    public bool ColourByObject { get; init; }
}
