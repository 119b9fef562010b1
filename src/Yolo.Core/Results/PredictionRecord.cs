using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yolo.Results;

/// <summary>One object of <c>predictions.json</c>.</summary>
/// <param name="Image">File name of the picture.</param>
/// <param name="Class">Index of the class.</param>
/// <param name="Name">Name of the class.</param>
/// <param name="Confidence">Probability of the class, between 0 and 1.</param>
/// <param name="Xyxy">x1, y1, x2, y2 in pixels of the original picture.</param>
public sealed record PredictionRecord(
    [property: JsonPropertyName("image")] string Image,
    [property: JsonPropertyName("class")] int Class,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("confidence")] float Confidence,
    [property: JsonPropertyName("xyxy")] IReadOnlyList<float> Xyxy)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The records as a JSON array.</summary>
    public static string Serialize(IEnumerable<PredictionRecord> records) => JsonSerializer.Serialize(records, Indented);
}
