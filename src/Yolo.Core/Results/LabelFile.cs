using System.Globalization;

namespace Yolo.Results;

/// <summary>Writes what was found in a picture in the form of label files.</summary>
internal static class LabelFile
{
    /// <summary>Writes the lines. Nothing found, no file; a file that is there is replaced.</summary>
    internal static void Write(string path, Result result, bool confidence)
    {
        string[] lines = [.. result.Probabilities is { } probabilities
            ? probabilities.Top5.Select(label => string.Create(CultureInfo.InvariantCulture, $"{probabilities[label]:F2} {result.NameOf(label)}"))
            : result.Boxes.Index().Where(one => HasPlace(result, one.Index)).Select(one => Line(result, one.Index, one.Item, confidence))];
        if (lines.Length > 0)
        {
            AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + '\n')), durable: false);
        }
    }

    // An object of which a mask shows nothing has no outline.
    private static bool HasPlace(Result result, int index) => result.Masks is not { } masks || masks[index].Area > 0;

    private static string Line(Result result, int index, in Detection box, bool confidence)
    {
        IEnumerable<float> numbers = Place(result, index);
        if (result.Keypoints is { } points)
        {
            numbers = numbers.Concat(points.Normalized(index).SelectMany(point => points.HasConfidence ? new[] { point.X, point.Y, point.Confidence } : [point.X, point.Y]));
        }

        if (confidence)
        {
            numbers = numbers.Append(box.Confidence);
        }

        var words = numbers.Select(number => number.ToString("g6", CultureInfo.InvariantCulture));
        var track = box.TrackId is { } id ? string.Create(CultureInfo.InvariantCulture, $" {id}") : string.Empty;
        return $"{box.Class.ToString(CultureInfo.InvariantCulture)} {string.Join(' ', words)}{track}";
    }

    // Corners of a rotated box, outline of a segment, or centre and size.
    private static IEnumerable<float> Place(Result result, int index)
    {
        var corners = result.RotatedBoxes is { } rotated ? rotated[index].Corners() : result.Masks is { } masks ? masks[index].Outline() : null;
        if (corners is not null)
        {
            var (width, height) = result.Boxes.Picture;
            return corners.SelectMany(point => new[] { (float)(point.X / width), (float)(point.Y / height) });
        }

        var (x, y, boxWidth, boxHeight) = result.Boxes.XywhNormalizedAt(index);
        return [x, y, boxWidth, boxHeight];
    }
}
