namespace Yolo.Models;

/// <summary>The form of the key points of an object.</summary>
/// <param name="Count">Points of an object.</param>
/// <param name="Dimensions">2: x, y; 3: x, y, visibility.</param>
public sealed record KeypointShape(int Count, int Dimensions);
