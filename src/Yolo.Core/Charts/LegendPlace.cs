namespace Yolo.Charts;

/// <summary>Where the legend stands.</summary>
internal enum LegendPlace
{
    /// <summary>Inside the axes, at the upper right.</summary>
    Inside,

    /// <summary>At the right of the axes.</summary>
    Beside,
}
