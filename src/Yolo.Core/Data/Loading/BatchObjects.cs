using Yolo.Data.Augmentations;
using Yolo.Geometry;

namespace Yolo.Data.Loading;

/// <summary>Reads what is labelled in the pictures of a batch.</summary>
internal static class BatchObjects
{
    /// <summary>The objects of each picture in pixels of the input, with masks, key points and rotated boxes where labels have them.</summary>
    public static IReadOnlyList<IReadOnlyList<LabelledObject>> Of(SampleBatch samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var objects = new List<LabelledObject>[samples.Count];
        for (int sample = 0; sample < objects.Length; sample++)
        {
            objects[sample] = [];
        }

        int points = samples.ObjectClasses.Length == 0 ? 0 : samples.KeypointsNormalized.Length / samples.ObjectClasses.Length;
        for (int at = 0; at < samples.ObjectSamples.Length; at++)
        {
            var own = objects[samples.ObjectSamples[at]];
            own.Add(new(BoxOf(samples, at), samples.ObjectClasses[at])
            {
                Mask = samples.Masks is { } masks ? MaskOf(masks, samples.ObjectSamples[at], own.Count, at) : null,
                Keypoints = KeypointsOf(samples, samples.KeypointsNormalized.AsSpan(at * points, points)),
                Rotated = samples.RotatedBoxesNormalized.Length == 0 ? null : RotatedOf(samples, at),
            });
        }

        return objects;
    }

    private static Box BoxOf(SampleBatch samples, int at)
    {
        var row = samples.BoxesXywhNormalized.AsSpan(at * 4, 4);
        return Box.FromCenter(row[0] * samples.Width, row[1] * samples.Height, row[2] * samples.Width, row[3] * samples.Height);
    }

    private static RotatedRectangle RotatedOf(SampleBatch samples, int at)
    {
        var row = samples.RotatedBoxesNormalized.AsSpan(at * 5, 5);
        return new(row[0] * samples.Width, row[1] * samples.Height, row[2] * samples.Width, row[3] * samples.Height, row[4]);
    }

    // A map says which object of its picture a cell has, from 1.
    private static CellMask MaskOf(MaskBatch masks, int sample, int number, int at)
    {
        int size = masks.Width * masks.Height;
        short wanted = masks.AreMaps ? (short)(number + 1) : (short)1;
        var values = masks.Values.AsSpan((masks.AreMaps ? sample : at) * size, size);
        bool[] cells = new bool[size];
        for (int cell = 0; cell < size; cell++)
        {
            cells[cell] = values[cell] == wanted;
        }

        return new(masks.Width, masks.Height, 0, 0, masks.Width, cells);
    }

    private static float[] KeypointsOf(SampleBatch samples, ReadOnlySpan<float> shares)
    {
        float[] points = shares.ToArray();
        for (int at = 0; at < points.Length; at += SampleObject.KeypointNumbers)
        {
            (points[at], points[at + 1]) = (points[at] * samples.Width, points[at + 1] * samples.Height);
        }

        return points;
    }
}
