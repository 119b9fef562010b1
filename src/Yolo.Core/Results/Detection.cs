using Yolo.Geometry;

namespace Yolo.Results;

/// <summary>One object that was found.</summary>
/// <param name="Box">Where it is, in pixels of the original picture, cut off at its edges.</param>
/// <param name="Confidence">Probability of the class, between 0 and 1.</param>
/// <param name="Class">Index of the class; its name is in the names of the model.</param>
/// <param name="Anchor">Which prediction of the network it came from; a debugging aid.</param>
/// <param name="TrackId">Number of the track that it belongs to, from 1; null where nothing is tracked.</param>
public readonly record struct Detection(Box Box, float Confidence, int Class, int Anchor = -1, int? TrackId = null);
