using Yolo.Data.Sampling;
using Yolo.Geometry;

namespace Yolo.Data.Augmentations;

/// <summary>Pastes a rectangle of another sample where no object of this one is.</summary>
internal static class CutMix
{
    private const int Candidates = 3;
    private const double BoxShare = 0.1, OutlinedShare = 0.01;

    /// <summary>Pastes if there is a free place with objects for it, and releases the other sample.</summary>
    public static void Apply(Sample sample, Sample other, ref SampleRandom random)
    {
        var free = new List<Box>(Candidates);
        for (int candidate = 0; candidate < Candidates; candidate++)
        {
            var rectangle = Rectangle(sample.Width, sample.Height, ref random);
            if (rectangle.Area > 0 && sample.Objects.All(item => item.Box.Intersection(rectangle) <= 0))
            {
                free.Add(rectangle);
            }
        }

        if (free.Count > 0)
        {
            Paste(sample, other, free[random.NextInt(free.Count)]);
        }

        other.Release();
    }

    private static Box Rectangle(int width, int height, ref SampleRandom random)
    {
        double cut = Math.Sqrt(1 - random.Beta(1));
        (int cutWidth, int cutHeight) = ((int)(width * cut), (int)(height * cut));
        (int x, int y) = (random.NextInt(width), random.NextInt(height));
        return new Box(x - (cutWidth / 2), y - (cutHeight / 2), x + (cutWidth / 2), y + (cutHeight / 2)).Clip(width, height);
    }

    private static void Paste(Sample sample, Sample other, Box rectangle)
    {
        double share = other.Objects.Any(item => item.Polygon is not null) ? OutlinedShare : BoxShare;
        SampleObject[] inside = [.. other.Objects.Where(item => item.Box.Area > 0 && item.Box.Intersection(rectangle) / item.Box.Area >= share)];
        if (inside.Length == 0)
        {
            return;
        }

        sample.Own();
        var (left, top, right, bottom) = ((int)rectangle.X1, (int)rectangle.Y1, (int)rectangle.X2, (int)rectangle.Y2);
        for (int row = top; row < bottom; row++)
        {
            other.Image.Row(row)[(left * 3)..(right * 3)].CopyTo(sample.Image.Row(row)[(left * 3)..]);
        }

        sample.Objects =
        [
            .. sample.Objects,
            .. inside.Select(item => item.Move(-left, -top).Clip(right - left, bottom - top).Move(left, top)),
        ];
    }
}
