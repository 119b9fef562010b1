using System.Numerics;

namespace Yolo.Tracking.Motion;

/// <summary>A place of the previous picture and where it was found in the current one.</summary>
internal readonly record struct PointPair(Vector2 From, Vector2 To);
