using System.Numerics;

namespace Yolo.Tracking.Motion;

/// <summary>
/// Finds a place of the previous picture in the current one: Lucas and Kanade's method, from the coarsest plane of the pyramids to the finest.
/// </summary>
internal sealed class PointTracker
{
    private const int MaximumSteps = 12;

    // Pixels of the plane.
    private const float Settled = 0.01f;

    private readonly Patch patch = new();

    /// <summary>Follows a place.</summary>
    /// <param name="from">The previous picture.</param>
    /// <param name="to">The current picture, of the same size.</param>
    /// <param name="place">A pixel of the finest plane.</param>
    /// <param name="found">Where it is now, inside the plane.</param>
    /// <returns>Whether it was found.</returns>
    public bool TryFollow(GreyPyramid from, GreyPyramid to, Vector2 place, out Vector2 found)
    {
        var shift = Vector2.Zero;
        var isFound = false;
        for (var level = from.Levels.Length - 1; level >= 0; level--)
        {
            var here = place / (1 << level);
            shift *= 2;
            // A coarse plane that shows too little is passed over: the finer ones may do without it.
            isFound = patch.Take(from.Levels[level], here) && TryAlign(to.Levels[level], here, ref shift);
        }

        found = place + shift;
        return isFound && IsInside(found, to.Levels[0]);
    }

    // What does not settle is not the place that is looked for, though the shift may still be a good start for the next plane.
    private bool TryAlign(GreyPlane plane, Vector2 place, ref Vector2 shift)
    {
        for (var step = 0; step < MaximumSteps && Patch.Reaches(plane, place + shift); step++)
        {
            var further = patch.Step(plane, place + shift);
            shift += further;
            if (further.LengthSquared() <= Settled * Settled)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInside(Vector2 place, GreyPlane plane) =>
        place.X >= 0 && place.Y >= 0 && place.X <= plane.Width - 1 && place.Y <= plane.Height - 1;
}
