namespace Yolo.Results;

/// <summary>A point of an object, such as a joint.</summary>
/// <param name="X">Pixels from the left edge of the original picture.</param>
/// <param name="Y">Pixels from the top edge.</param>
/// <param name="Confidence">Probability that the point is visible, between 0 and 1; 1 of a model that does not say.</param>
public readonly record struct Keypoint(float X, float Y, float Confidence = 1)
{
    /// <summary>Place and probability: "(12.5, 40.0) 0.93".</summary>
    public override string ToString() => FormattableString.Invariant($"({X:F1}, {Y:F1}) {Confidence:F2}");
}
