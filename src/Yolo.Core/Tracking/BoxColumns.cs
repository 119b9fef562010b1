using System.Numerics;
using System.Runtime.CompilerServices;
using Yolo.Geometry;

namespace Yolo.Tracking;

/// <summary>The upright boxes of a frame, side by side in columns, so that one box is compared with several of them at once.</summary>
internal sealed class BoxColumns
{
    private const float Epsilon = 1e-7f;

    private float[] left = [];
    private float[] top = [];
    private float[] right = [];
    private float[] bottom = [];
    private float[] area = [];
    private int count;

    /// <summary>1 less the overlap of two boxes.</summary>
    internal static float Distance(in Box first, in Box second)
    {
        var common = first.Intersection(second);
        return 1 - (common / (first.Area + second.Area - common + Epsilon));
    }

    /// <summary>Takes the boxes.</summary>
    internal void Take(List<Measurement> detections)
    {
        count = detections.Count;
        if (area.Length < count)
        {
            var size = 2 * count;
            (left, top, right, bottom, area) = (new float[size], new float[size], new float[size], new float[size], new float[size]);
        }

        for (var i = 0; i < count; i++)
        {
            var box = detections[i].Box.ToBox();
            (left[i], top[i], right[i], bottom[i], area[i]) = (box.X1, box.Y1, box.X2, box.Y2, box.Area);
        }
    }

    /// <summary>1 less the overlap of a box with each of them.</summary>
    /// <param name="box">The box.</param>
    /// <param name="distances">As many as there are boxes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Distances(in Box box, Span<double> distances)
    {
        var i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
        {
            var width = Vector.Min(new Vector<float>(right, i), new Vector<float>(box.X2)) - Vector.Max(new Vector<float>(left, i), new Vector<float>(box.X1));
            var height = Vector.Min(new Vector<float>(bottom, i), new Vector<float>(box.Y2)) - Vector.Max(new Vector<float>(top, i), new Vector<float>(box.Y1));
            var common = Vector.Max(width, Vector<float>.Zero) * Vector.Max(height, Vector<float>.Zero);
            var distance = Vector<float>.One - (common / (new Vector<float>(box.Area) + new Vector<float>(area, i) - common + new Vector<float>(Epsilon)));
            Vector.Widen(distance, out var low, out var high);
            low.CopyTo(distances[i..]);
            high.CopyTo(distances[(i + Vector<double>.Count)..]);
        }

        for (; i < count; i++)
        {
            distances[i] = Distance(box, new(left[i], top[i], right[i], bottom[i]));
        }
    }
}
