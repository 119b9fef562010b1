using Yolo.Data.Sampling;
using Yolo.Imaging;

namespace Yolo.Data.Augmentations;

/// <summary>Puts four or nine pictures onto a canvas of twice the size, of which a random part is seen later.</summary>
internal static class Mosaic
{
    private const byte Background = 114;

    /// <summary>Four pictures that meet in a random point near the middle.</summary>
    /// <param name="parts">The sample itself and three others, whose pictures are not to be changed any more.</param>
    /// <param name="size">Pixels of a side of the network's input.</param>
    /// <param name="random">Source of the centre.</param>
    public static Sample OfFour(IReadOnlyList<Sample> parts, int size, ref SampleRandom random)
    {
        int y = (int)random.Uniform(size / 2, (2 * size) - (size / 2));
        int x = (int)random.Uniform(size / 2, (2 * size) - (size / 2));
        return Compose(parts, size, [
            (x - parts[0].Width, y - parts[0].Height),
            (x, y - parts[1].Height),
            (x - parts[2].Width, y),
            (x, y),
        ]);
    }

    /// <summary>The sample itself in the middle and eight others around it, clockwise from above; the outermost strip falls away.</summary>
    /// <param name="parts">The sample itself and eight others, whose pictures are not to be changed any more.</param>
    /// <param name="size">Pixels of a side of the network's input.</param>
    public static Sample OfNine(IReadOnlyList<Sample> parts, int size)
    {
        (int w0, int h0) = (parts[0].Width, parts[0].Height);
        int W(int part) => parts[part].Width;
        int H(int part) => parts[part].Height;
        (int X, int Y)[] places =
        [
            (0, 0),
            (0, -H(1)),
            (W(1), -H(2)),
            (w0, 0),
            (w0, H(3)),
            (w0 - W(5), h0),
            (w0 - W(5) - W(6), h0),
            (-W(7), h0 - H(7)),
            (-W(8), h0 - H(7) - H(8)),
        ];

        // The middle picture lies at (size, size) of a canvas of three times the size, of which half a size is cut from each edge.
        int shift = size - (size / 2);
        return Compose(parts, size, Array.ConvertAll(places, place => (place.X + shift, place.Y + shift)));
    }

    private static Sample Compose(IReadOnlyList<Sample> parts, int size, ReadOnlySpan<(int X, int Y)> places)
    {
        var canvas = new Collage(2 * size, 2 * size, Background);
        var objects = new List<SampleObject>();
        for (int part = 0; part < parts.Count; part++)
        {
            var (x, y) = places[part];
            canvas.Add(parts[part].Image, x, y);
            objects.AddRange(parts[part].Objects.Select(item => item.Move(x, y).Clip(canvas.Width, canvas.Height)).Where(item => item.Box.Area > 0));
        }

        return new(canvas, objects);
    }
}
