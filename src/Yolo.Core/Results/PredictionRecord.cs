using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yolo.Results;

/// <summary>One object of <c>predictions.json</c>. What a kind of model does not know is left out there.</summary>
/// <param name="Image">File name of the picture.</param>
/// <param name="Class">Index of the class.</param>
/// <param name="Name">Name of the class.</param>
/// <param name="Confidence">Probability of the class, between 0 and 1.</param>
/// <param name="Xyxy">x1, y1, x2, y2 in pixels of the original picture; null of a classifier.</param>
public sealed record PredictionRecord(
    [property: JsonPropertyName("image")] string Image,
    [property: JsonPropertyName("class")] int Class,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("confidence")] float Confidence,
    [property: JsonPropertyName("xyxy")] IReadOnlyList<float>? Xyxy)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Number of the frame, from 1; null for pictures.</summary>
    [JsonPropertyName("frame")]
    public int? Frame { get; init; }

    /// <summary>The track, if a tracker has numbered the object.</summary>
    [JsonPropertyName("track_id")]
    public int? Track { get; init; }

    /// <summary>The outline of a segment: x, y, x, y, … in pixels.</summary>
    [JsonPropertyName("segments")]
    public IReadOnlyList<float>? Segments { get; init; }

    /// <summary>The points of a pose: x, y, visibility, … in pixels; without visibility if the model does not say.</summary>
    [JsonPropertyName("keypoints")]
    public IReadOnlyList<float>? Keypoints { get; init; }

    /// <summary>A rotated box: centre x, centre y, width, height in pixels, angle in radians.</summary>
    [JsonPropertyName("xywhr")]
    public IReadOnlyList<float>? Xywhr { get; init; }

    /// <summary>This record as a JSON object.</summary>
    internal string Serialize() => JsonSerializer.Serialize(this, Indented);

    /// <summary>The records as a JSON array.</summary>
    internal static string Serialize(IEnumerable<PredictionRecord> records) => JsonSerializer.Serialize(records, Indented);
}
