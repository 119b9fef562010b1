using System.Globalization;
using System.Text.Json;
using Yolo.Geometry;

namespace Yolo.Results;

/// <summary>Collects the detections of a validation run and writes them in the results format of COCO, which its evaluation tools read.</summary>
/// <param name="cocoCategories">Classes are the 80 of COCO and get its category numbers, which have gaps; otherwise the category is the class + 1. Default false.</param>
internal sealed class CocoPredictions(bool cocoCategories = false)
{
    /// <summary>The numbers below 91 that COCO's boxes leave out.</summary>
    private static readonly HashSet<int> Unused = [12, 26, 29, 30, 45, 66, 68, 69, 71, 83];
    private static readonly int[] CocoNumbers = [.. Enumerable.Range(1, 90).Where(number => !Unused.Contains(number))];

    private readonly List<Row> rows = [];

    /// <summary>Rows so far.</summary>
    public int Count => rows.Count;

    /// <summary>Adds what was found in a picture, with masks and key points if it has them; rotated boxes take the place of upright ones, and of a classified picture the five most probable classes have none.</summary>
    /// <param name="found">It, in pixels of the original picture; the stem of its file becomes its `image_id`, as a number if it is a whole one.</param>
    /// <exception cref="ArgumentOutOfRangeException">With COCO's categories: a class is not one of its 80.</exception>
    public void Add(Result found)
    {
        ArgumentNullException.ThrowIfNull(found);
        foreach (int label in found.Probabilities?.Top5 ?? [])
        {
            AddRow(new(found.Path, null, found.Probabilities![label], label));
        }

        var (width, height) = found.Boxes.Picture;
        for (int index = 0; index < found.Boxes.Count; index++)
        {
            var detection = found.Boxes[index];
            AddRow(new(found.Path, detection.Box, detection.Confidence, detection.Class)
            {
                Mask = found.Masks is { } masks ? new(width, height, RunLengths.Compress(RunLengths.Count(masks[index], width, height))) : null,
                Rotated = found.RotatedBoxes?[index],
                Keypoints = found.Keypoints is { } points ? [.. points[index].SelectMany(point => points.HasConfidence ? new[] { point.X, point.Y, point.Confidence } : [point.X, point.Y])] : null,
            });
        }
    }

    /// <summary>Writes the file, completely or not at all.</summary>
    /// <param name="path">Where to, usually `predictions.json`; the folder is made.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream =>
    {
        using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartArray();
        foreach (var row in rows)
        {
            Write(writer, row);
        }

        writer.WriteEndArray();
    });

    private void AddRow(Row row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row.Class, nameof(row));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row.Class, cocoCategories ? CocoNumbers.Length : int.MaxValue, nameof(row));
        rows.Add(row);
    }

    private void Write(Utf8JsonWriter writer, Row row)
    {
        string stem = Path.GetFileNameWithoutExtension(row.ImagePath);
        writer.WriteStartObject();
        if (long.TryParse(stem, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            writer.WriteNumber("image_id", number);
        }
        else
        {
            writer.WriteString("image_id", stem);
        }

        writer.WriteString("file_name", Path.GetFileName(row.ImagePath));
        writer.WriteNumber("category_id", cocoCategories ? CocoNumbers[row.Class] : row.Class + 1);
        if (row.Rotated is { } rotated)
        {
            WritePixels(writer, "rbox", [rotated.CenterX, rotated.CenterY, rotated.Width, rotated.Height, rotated.Angle]);
            WritePixels(writer, "poly", rotated.Corners().SelectMany(corner => new[] { corner.X, corner.Y }));
        }
        else if (row.Box is { } box)
        {
            WritePixels(writer, "bbox", [box.X1, box.Y1, box.Width, box.Height]);
        }

        writer.WriteNumber("score", Math.Round((double)row.Confidence, 5));
        if (row.Mask is { } mask)
        {
            writer.WriteStartObject("segmentation");
            writer.WriteStartArray("size");
            writer.WriteNumberValue(mask.Height);
            writer.WriteNumberValue(mask.Width);
            writer.WriteEndArray();
            writer.WriteString("counts", mask.Runs);
            writer.WriteEndObject();
        }

        if (row.Keypoints is { } keypoints)
        {
            writer.WriteStartArray("keypoints");
            Array.ForEach(keypoints, writer.WriteNumberValue);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WritePixels(Utf8JsonWriter writer, string name, IEnumerable<double> values)
    {
        writer.WriteStartArray(name);
        foreach (double value in values)
        {
            writer.WriteNumberValue(Math.Round(value, 3));
        }

        writer.WriteEndArray();
    }

    private sealed record Row(string ImagePath, Box? Box, float Confidence, int Class)
    {
        public (int Width, int Height, string Runs)? Mask { get; init; }

        public float[]? Keypoints { get; init; }

        public RotatedBox? Rotated { get; init; }
    }
}
