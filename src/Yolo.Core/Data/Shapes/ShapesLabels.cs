using System.Globalization;
using System.Text;
using Yolo.Data.Labels;
using Yolo.Geometry;
using Yolo.Imaging;

namespace Yolo.Data.Shapes;

/// <summary>Writes what label files and description of the generated data set say.</summary>
internal static class ShapesLabels
{
    private const string Hidden = " 0 0 0";

    /// <summary>The description.</summary>
    public static string Yaml(LabelForm form)
    {
        var text = new StringBuilder("# Generated: coloured shapes on textured grounds.\npath: .  # relative to this file\ntrain: images/train\nval: images/val\nnames:\n");
        foreach (var kind in Enum.GetValues<ShapeKind>())
        {
            text.Append(CultureInfo.InvariantCulture, $"  {(int)kind}: {NameOf(kind)}\n");
        }

        return form == LabelForm.Keypoints
            ? text.Append("kpt_shape: [4, 3]  # the topmost, rightmost, lowest and leftmost corner\nflip_idx: [0, 3, 2, 1]\n").ToString()
            : text.ToString();
    }

    /// <summary>The name of a class.</summary>
    public static string NameOf(ShapeKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The label file of a picture.</summary>
    public static string Rows(ShapesScene scene, LabelForm form)
    {
        var text = new StringBuilder();
        foreach (var shape in scene.Shapes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(int)shape.Kind}{Row(shape, scene.Image, form)}\n");
        }

        return text.ToString();
    }

    private static string Row(ShapeOutline shape, Image image, LabelForm form) => form switch
    {
        LabelForm.Polygons => Points(shape.Polygon(), image),
        LabelForm.Corners => Points(Corners(shape), image),
        LabelForm.Keypoints => Box(shape, image) + Keypoints(shape, image),
        _ => Box(shape, image),
    };

    private static string Box(ShapeOutline shape, Image image)
    {
        var box = shape.Bounds;
        (double width, double height) = (image.Width, image.Height);
        (double x, double y) = ((box.Left + box.Right) / 2 / width, (box.Top + box.Bottom) / 2 / height);
        return string.Create(CultureInfo.InvariantCulture, $" {x:0.######} {y:0.######} {box.Width / width:0.######} {box.Height / height:0.######}");
    }

    private static string Points(IEnumerable<PixelPoint> points, Image image) => string.Concat(points.Select(point => Point(point, image)));

    private static string Point(PixelPoint point, Image image) =>
        string.Create(CultureInfo.InvariantCulture, $" {point.X / image.Width:0.######} {point.Y / image.Height:0.######}");

    /// <summary>Round shapes have no angle, so that their rotated box is the upright one.</summary>
    private static PixelPoint[] Corners(ShapeOutline shape)
    {
        if (shape.Corners.Length == 0)
        {
            var box = shape.Bounds;
            return [new(box.Left, box.Top), new(box.Right, box.Top), new(box.Right, box.Bottom), new(box.Left, box.Bottom)];
        }

        float[] points = [.. shape.Corners.SelectMany(corner => new[] { (float)corner.X, (float)corner.Y })];
        return [.. RotatedRectangle.Around(points).Corners().Chunk(2).Select(corner => new PixelPoint(corner[0], corner[1]))];
    }

    /// <summary>Four corners by where they are, so that they can be told apart however a shape is turned. A corner that is two of them counts once.</summary>
    private static string Keypoints(ShapeOutline shape, Image image)
    {
        var polygon = shape.Polygon();
        var top = polygon.MinBy(point => point.Y);
        var right = polygon.MaxBy(point => point.X);
        var bottom = polygon.MaxBy(point => point.Y);
        var left = polygon.MinBy(point => point.X);
        PixelPoint[] vertical = [top, bottom];
        string Visible(PixelPoint point) => Point(point, image) + " 2";
        string Sideways(PixelPoint point) => vertical.Contains(point) ? Hidden : Visible(point);
        return Visible(top) + Sideways(right) + Visible(bottom) + Sideways(left);
    }
}
