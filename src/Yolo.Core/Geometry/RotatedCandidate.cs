namespace Yolo.Geometry;

/// <summary>A rotated box that may be chosen.</summary>
/// <param name="Rectangle">The box, in pixels of the network's input.</param>
/// <param name="Confidence">Probability of the class, between 0 and 1.</param>
/// <param name="Class">Index of the class.</param>
/// <param name="Anchor">Index of the anchor point that predicted it.</param>
internal readonly record struct RotatedCandidate(RotatedRectangle Rectangle, float Confidence, int Class, int Anchor);
