using Yolo.Data.Sampling;
using Yolo.Imaging;

namespace Yolo.Data.Shapes;

/// <summary>The shapes of the film as they are in one frame, over a ground under a camera.</summary>
internal sealed class ShapesFilmStage
{
    /// <summary>Of the width: large enough to be told apart, small enough that six of them pass one another now and then and not all the time.</summary>
    private const double SmallestRadius = 0.05, GreatestRadius = 0.09;

    /// <summary>Of the width a frame: 1.6 to 4 pixels at 320.</summary>
    private const double LeastSpeed = 0.005, GreatestSpeed = 0.0125;

    private const double GreatestSlant = 0.6;
    private const int Attempts = 40, Colours = 16;

    private readonly ShapesFilmOptions options;
    private readonly CameraPath camera;
    private readonly Image ground;
    private readonly Rgb[] groundColours;
    private readonly List<MovingShape> shapes = [];
    private SampleRandom random;
    private int last;

    public ShapesFilmStage(ShapesFilmOptions options)
    {
        this.options = options;
        // Other numbers than those of the data set's pictures of the same seed.
        random = new(options.Seed, 1, 0);
        camera = new(options.ImageSize, options.CameraSpeed);
        ground = new(options.Width + camera.Margin, options.Height + camera.Margin);
        ShapesGround.Paint(ground, ref random);
        (int right, int bottom) = (ground.Width - 1, ground.Height - 1);
        groundColours = [ground[0, 0], ground[right, 0], ground[right / 2, bottom / 2], ground[0, bottom], ground[right, bottom]];
        // Grain of its own, by which the motion of the camera can be seen.
        ShapesGround.AddGrain(ground, ref random);
        while (shapes.Count < options.Shapes)
        {
            shapes.Add(Standing());
        }
    }

    /// <summary>The frame, from 1.</summary>
    public int Frame { get; private set; } = 1;

    /// <summary>The shapes, each in front of those before it, by their numbers.</summary>
    public IReadOnlyList<MovingShape> Shapes => shapes;

    /// <summary>Goes on to the next frame.</summary>
    public void Advance()
    {
        var before = camera.At(Frame++);
        var now = camera.At(Frame);
        foreach (var shape in shapes)
        {
            shape.Advance(options.Width, options.Height, (now.X - before.X, now.Y - before.Y), ref random);
        }

        shapes.RemoveAll(shape => shape.IsGone(options.Width, options.Height));
        while (shapes.Count < options.Shapes)
        {
            shapes.Add(Entering());
        }
    }

    /// <summary>Draws the frame.</summary>
    public Image Draw()
    {
        (int left, int top) = camera.At(Frame);
        var picture = ground.Crop(left, top, options.Width, options.Height);
        var canvas = new Canvas(picture);
        foreach (var shape in shapes)
        {
            shape.Outline.Draw(canvas, shape.Colour);
        }

        var noise = new SampleRandom(options.Seed, 2, Frame);
        ShapesGround.AddGrain(picture, ref noise);
        return picture;
    }

    /// <summary>What is true of the frame.</summary>
    public IEnumerable<ShapesFilmRow> Truth() => ShapesFilmRow.Of(Frame, shapes, options.Width, options.Height);

    /// <summary>A shape in the picture, clear of the others if there is room.</summary>
    private MovingShape Standing()
    {
        double radius = Radius();
        PixelPoint centre = default;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            centre = new(random.Uniform(radius, options.Width - radius), random.Uniform(radius, options.Height - radius));
            var box = new PixelBox(centre.X, centre.Y, centre.X, centre.Y).Grow(radius);
            if (shapes.TrueForAll(other => other.Outline.IsClearOf(box, 0)))
            {
                break;
            }
        }

        return Create(centre, radius, random.Uniform(0, 2 * Math.PI));
    }

    /// <summary>A shape just outside the picture, on its way in.</summary>
    private MovingShape Entering()
    {
        double radius = Radius(), along = random.Uniform(0.2, 0.8);
        // Through the left, upper, right and lower edge; the middle of it leads to the right, down, to the left and up.
        int edge = random.NextInt(4);
        var centre = edge switch
        {
            0 => new PixelPoint(-radius, along * options.Height),
            1 => new PixelPoint(along * options.Width, -radius),
            2 => new PixelPoint(options.Width + radius, along * options.Height),
            _ => new PixelPoint(along * options.Width, options.Height + radius),
        };
        return Create(centre, radius, (edge * Math.PI / 2) + random.Uniform(-GreatestSlant, GreatestSlant));
    }

    private double Radius() => random.Uniform(SmallestRadius, GreatestRadius) * options.ImageSize;

    private MovingShape Create(PixelPoint centre, double radius, double heading)
    {
        var kind = ShapeOutline.AnyKind(ref random);
        var colour = ShapeColour.Contrasting(groundColours, [.. shapes.Select(shape => shape.Colour)], Colours, ref random);
        double speed = random.Uniform(LeastSpeed, GreatestSpeed) * options.ImageSize, angle = random.Uniform(0, 2 * Math.PI);
        return new(++last, colour, ShapeOutline.Create(kind, centre, radius, angle), angle, heading, speed, ref random);
    }
}
