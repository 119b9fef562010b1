using Yolo.Geometry;

namespace Yolo.Tracking;

/// <summary>An object of a frame with the track that it belongs to.</summary>
/// <param name="Id">Number of the track, from 1, for as long as the tracker runs.</param>
/// <param name="Box">Where the object is, smoothed over time, in pixels; it may reach beyond the picture. Of rotated boxes the upright one around it.</param>
/// <param name="Confidence">Of its detection, between 0 and 1.</param>
/// <param name="Class">Of its detection.</param>
/// <param name="Detection">Index of its detection among those that were handed in.</param>
/// <param name="Rotated">The smoothed box with the angle of its detection; null for upright boxes.</param>
public readonly record struct TrackedObject(int Id, Box Box, float Confidence, int Class, int Detection, RotatedRectangle? Rotated = null);
