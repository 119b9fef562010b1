using Yolo.Imaging;

namespace Yolo.Charts;

/// <summary>Something that a chart shows.</summary>
internal interface IMark
{
    /// <summary>Draws it inside the axes.</summary>
    void Draw(Canvas canvas, Plane plane);
}
