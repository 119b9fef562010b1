using Yolo.Data.Sampling;
using Yolo.Imaging;

namespace Yolo.Data.Shapes;

/// <summary>One generated picture and its shapes.</summary>
/// <param name="Image">The picture.</param>
/// <param name="Shapes">The outline of each shape, in pixels.</param>
internal sealed record ShapesScene(Image Image, IReadOnlyList<ShapeOutline> Shapes)
{
    private const double SmallestRadius = 0.05, GreatestRadius = 0.17, Gap = 2;
    private const double SmallestAlone = 0.32, GreatestAlone = 0.45;
    private const int Attempts = 40, Colours = 4;

    /// <summary>Draws a picture.</summary>
    public static ShapesScene Draw(ShapesOptions options, ref SampleRandom random)
    {
        // Three formats, as photographs have them.
        int shape = random.NextInt(3), shorter = options.ImageSize * 3 / 4;
        var image = new Image(shape == 1 ? shorter : options.ImageSize, shape == 2 ? shorter : options.ImageSize);
        var ground = ShapesGround.Paint(image, ref random);
        var canvas = new Canvas(image);
        var shapes = new List<ShapeOutline>();
        int count = random.NextInt(16) == 0 ? 0 : 1 + random.NextInt(options.MostShapes);
        for (int attempt = 0; attempt < Attempts && shapes.Count < count; attempt++)
        {
            var outline = Outline(image, options.ImageSize, ref random);
            var colour = Contrasting(ground, ref random);
            if (outline.FitsInto(image) && (shapes.TrueForAll(other => outline.IsClearOf(other.Bounds, Gap)) || LeavesEnough(outline, shapes, image, options.LeastVisibility)))
            {
                outline.Draw(canvas, colour);
                shapes.Add(outline);
            }
        }

        ShapesGround.AddGrain(image, ref random);
        return new(image, shapes);
    }

    /// <summary>Draws a picture of one large shape, of which a random crop keeps enough to be told.</summary>
    public static ShapesScene DrawOne(ShapeKind kind, int size, ref SampleRandom random)
    {
        var image = new Image(size, size);
        var ground = ShapesGround.Paint(image, ref random);
        double radius = random.Uniform(SmallestAlone, GreatestAlone) * size;
        var centre = new PixelPoint(random.Uniform(radius, size - radius), random.Uniform(radius, size - radius));
        var outline = ShapeOutline.Create(kind, centre, radius, random.Uniform(0, 2 * Math.PI));
        outline.Draw(new Canvas(image), Contrasting(ground, ref random));
        ShapesGround.AddGrain(image, ref random);
        return new(image, [outline]);
    }

    // Whether enough of each is to be seen when one more comes in front.
    private static bool LeavesEnough(ShapeOutline next, List<ShapeOutline> shapes, Image image, double least) =>
        least < 1 && shapes.Index().All(one => one.Item.VisibleShare([.. shapes.Skip(one.Index + 1), next], image.Width, image.Height) >= least);

    private static ShapeOutline Outline(Image image, int size, ref SampleRandom random)
    {
        var kind = ShapeOutline.AnyKind(ref random);
        double radius = random.Uniform(SmallestRadius, GreatestRadius) * size;
        var centre = new PixelPoint(random.Uniform(0, image.Width), random.Uniform(0, image.Height));
        return ShapeOutline.Create(kind, centre, radius, random.Uniform(0, 2 * Math.PI));
    }

    /// <summary>A colour that is far enough from the ground to be seen.</summary>
    private static Rgb Contrasting(Rgb ground, ref SampleRandom random) => ShapeColour.Contrasting([ground], [], Colours, ref random);
}
