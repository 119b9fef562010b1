namespace Yolo.Geometry;

/// <summary>
/// Chooses among overlapping rotated boxes. In one pass: a box is dropped if any more confident one overlaps it, whether that one stays or not.
/// </summary>
internal static class RotatedSuppression
{
    private const int MaximumBoxes = 30_000;

    /// <summary>Chooses.</summary>
    /// <param name="boxes">Candidates in any order.</param>
    /// <param name="options">Overlap (boxes of one class alone unless agnostic) and limit; confidence and classes were looked at before.</param>
    /// <returns>Indices of those that stay, most confident first.</returns>
    public static IReadOnlyList<int> Run(IReadOnlyList<RotatedCandidate> boxes, SuppressionOptions options)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        ArgumentNullException.ThrowIfNull(options);
        int[] order = [.. Enumerable.Range(0, boxes.Count).OrderByDescending(index => boxes[index].Confidence).Take(MaximumBoxes)];
        var shapes = Array.ConvertAll(order, index => new RotatedGaussian(boxes[index].Rectangle));
        var classes = Array.ConvertAll(order, index => options.Agnostic ? 0 : boxes[index].Class);
        var kept = new List<int>();
        for (var i = 0; i < order.Length && kept.Count < options.MaximumDetections; i++)
        {
            if (!IsOverlapped(shapes, classes, i, options.Iou))
            {
                kept.Add(order[i]);
            }
        }

        return kept;
    }

    private static bool IsOverlapped(RotatedGaussian[] shapes, int[] classes, int index, double limit)
    {
        for (var i = 0; i < index; i++)
        {
            if (classes[i] == classes[index] && RotatedGaussian.Similarity(shapes[i], shapes[index]) >= limit)
            {
                return true;
            }
        }

        return false;
    }
}
