using Yolo.Data.Sampling;
using Yolo.Imaging;

namespace Yolo.Data.Shapes;

/// <summary>The outline of a shape that is to be drawn.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Centre">Its centre in pixels.</param>
/// <param name="Radius">From the centre to the farthest point, in pixels.</param>
/// <param name="Corners">Its corners; empty for round shapes.</param>
internal sealed record ShapeOutline(ShapeKind Kind, PixelPoint Centre, double Radius, PixelPoint[] Corners)
{
    /// <summary>Inner radius of a star, and width of a ring, as shares of the radius.</summary>
    private const double StarWaist = 0.45, RingWidth = 0.36;

    /// <summary>Corners of a polygon that is as good as round.</summary>
    private const int RoundCorners = 32;

    /// <summary>The box around it: edges of the outermost pixels' area.</summary>
    public PixelBox Bounds { get; } = Corners.Length == 0
        ? new(Centre.X - Radius, Centre.Y - Radius, Centre.X + Radius, Centre.Y + Radius)
        : new(Corners.Min(corner => corner.X), Corners.Min(corner => corner.Y), Corners.Max(corner => corner.X), Corners.Max(corner => corner.Y));

    public static ShapeOutline Create(ShapeKind kind, PixelPoint centre, double radius, double turn)
    {
        int corners = kind switch { ShapeKind.Square => 4, ShapeKind.Triangle => 3, ShapeKind.Star => 10, _ => 0 };
        var points = new PixelPoint[corners];
        for (int corner = 0; corner < corners; corner++)
        {
            double reach = kind == ShapeKind.Star && corner % 2 == 1 ? radius * StarWaist : radius;
            double angle = turn + (2 * Math.PI * corner / corners);
            points[corner] = new(centre.X + (reach * Math.Cos(angle)), centre.Y + (reach * Math.Sin(angle)));
        }

        return new(kind, centre, radius, points);
    }

    /// <summary>Any of the kinds.</summary>
    public static ShapeKind AnyKind(ref SampleRandom random)
    {
        var kinds = Enum.GetValues<ShapeKind>();
        return kinds[random.NextInt(kinds.Length)];
    }

    /// <summary>The outline as a polygon; the inside of a ring is cut out along a slit.</summary>
    public PixelPoint[] Polygon() => Kind switch
    {
        ShapeKind.Circle => Round(Radius),
        ShapeKind.Ring => [.. Round(Radius), Round(Radius)[0], .. Round(Radius * (1 - RingWidth)), Round(Radius * (1 - RingWidth))[0]],
        _ => Corners,
    };

    /// <summary>Whether a point is part of the shape; the hole of a ring is not.</summary>
    public bool Contains(PixelPoint point)
    {
        double distance = Math.Sqrt(Math.Pow(point.X - Centre.X, 2) + Math.Pow(point.Y - Centre.Y, 2));
        return distance <= Radius && Kind switch
        {
            ShapeKind.Circle => true,
            ShapeKind.Ring => distance >= Radius * (1 - RingWidth),
            _ => IsBetweenCorners(point),
        };
    }

    public bool FitsInto(Image image) => Bounds is { Left: >= 0, Top: >= 0 } && Bounds.Right <= image.Width && Bounds.Bottom <= image.Height;

    public bool IsClearOf(PixelBox other, double gap) =>
        Bounds.Left > other.Right + gap || other.Left > Bounds.Right + gap || Bounds.Top > other.Bottom + gap || other.Top > Bounds.Bottom + gap;

    /// <summary>The share of the pixels whose centres lie in the shape that are neither outside a picture nor behind another shape.</summary>
    /// <param name="others">The shapes in front of it.</param>
    /// <param name="width">Width of the picture.</param>
    /// <param name="height">Height of the picture.</param>
    public double VisibleShare(IEnumerable<ShapeOutline> others, int width, int height)
    {
        ShapeOutline[] fronts = [.. others.Where(front => !front.IsClearOf(Bounds, 0))];
        (int all, int visible) = (0, 0);
        for (double y = Math.Floor(Bounds.Top) + 0.5; y < Bounds.Bottom; y++)
        {
            for (double x = Math.Floor(Bounds.Left) + 0.5; x < Bounds.Right; x++)
            {
                var point = new PixelPoint(x, y);
                if (Contains(point))
                {
                    all++;
                    bool isInside = x > 0 && y > 0 && x < width && y < height;
                    visible += isInside && !Array.Exists(fronts, front => front.Contains(point)) ? 1 : 0;
                }
            }
        }

        return (double)visible / all;
    }

    public void Draw(Canvas canvas, Rgb colour)
    {
        switch (Kind)
        {
            case ShapeKind.Circle:
                canvas.FillCircle(Centre, Radius, colour);
                break;
            case ShapeKind.Ring:
                double width = Radius * RingWidth;
                canvas.DrawCircle(Centre, Radius - (width / 2), colour, width);
                break;
            default:
                canvas.FillPolygon(Corners, colour);
                break;
        }
    }

    /// <summary>By the even-odd rule: whether a ray to the right crosses the sides an odd number of times.</summary>
    private bool IsBetweenCorners(PixelPoint point)
    {
        bool isInside = false;
        var from = Corners[^1];
        foreach (var to in Corners)
        {
            bool crosses = (from.Y <= point.Y) != (to.Y <= point.Y) && point.X < from.X + ((point.Y - from.Y) / (to.Y - from.Y) * (to.X - from.X));
            isInside ^= crosses;
            from = to;
        }

        return isInside;
    }

    private PixelPoint[] Round(double radius) => [.. Enumerable.Range(0, RoundCorners).Select(corner => 2 * Math.PI * corner / RoundCorners)
        .Select(angle => new PixelPoint(Centre.X + (radius * Math.Cos(angle)), Centre.Y + (radius * Math.Sin(angle))))];
}
