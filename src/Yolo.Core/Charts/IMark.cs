using Yolo.Imaging;

namespace Yolo.Charts;

/// <summary>Something that a chart shows.</summary>
internal interface IMark
{
    /// <summary>Its line in the legend; empty for none.</summary>
    string Name { get; }

    /// <summary>Draws it inside the axes.</summary>
    void Draw(Canvas canvas, Plane plane);

    /// <summary>Draws its sample in the legend.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="from">Left end of the sample.</param>
    /// <param name="to">Right end of the sample.</param>
    /// <param name="plane">Gives the widths.</param>
    void DrawSample(Canvas canvas, PixelPoint from, PixelPoint to, Plane plane);
}
