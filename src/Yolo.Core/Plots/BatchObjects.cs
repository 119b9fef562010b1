using Yolo.Data.Loading;
using Yolo.Geometry;

namespace Yolo.Plots;

/// <summary>Reads what is labelled in the pictures of a batch.</summary>
internal static class BatchObjects
{
    /// <summary>The boxes of each picture, in pixels of the input.</summary>
    public static IReadOnlyList<IReadOnlyList<LabelledObject>> Of(SampleBatch samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var objects = new List<LabelledObject>[samples.Count];
        for (var i = 0; i < objects.Length; i++)
        {
            objects[i] = [];
        }

        for (var i = 0; i < samples.ObjectSamples.Length; i++)
        {
            var row = samples.BoxesXywhNormalized.AsSpan(i * 4, 4);
            var box = Box.FromCenter(row[0] * samples.Width, row[1] * samples.Height, row[2] * samples.Width, row[3] * samples.Height);
            objects[samples.ObjectSamples[i]].Add(new(box, samples.ObjectClasses[i]));
        }

        return objects;
    }
}
