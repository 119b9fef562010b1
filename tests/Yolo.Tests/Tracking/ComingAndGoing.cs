using Yolo.Results;

namespace Yolo.Tests.Tracking;

/// <summary>
/// Made-up objects: one begins every seventh frame, crosses in 40 frames and leaves. Some are hidden for five frames, some hard to see for four, and now and
/// then something flickers up.
/// </summary>
internal static class ComingAndGoing
{
    private const int Every = 7, Life = 40;

    /// <summary>The detections of a frame.</summary>
    /// <param name="frame">From 0.</param>
    /// <param name="series">Other numbers give other ways.</param>
    internal static List<Detection> Frame(int frame, int series = 0)
    {
        var detections = new List<Detection>();
        for (var one = Math.Max(0, (frame - Life) / Every); one * Every <= frame; one++)
        {
            var age = frame - (one * Every);
            if (age < Life && !(one % 3 == 1 && age is >= 15 and < 20))
            {
                var confidence = one % 4 == 2 && age is >= 25 and < 29 ? 0.15f : 0.8f;
                detections.Add(Square(20 + ((3 + (series % 3)) * age) + MathF.Sin((frame * 1.7f) + series), 20 + (60 * (one % 8)), 30 + (one % 5), confidence, one % 4));
            }
        }

        if (frame % 11 == 5)
        {
            detections.Add(Square(400, 520, 25, 0.5f, 0));
        }

        return detections;
    }

    /// <summary>The same as rotated boxes, which turn as they go.</summary>
    internal static List<RotatedBox> RotatedFrame(int frame, int series = 0) =>
        Frame(frame, series).ConvertAll(one => new RotatedBox(one.Box.CenterX, one.Box.CenterY, one.Box.Width, one.Box.Height / 2, frame * 0.01f, one.Confidence, one.Class));

    /// <summary>What its detections look like: those of one class the same.</summary>
    internal static List<float[]> Looks(int frame, int series = 0) =>
        Frame(frame, series).ConvertAll(one => Enumerable.Range(0, 8).Select(number => number == one.Class ? 1f : 0.1f).ToArray());

    private static Detection Square(float left, float top, float side, float confidence, int label) => new(new(left, top, left + side, top + side), confidence, label);
}
