using System.Globalization;
using Yolo.Geometry;

namespace Yolo.Tracking.Evaluation;

/// <summary>A line of a file of tracks.</summary>
internal static class MotLine
{
    private const int Needed = 6;
    private const int Most = 10;

    private static readonly string[] Columns = ["frame", "id", "left", "top", "width", "height", "confidence", "class", "visibility"];

    // The columns that hold no fractions.
    private const int Frame = 0;
    private const int Id = 1;
    private const int Class = 7;

    /// <summary>Reads a line.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    internal static string? Parse(ReadOnlySpan<char> line, out TrackedBox tracked)
    {
        tracked = default;
        Span<double> values = [0, 0, 0, 0, 0, 0, 1, 0];
        int count = 0;
        foreach (var range in line.Split(','))
        {
            var text = line[range].Trim();
            if (count < values.Length && Number(text, count, out values[count]) is { } fault)
            {
                return fault;
            }

            count++;
        }

        if (count is < Needed or > Most)
        {
            return FormattableString.Invariant($"{count} columns where there should be {string.Join(',', Columns)}; those after height may be left out");
        }

        // Whoever gives coordinates of the world instead of a class writes -1.
        double label = count == Most && values[Class] == -1 ? 0 : values[Class];
        var box = new Box((float)values[2], (float)values[3], Far(values[2], values[4]), Far(values[3], values[5]));
        tracked = new((int)values[Frame], (int)values[Id], box, (int)label, (float)values[6]);
        return values[4] < 0 || values[5] < 0 ? "width and height must not be negative" : Fault(tracked);
    }

    /// <summary>What keeps a box from being written, or null.</summary>
    internal static string? Fault(in TrackedBox tracked) =>
        tracked.Frame < 1 ? "frames are numbered from 1"
        : tracked.Id < 1 ? "ids are numbered from 1"
        : tracked.Class < 0 ? "classes are numbered from 0"
        : !float.IsFinite(tracked.Confidence) ? "its confidence is no finite number"
        : FrameCheck.Fault(tracked);

    /// <summary>Writes a line, without its end; numbers are as short as they can be for the same box to be read.</summary>
    internal static string Format(in TrackedBox tracked)
    {
        var box = tracked.Box;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{tracked.Frame},{tracked.Id},{box.X1},{box.Y1},{Extent(box.X1, box.X2)},{Extent(box.Y1, box.Y2)},{tracked.Confidence},{tracked.Class},1");
    }

    private static string? Number(ReadOnlySpan<char> text, int column, out double value)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || !float.IsFinite((float)value))
        {
            return $"'{text}' is not a number; the column is the {Columns[column]}";
        }

        bool isWhole = column is not (Frame or Id or Class) || (value == Math.Truncate(value) && Math.Abs(value) <= int.MaxValue);
        return isWhole ? null : $"'{text}' is not a whole number, or too large; the column is the {Columns[column]}";
    }

    /// <summary>The far edge of a box.</summary>
    private static float Far(double near, double extent) => (float)(near + extent);

    /// <summary>Width or height. The difference rounded to single precision can miss the far edge by its last digit; the exact one does not.</summary>
    private static string Extent(float near, float far)
    {
        string written = near.ToString(CultureInfo.InvariantCulture), extent = (far - near).ToString(CultureInfo.InvariantCulture);
        double start = double.Parse(written, CultureInfo.InvariantCulture);
        return Far(start, double.Parse(extent, CultureInfo.InvariantCulture)) == far
            ? extent
            : (far - start).ToString(CultureInfo.InvariantCulture);
    }
}
