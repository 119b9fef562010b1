namespace Yolo.Geometry;

/// <summary>A rotated box that may be chosen, in pixels of the network's input.</summary>
/// <param name="CenterX">Centre.</param>
/// <param name="CenterY">Centre.</param>
/// <param name="Width">Length of the side that the angle turns.</param>
/// <param name="Height">Length of the other side.</param>
/// <param name="Angle">Radians from the x axis, clockwise on the screen.</param>
/// <param name="Confidence">Probability of the class, between 0 and 1.</param>
/// <param name="Class">Index of the class.</param>
/// <param name="Anchor">Index of the anchor point that predicted it.</param>
public readonly record struct RotatedCandidate(float CenterX, float CenterY, float Width, float Height, float Angle, float Confidence, int Class, int Anchor);
