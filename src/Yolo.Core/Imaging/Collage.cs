using Yolo.Imaging.Kernels;

namespace Yolo.Imaging;

/// <summary>Pictures laid on a grey canvas, later ones on top. Nothing is painted before somebody asks: a warp asks for what it will show alone.</summary>
/// <param name="width">Width of the canvas in pixels.</param>
/// <param name="height">Height of the canvas in pixels.</param>
/// <param name="background">Grey level where no picture is.</param>
internal sealed class Collage(int width, int height, byte background) : IWarpRows
{
    private readonly List<(Image Picture, int Left, int Top)> parts = [];

    public int Width => width;

    public int Height => height;

    /// <summary>Lays a picture on top, which must not be changed any more. What lies outside the canvas is cut off.</summary>
    public void Add(Image picture, int left, int top) => parts.Add((picture, left, top));

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Row(int y, int first, int end, Span<byte> spare)
    {
        var row = spare[..((end - first) * Image.Channels)];
        row.Fill(background);
        foreach (var (picture, left, top) in parts)
        {
            int from = Math.Max(first, left), to = Math.Min(end, left + picture.Width);
            if (y >= top && y < top + picture.Height && from < to)
            {
                picture.Row(y - top)[((from - left) * Image.Channels)..((to - left) * Image.Channels)].CopyTo(row[((from - first) * Image.Channels)..]);
            }
        }

        return row;
    }

    /// <summary>Paints everything.</summary>
    /// <param name="canvas">A picture of the canvas's size.</param>
    public void Paint(Image canvas)
    {
        for (int y = 0; y < height; y++)
        {
            Row(y, 0, width, canvas.Row(y));
        }
    }
}
