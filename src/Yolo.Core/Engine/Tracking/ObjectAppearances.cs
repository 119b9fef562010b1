using Yolo.Results;

namespace Yolo.Engine.Tracking;

/// <summary>What the objects of a picture look like, by the anchor points that they came from.</summary>
internal static class ObjectAppearances
{
    /// <summary>A vector for each object.</summary>
    /// <param name="result">The objects.</param>
    /// <param name="seen">What the head saw: for each anchor point as many numbers as a vector has.</param>
    /// <param name="length">How many that are.</param>
    internal static IReadOnlyList<float[]> Of(Result result, ReadOnlySpan<float> seen, int length)
    {
        var vectors = new float[result.Boxes.Count][];
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = seen.Slice(result.Boxes[i].Anchor * length, length).ToArray();
        }

        return vectors;
    }
}
