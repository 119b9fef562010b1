using Yolo.Tracking.Kalman;

namespace Yolo.Tracking;

/// <summary>One detection, as trackers work with it.</summary>
/// <param name="Box">In pixels.</param>
/// <param name="Angle">Of rotated boxes, in radians; null for upright ones.</param>
/// <param name="Confidence">Between 0 and 1.</param>
/// <param name="Class">Index of the class.</param>
/// <param name="Index">Its place among the detections of the frame.</param>
/// <param name="Appearance">What it looks like, of length 1; null where that is not asked.</param>
internal readonly record struct Measurement(CentredBox Box, float? Angle, float Confidence, int Class, int Index, float[]? Appearance);
