using System.Globalization;
using System.Text.Json;
using Yolo.Geometry;

namespace Yolo.Results;

/// <summary>Collects the detections of a validation run and writes them in the results format of COCO, which its evaluation tools read.</summary>
/// <param name="cocoCategories">Classes are the 80 of COCO and get its category numbers, which have gaps; otherwise the category is the class + 1. Default false.</param>
public sealed class CocoPredictions(bool cocoCategories = false)
{
    /// <summary>The numbers below 91 that COCO's boxes leave out.</summary>
    private static readonly HashSet<int> Unused = [12, 26, 29, 30, 45, 66, 68, 69, 71, 83];
    private static readonly int[] CocoNumbers = [.. Enumerable.Range(1, 90).Where(number => !Unused.Contains(number))];

    private readonly List<(string ImagePath, Candidate Detection)> rows = [];

    /// <summary>Detections so far.</summary>
    public int Count => rows.Count;

    /// <summary>Adds the detections of a picture.</summary>
    /// <param name="imagePath">The picture; a stem that is a whole number becomes its `image_id` as a number.</param>
    /// <param name="detections">Boxes in pixels of the original picture.</param>
    /// <exception cref="ArgumentOutOfRangeException">With COCO's categories: a class is not one of its 80.</exception>
    public void Add(string imagePath, IEnumerable<Candidate> detections)
    {
        ArgumentNullException.ThrowIfNull(imagePath);
        ArgumentNullException.ThrowIfNull(detections);
        foreach (var detection in detections)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(detection.Class, nameof(detections));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(detection.Class, cocoCategories ? CocoNumbers.Length : int.MaxValue, nameof(detections));
            rows.Add((imagePath, detection));
        }
    }

    /// <summary>Writes the file, completely or not at all.</summary>
    /// <param name="path">Where to, usually `predictions.json`; the folder is made.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream =>
    {
        using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartArray();
        foreach (var (imagePath, detection) in rows)
        {
            Write(writer, imagePath, detection);
        }

        writer.WriteEndArray();
    });

    private void Write(Utf8JsonWriter writer, string imagePath, in Candidate detection)
    {
        string stem = Path.GetFileNameWithoutExtension(imagePath);
        writer.WriteStartObject();
        if (long.TryParse(stem, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            writer.WriteNumber("image_id", number);
        }
        else
        {
            writer.WriteString("image_id", stem);
        }

        writer.WriteString("file_name", Path.GetFileName(imagePath));
        writer.WriteNumber("category_id", cocoCategories ? CocoNumbers[detection.Class] : detection.Class + 1);
        writer.WriteStartArray("bbox");
        var box = detection.Box;
        foreach (float value in (ReadOnlySpan<float>)[box.X1, box.Y1, box.Width, box.Height])
        {
            writer.WriteNumberValue(Math.Round((double)value, 3));
        }

        writer.WriteEndArray();
        writer.WriteNumber("score", Math.Round((double)detection.Confidence, 5));
        writer.WriteEndObject();
    }
}
