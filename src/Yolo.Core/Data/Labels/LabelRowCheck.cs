using System.Globalization;

namespace Yolo.Data.Labels;

/// <summary>The rules that a row must keep; each method gives what is wrong, or null.</summary>
internal static class LabelRowCheck
{
    /// <summary>Coordinates of four corners.</summary>
    public const int CornerNumbers = 8;

    /// <summary>Annotation tools round, so coordinates may lie this far outside of the picture.</summary>
    private const float Slack = 0.01f;

    /// <summary>A shape that covers less of the picture has no area but for rounding.</summary>
    private const double NoArea = 1e-9;

    public static string? Shape(LabelRow row, bool polygon, LabelRules rules)
    {
        int count = row.Values.Length;
        if (polygon)
        {
            return rules.Form == LabelForm.Corners ? Corners(count) : Polygon(count, rules);
        }

        int needed = (rules.ReadKeypoints is null ? null : rules.KeypointNumbers) ?? LabelRules.BoxNumbers;
        return count == needed ? null : rules.ReadKeypoints is null
            ? Text($"a row is class, x, y, width, height; it has {count} numbers instead of {needed}")
            : Text($"a row is class, box and {rules.Keypoints!.Value.Count} key points; it has {count} numbers instead of {needed}");
    }

    public static string? Values(LabelRow row, ObjectLabel label, LabelRules rules)
    {
        float index = row.Values[0];
        if (index < 0 || index != MathF.Truncate(index))
        {
            return Text($"the class must be a whole number from 0, not {index}");
        }

        if (!rules.SingleClass && index >= rules.Classes)
        {
            return Text($"class {index} does not exist; the data set has the classes 0 to {rules.Classes - 1}");
        }

        return Range(row, label, rules);
    }

    /// <summary>What makes a row doubtful that breaks no rule.</summary>
    public static string? Doubts(LabelRow row, LabelRules rules)
    {
        if (rules.Form is not (LabelForm.Polygons or LabelForm.Corners))
        {
            return null;
        }

        var points = row.Values.AsSpan(1);
        return rules.Form == LabelForm.Corners && points.Length == CornerNumbers && CornerOrder.Crosses(points)
            ? "the sides between the corners cross; the corners are taken in their order around the middle"
            : Math.Abs(Area(points)) < NoArea ? "the shape has no area, so that it is never found" : null;
    }

    private static string? Polygon(int count, LabelRules rules) => count switch
    {
        _ when count % 2 == 0 && count == rules.KeypointNumbers => Text($"a row of {count} numbers is a box with key points; a polygon is wanted: a class and at least three points (x, y)"),
        LabelRules.BoxNumbers => "a row of 5 numbers is a box (class, x, y, width, height); a polygon is wanted: a class and at least three points (x, y)",
        _ when count % 2 == 0 => Text($"a polygon is a class and points (x, y); it has {count} numbers, so that one coordinate is missing"),
        < 7 => Text($"a polygon needs at least three points (x, y) after the class; it has {count / 2}"),
        _ => null,
    };

    private static string? Corners(int count) => count switch
    {
        LabelRules.BoxNumbers => "a row of 5 numbers is an upright box; a rotated box is wanted: a class and four corners (x, y), 9 numbers",
        LabelRules.BoxNumbers + 1 => "a row of 6 numbers is a box and perhaps an angle; a rotated box is wanted by its corners: a class and four corners (x, y), 9 numbers",
        8 => "a rotated box is a class and four corners (x, y); it has 8 numbers instead of 9, so that one coordinate is missing",
        _ when count % 2 == 0 => Text($"a rotated box is a class and four corners (x, y), 9 numbers; it has {count}"),
        < 9 => Text($"a rotated box needs four corners (x, y) after the class; it has {count / 2}"),
        _ => null,
    };

    private static string? Range(LabelRow row, ObjectLabel label, LabelRules rules)
    {
        ReadOnlySpan<float> box = [label.Box.X, label.Box.Y, label.Box.Width, label.Box.Height];
        foreach (float value in label.Polygon.IsEmpty ? row.Values.AsSpan(1) : box)
        {
            if (value < -Slack)
            {
                return Text($"{value} is negative; coordinates are shares of the picture, 0 to 1");
            }
        }

        return rules.ReadKeypoints is null ? TooLarge(box) : TooLargeKeypoint(label.Keypoints.Span);
    }

    private static string? TooLargeKeypoint(ReadOnlySpan<float> points)
    {
        for (int at = 0; at < points.Length; at += 3)
        {
            if (TooLarge(points.Slice(at, 2)) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? TooLarge(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (value > 1 + Slack)
            {
                return Text($"{value} is above 1; coordinates are shares of the picture, not pixels");
            }
        }

        return null;
    }

    /// <summary>The area inside an outline; its sign tells the direction.</summary>
    private static double Area(ReadOnlySpan<float> points)
    {
        double area = 0;
        for (int at = 0; at < points.Length; at += 2)
        {
            int next = (at + 2) % points.Length;
            area += (((double)points[at] * points[next + 1]) - ((double)points[next] * points[at + 1])) / 2;
        }

        return area;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
