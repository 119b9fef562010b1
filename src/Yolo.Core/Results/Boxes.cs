using System.Collections;
using System.Globalization;
using Yolo.Geometry;

namespace Yolo.Results;

/// <summary>
/// The objects found in one picture, most confident first, with each quantity as an array too. Pixel coordinates are those of the
/// original picture; normalised ones are divided by its width and height.
/// </summary>
public sealed class Boxes : IReadOnlyList<Detection>
{
    private const int MostShown = 10;

    private readonly Detection[] detections;
    private readonly int width;
    private readonly int height;

    /// <summary>Takes the objects of a picture of this size.</summary>
    /// <param name="detections">The objects; boxes in pixels of the picture.</param>
    /// <param name="width">Width of the picture in pixels.</param>
    /// <param name="height">Height of the picture in pixels.</param>
    public Boxes(IEnumerable<Detection> detections, int width, int height)
    {
        this.detections = [.. detections];
        this.width = width;
        this.height = height;
    }

    /// <summary>How many objects were found.</summary>
    public int Count => detections.Length;

    /// <summary>Corners in pixels.</summary>
    public Box[] Xyxy => Array.ConvertAll(detections, detection => detection.Box);

    /// <summary>Corners as shares of the picture's width and height, between 0 and 1.</summary>
    public Box[] XyxyNormalized => Array.ConvertAll(detections, detection => Normalize(detection.Box));

    /// <summary>Centre and size in pixels.</summary>
    public (float CenterX, float CenterY, float Width, float Height)[] Xywh => Array.ConvertAll(Xyxy, Center);

    /// <summary>Centre and size as shares of the picture's width and height, between 0 and 1.</summary>
    public (float CenterX, float CenterY, float Width, float Height)[] XywhNormalized => Array.ConvertAll(XyxyNormalized, Center);

    /// <summary>Probabilities of the classes, between 0 and 1.</summary>
    public float[] Confidences => Array.ConvertAll(detections, detection => detection.Confidence);

    /// <summary>Indices of the classes.</summary>
    public int[] Classes => Array.ConvertAll(detections, detection => detection.Class);

    /// <summary>Numbers of the tracks, from 1; null where nothing is tracked.</summary>
    public int?[] TrackIds => Array.ConvertAll(detections, detection => detection.TrackId);

    /// <summary>Width and height of the picture in pixels.</summary>
    internal (int Width, int Height) Picture => (width, height);

    /// <summary>One object.</summary>
    public Detection this[int index] => detections[index];

    /// <summary>All objects without a copy.</summary>
    public ReadOnlySpan<Detection> AsSpan() => detections;

    /// <inheritdoc/>
    public IEnumerator<Detection> GetEnumerator() => detections.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many there are, and each of them: "2 boxes: RBC 0.91 (10.0, 20.0, 30.0, 60.0), WBC 0.84 (…)"; of more than ten the first ten.</summary>
    public override string ToString()
    {
        var shown = string.Join(", ", detections.Take(MostShown));
        var (count, more) = (detections.Length == 1 ? "1 box" : string.Create(CultureInfo.InvariantCulture, $"{detections.Length} boxes"), detections.Length > MostShown ? ", …" : "");
        return detections.Length == 0 ? "no boxes" : $"{count}: {shown}{more}";
    }

    /// <summary>The same objects under the names that their classes have; these themselves where nobody has names.</summary>
    internal Boxes NamedBy(IReadOnlyDictionary<int, string> names) =>
        names.Count == 0 || detections.Length == 0 ? this : new(detections.Select(detection => detection.NamedBy(names)), width, height);

    /// <summary>Centre and size of one object, as shares of the picture's width and height.</summary>
    internal (float CenterX, float CenterY, float Width, float Height) XywhNormalizedAt(int index) => Center(Normalize(detections[index].Box));

    private static (float CenterX, float CenterY, float Width, float Height) Center(Box box) => (box.CenterX, box.CenterY, box.Width, box.Height);

    private Box Normalize(Box box) => new(box.X1 / width, box.Y1 / height, box.X2 / width, box.Y2 / height);
}
