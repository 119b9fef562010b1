using System.Globalization;
using Yolo.Geometry;

namespace Yolo.Data.Labels;

/// <summary>Reads label files: one object a line, class index first, then what the <see cref="LabelForm"/> says; all normalised.</summary>
internal static class LabelParser
{
    /// <summary>Where boxes are wanted: a box has five numbers; more than six can only be a polygon. Each row speaks for itself.</summary>
    private const int LongestBoxRow = 6;

    public static ParsedLabels Parse(ReadOnlySpan<byte> text, LabelRules rules)
    {
        var (faults, warnings) = (new List<(int Line, string)>(), new List<(int, string)>());
        var rows = Rows(text, faults);
        var objects = new List<(int Line, ObjectLabel Label)>(rows.Count);
        foreach (var row in rows)
        {
            bool polygon = IsPolygon(row, rules);
            if (LabelRowCheck.Shape(row, polygon, rules) is { } badShape)
            {
                faults.Add((row.Line, badShape));
                continue;
            }

            var label = Object(row, polygon, rules);
            if (LabelRowCheck.Values(row, label, rules) is { } badValue)
            {
                faults.Add((row.Line, badValue));
            }
            else if (LabelRowCheck.Doubts(row, rules) is { } doubt)
            {
                warnings.Add((row.Line, doubt));
            }

            objects.Add((row.Line, label));
        }

        faults.Sort((one, other) => one.Line.CompareTo(other.Line));
        var (kept, duplicates) = LabelDuplicates.Remove(objects);
        return new(kept, faults, warnings, duplicates);
    }

    private static bool IsPolygon(LabelRow row, LabelRules rules) => rules.Form switch
    {
        LabelForm.Polygons or LabelForm.Corners => true,
        LabelForm.Keypoints => false,
        _ => rules.Keypoints is null && row.Values.Length > LongestBoxRow,
    };

    private static List<LabelRow> Rows(ReadOnlySpan<byte> text, List<(int Line, string Message)> faults)
    {
        var rows = new List<LabelRow>();
        var values = new List<float>();
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        for (int line = 1; text.Length > 0; line++)
        {
            int end = text.IndexOf((byte)'\n');
            var rest = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            values.Clear();
            if (ReadNumbers(rest, values) is { } bad)
            {
                faults.Add((line, $"'{bad}' is not a number"));
            }
            else if (values.Count > 0)
            {
                rows.Add(new(line, [.. values]));
            }
        }

        return rows;
    }

    /// <summary>Splits at white space; gives the first piece that is no finite number.</summary>
    private static string? ReadNumbers(ReadOnlySpan<byte> line, List<float> values)
    {
        while (true)
        {
            line = line.TrimStart(" \t\r\f\v"u8);
            if (line.IsEmpty)
            {
                return null;
            }

            int end = line.IndexOfAny(" \t\r\f\v"u8);
            var piece = end < 0 ? line : line[..end];
            // By way of double, as the reference reads them: the last bit of a float32 depends on it.
            if (!double.TryParse(piece, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !float.IsFinite((float)value))
            {
                return System.Text.Encoding.UTF8.GetString(piece);
            }

            values.Add((float)value);
            line = line[piece.Length..];
        }
    }

    private static ObjectLabel Object(LabelRow row, bool polygon, LabelRules rules)
    {
        float[] values = row.Values;
        int index = (int)values[0];
        if (polygon)
        {
            var points = values.AsMemory(1);
            bool crossing = rules.Form == LabelForm.Corners && points.Length == LabelRowCheck.CornerNumbers && CornerOrder.Crosses(points.Span);
            return new(index, LabelBox.Around(points.Span), crossing ? CornerOrder.Straighten(points.Span) : points);
        }

        return new(
            index,
            new(values[1], values[2], values[3], values[4]),
            default,
            rules.ReadKeypoints is { } shape ? Keypoints(values.AsSpan(LabelRules.BoxNumbers), shape) : default);
    }

    /// <summary>Brings points to x, y, visibility; two-dimensional ones are visible unless a coordinate is negative.</summary>
    private static float[] Keypoints(ReadOnlySpan<float> values, KeypointShape shape)
    {
        float[] points = new float[shape.Count * 3];
        for (int point = 0; point < shape.Count; point++)
        {
            var from = values.Slice(point * shape.Dimensions, shape.Dimensions);
            float visible = from[0] < 0 || from[1] < 0 ? 0 : 1;
            (points[point * 3], points[(point * 3) + 1], points[(point * 3) + 2]) = (from[0], from[1], shape.Dimensions == 3 ? from[2] : visible);
        }

        return points;
    }
}
