using System.Globalization;

namespace Yolo.Data.Labels;

/// <summary>The rules that a row must keep; each method gives what is wrong, or null.</summary>
internal static class LabelRowCheck
{
    /// <summary>Annotation tools round, so coordinates may lie this far outside of the picture.</summary>
    private const float Slack = 0.01f;

    public static string? Shape(LabelRow row, bool polygon, LabelRules rules)
    {
        int count = row.Values.Length;
        if (polygon)
        {
            return count % 2 == 1 ? null : Text($"a row of more than a box is a polygon, a class and points (x, y); it has {count} numbers, so that one coordinate is missing");
        }

        int needed = 5 + (rules.Keypoints is { } shape ? shape.Count * shape.Dimensions : 0);
        return count == needed ? null : rules.Keypoints is null
            ? Text($"a row is class, x, y, width, height; it has {count} numbers instead of 5")
            : Text($"a row is class, box and {rules.Keypoints.Value.Count} key points; it has {count} numbers instead of {needed}");
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

        return rules.Keypoints is null ? TooLarge(box) : TooLargeKeypoint(label.Keypoints.Span);
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

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
