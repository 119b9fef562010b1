using Yolo.Geometry;

namespace Yolo.Tracking.Evaluation;

/// <summary>Where an object is in one frame, and which of all objects it is.</summary>
/// <param name="Frame">The frame, from 1.</param>
/// <param name="Id">What the object is called in every frame in which it is seen; no other object is called so.</param>
/// <param name="Box">Its place in pixels.</param>
/// <param name="Class">Index of its class, from 0. Default 0.</param>
/// <param name="Confidence">How sure it is that the object is there; kept in files, and of no weight in the metrics. Default 1.</param>
public readonly record struct TrackedBox(int Frame, int Id, Box Box, int Class = 0, float Confidence = 1);
