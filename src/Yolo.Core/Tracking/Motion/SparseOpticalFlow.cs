using System.Numerics;
using Yolo.Imaging;

namespace Yolo.Tracking.Motion;

/// <summary>
/// Follows corners of the previous picture into the current one and asks which turn, change of size and shift most of them agree on. The result
/// depends on the last two pictures alone.
/// </summary>
/// <remarks>Loops over pixels are compiled for speed at once: code with wide vectors is not compiled ahead of time, and would be slow for the first seconds of a video.</remarks>
internal sealed class SparseOpticalFlow : ICameraMotion
{
    private readonly PointTracker tracker = new();
    private readonly SimilarityEstimator estimator = new();
    private GreyPyramid previous = new(0, 0);
    private GreyPyramid current = new(0, 0);
    private CornerFinder? finder;
    private PointPair[] pairs = [];
    private bool hasPrevious;

    /// <inheritdoc/>
    public CameraWarp Follow(Image picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (!current.Fits(picture))
        {
            MakeRoom(picture.Width, picture.Height);
        }

        if (finder is null)
        {
            return CameraWarp.Identity;
        }

        current.Fill(picture);
        var warp = hasPrevious ? Estimate(finder.Find(previous.Levels[0])) : CameraWarp.Identity;
        (previous, current) = (current, previous);
        hasPrevious = true;
        return warp;
    }

    /// <inheritdoc/>
    public void Reset() => hasPrevious = false;

    private void MakeRoom(int width, int height)
    {
        Reset();
        (previous, current) = (new(width, height), new(width, height));
        finder = current.Levels is [var finest, ..] ? new(finest.Width, finest.Height) : null;
    }

    private CameraWarp Estimate(ReadOnlySpan<Vector2> corners)
    {
        if (pairs.Length < corners.Length)
        {
            pairs = new PointPair[corners.Length];
        }

        // Pixels lie half a pixel from their corners, from which places are counted.
        var half = new Vector2(0.5f);
        var count = 0;
        foreach (var corner in corners)
        {
            if (tracker.TryFollow(previous, current, corner, out var found))
            {
                pairs[count++] = new(corner + half, found + half);
            }
        }

        // The planes are half as large as the picture.
        return estimator.TryEstimate(pairs.AsSpan(0, count), out var motion)
            ? new(motion.A, -motion.B, 2 * motion.X, motion.B, motion.A, 2 * motion.Y)
            : CameraWarp.Identity;
    }
}
