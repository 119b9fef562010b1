namespace Yolo.Geometry;

/// <summary>The form of the key points of an object: kpt_shape in data sets and models.</summary>
/// <param name="Count">Points an object has, at least 1.</param>
/// <param name="Dimensions">Numbers a point has: 2 (x, y) or 3 (x, y, visibility).</param>
public readonly record struct KeypointShape(int Count, int Dimensions);
