namespace Yolo.Tracking.Evaluation;

/// <summary>What metrics need to know of a frame.</summary>
/// <param name="Truth">The tracks of its true boxes.</param>
/// <param name="Found">The tracks of its found boxes.</param>
/// <param name="Overlaps">The pairs of boxes that may match at one of the thresholds.</param>
internal sealed record JudgedFrame(int[] Truth, int[] Found, BoxOverlap[] Overlaps);
