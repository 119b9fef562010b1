namespace Yolo.Results;

/// <summary>A point of an object, such as a joint.</summary>
/// <param name="X">Pixels from the left edge of the original picture.</param>
/// <param name="Y">Pixels from the top edge.</param>
/// <param name="Confidence">Probability that the point is visible, between 0 and 1; 1 of a model that does not say.</param>
public readonly record struct Keypoint(float X, float Y, float Confidence = 1);
