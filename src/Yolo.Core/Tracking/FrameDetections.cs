using Yolo.Results;
using Yolo.Tracking.Kalman;

namespace Yolo.Tracking;

/// <summary>The detections of a frame, confident and unsure ones apart. Comparisons are in single precision, as detections are.</summary>
/// <param name="options">The thresholds.</param>
internal sealed class FrameDetections(TrackerOptions options)
{
    private readonly float highThreshold = (float)options.HighThreshold;
    private readonly float lowThreshold = (float)options.LowThreshold;

    /// <summary>Those from the high threshold on, in their order.</summary>
    internal List<Measurement> High { get; } = [];

    /// <summary>Those between the thresholds, in their order.</summary>
    internal List<Measurement> Low { get; } = [];

    /// <summary>Takes upright boxes.</summary>
    /// <param name="detections">Those without an area are passed over.</param>
    /// <param name="appearances">What each looks like; null where that is not asked.</param>
    /// <exception cref="ArgumentException">A number of a detection is none.</exception>
    internal void Take(IReadOnlyList<Detection> detections, IReadOnlyList<float[]>? appearances)
    {
        Clear();
        for (var i = 0; i < detections.Count; i++)
        {
            var (box, confidence, label, _, _) = detections[i];
            var centred = new CentredBox(((double)box.X1 + box.X2) / 2, ((double)box.Y1 + box.Y2) / 2, (double)box.X2 - box.X1, (double)box.Y2 - box.Y1);
            Add(new(centred, null, confidence, label, i, appearances?[i]));
        }
    }

    /// <summary>Takes rotated boxes.</summary>
    /// <inheritdoc cref="Take(IReadOnlyList{Detection}, IReadOnlyList{float[]}?)"/>
    internal void Take(IReadOnlyList<RotatedBox> detections, IReadOnlyList<float[]>? appearances)
    {
        Clear();
        for (var i = 0; i < detections.Count; i++)
        {
            var box = detections[i];
            Add(new(new(box.CenterX, box.CenterY, box.Width, box.Height), box.Angle, box.Confidence, box.Class, i, appearances?[i]));
        }
    }

    private void Clear()
    {
        High.Clear();
        Low.Clear();
    }

    private void Add(in Measurement measured)
    {
        var (x, y, width, height) = measured.Box;
        if (!double.IsFinite(x + y + width + height + (measured.Angle ?? 0) + measured.Confidence))
        {
            throw new ArgumentException(FormattableString.Invariant($"Detection {measured.Index} has a number that is none: {measured.Box}, confidence {measured.Confidence}."));
        }

        if (width > 0 && height > 0 && measured.Confidence >= highThreshold)
        {
            High.Add(measured);
        }
        else if (width > 0 && height > 0 && measured.Confidence > lowThreshold)
        {
            Low.Add(measured);
        }
    }
}
