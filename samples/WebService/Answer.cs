using Yolo.Results;

namespace WebService;

/// <summary>What was found in a picture.</summary>
/// <param name="Width">Width of the picture in pixels.</param>
/// <param name="Height">Height of the picture in pixels.</param>
/// <param name="Milliseconds">Time that the network took.</param>
/// <param name="Objects">The objects, most confident first.</param>
public sealed record Answer(int Width, int Height, double Milliseconds, IReadOnlyList<Answer.Found> Objects)
{
    /// <summary>The answer of a result.</summary>
    public static Answer Of(Result result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var (picture, objects) = (result.OriginalImage, result.Summary());
        return new(picture.Width, picture.Height, result.Speed.Inference, [.. objects.Select(found => new Found(found.Name, found.Confidence, found.Xyxy))]);
    }

    /// <summary>One object.</summary>
    /// <param name="Name">Name of its class.</param>
    /// <param name="Confidence">Probability of the class, between 0 and 1.</param>
    /// <param name="Box">x1, y1, x2, y2 in pixels of the picture; null of a classifier.</param>
    public sealed record Found(string Name, float Confidence, IReadOnlyList<float>? Box);
}
