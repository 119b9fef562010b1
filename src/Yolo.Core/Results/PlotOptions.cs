namespace Yolo.Results;

/// <summary>What is drawn on a picture.</summary>
public sealed record PlotOptions
{
    /// <summary>Width of the boxes' lines in pixels; null, the default, chooses one by the size of the picture.</summary>
    public int? LineWidth { get; init; }

    /// <summary>Whether boxes are drawn. Default true.</summary>
    public bool Boxes { get; init; } = true;

    /// <summary>Whether the class' name stands at the box. Default true.</summary>
    public bool Labels { get; init; } = true;

    /// <summary>Whether the confidence stands at the box. Default true.</summary>
    public bool Confidences { get; init; } = true;
}
