using Yolo.Results;
using Yolo.Tracking;

namespace Yolo.Engine.Tracking;

/// <summary>Follows the objects of one stream, or of videos and pictures that come one after another.</summary>
internal sealed class StreamTracker(Tracker tracker)
{
    private readonly TrailMemory trails = new();
    private (string Path, int? Video)? at;

    /// <summary>What follows them.</summary>
    internal Tracker Tracker => tracker;

    /// <summary>Puts the tracks' numbers and places into the result of the next picture. Objects that have no track yet are left out, unless nothing has one.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="appearances">What each object looks like; null where the tracker does not ask.</param>
    /// <param name="persist">Whether tracks outlive the video or picture that they began in.</param>
    /// <param name="trail">How many of their last positions the result gets; 0 for none.</param>
    internal void Follow(Result result, IReadOnlyList<float[]>? appearances, bool persist, int trail)
    {
        var place = (result.Path, result.Frame?.Video);
        if (!persist && at is { } before && before != place)
        {
            tracker.Reset();
        }

        if (tracker.Frame == 0)
        {
            trails.Clear();
        }

        at = place;
        var objects = result.RotatedBoxes is { } rotated
            ? tracker.Update(rotated, result.OriginalImage, appearances)
            : tracker.Update(result.Boxes, result.OriginalImage, appearances);
        if (objects.Count > 0)
        {
            Put(objects, result);
        }

        if (trail > 0)
        {
            trails.Add(objects, tracker, trail);
            result.Trails = [.. result.Boxes.Select(box => trails.Of(box.TrackId))];
        }
    }

    private static void Put(IReadOnlyList<TrackedObject> objects, Result result)
    {
        var (width, height) = (result.OriginalImage.Width, result.OriginalImage.Height);
        var found = result.Boxes;
        result.Boxes = new Boxes(objects.Select(one => new Detection(one.Box.Clip(width, height), one.Confidence, one.Class, found[one.Detection].Anchor, one.Id)), width, height);
        if (result.Masks is { } masks)
        {
            result.Masks = [.. objects.Select(one => masks[one.Detection])];
        }

        if (result.Keypoints is { } points)
        {
            result.Keypoints = new Keypoints(objects.Select(one => points[one.Detection]), width, height, points.HasConfidence);
        }

        if (result.RotatedBoxes is not null)
        {
            result.RotatedBoxes = [.. objects.Select(one => new RotatedBox(one.Rotated!.Value, one.Confidence, one.Class) { TrackId = one.Id })];
        }
    }
}
