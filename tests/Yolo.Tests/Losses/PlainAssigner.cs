namespace Yolo.Tests.Losses;

/// <summary>The assigner once more, rule by rule, over every object and every anchor point of one image, with plain loops.</summary>
internal sealed class PlainAssigner(int first, int final, (int Rows, int Columns)[] levels, double[] strides)
{
    /// <summary>Assigns.</summary>
    /// <param name="objects">Corners in pixels.</param>
    /// <param name="overlap">Overlap of object and anchor point's box.</param>
    /// <param name="probability">Probability of the object's class at an anchor point.</param>
    /// <returns>By anchor point: object and weight.</returns>
    internal SortedDictionary<int, (int Target, double Weight)> Assign(float[][] objects, Func<int, int, double> overlap, Func<int, int, double> probability)
    {
        var points = Points();
        var inside = Table(objects.Length, points.Count, (target, anchor) => Inside(objects[target], points[anchor]) ? 1 : 0);
        var overlaps = Table(objects.Length, points.Count, (target, anchor) => inside[target][anchor] * Math.Max(overlap(target, anchor), 0));
        var alignment = Table(objects.Length, points.Count, (target, anchor) => Math.Sqrt(probability(target, anchor)) * Math.Pow(overlaps[target][anchor], 6));
        var positive = Table(objects.Length, points.Count, (_, _) => 0);
        for (var target = 0; target < objects.Length; target++)
        {
            foreach (var anchor in Best(alignment[target], first))
            {
                positive[target][anchor] = inside[target][anchor];
            }
        }

        for (var anchor = 0; anchor < points.Count; anchor++)
        {
            GiveToOne(positive, overlaps, anchor);
        }

        if (final != first)
        {
            for (var target = 0; target < objects.Length; target++)
            {
                var own = alignment[target].Zip(positive[target], (a, b) => a * b).ToArray();
                var kept = Best(own, final).ToHashSet();
                positive[target] = [.. positive[target].Select((value, anchor) => kept.Contains(anchor) ? value : 0)];
            }
        }

        return Weigh(positive, alignment, overlaps);
    }

    private static SortedDictionary<int, (int Target, double Weight)> Weigh(double[][] positive, double[][] alignment, double[][] overlaps)
    {
        var result = new SortedDictionary<int, (int, double)>();
        for (var target = 0; target < positive.Length; target++)
        {
            var anchors = Enumerable.Range(0, positive[target].Length).Where(anchor => positive[target][anchor] > 0).ToList();
            var best = anchors.Select(anchor => alignment[target][anchor]).DefaultIfEmpty().Max();
            var bestOverlap = anchors.Select(anchor => overlaps[target][anchor]).DefaultIfEmpty().Max();
            foreach (var anchor in anchors)
            {
                result.Add(anchor, (target, alignment[target][anchor] * bestOverlap / (best + 1e-9)));
            }
        }

        return result;
    }

    private static void GiveToOne(double[][] positive, double[][] overlaps, int anchor)
    {
        if (positive.Sum(row => row[anchor]) > 1)
        {
            var winner = Enumerable.Range(0, positive.Length).MaxBy(target => overlaps[target][anchor]);
            for (var target = 0; target < positive.Length; target++)
            {
                positive[target][anchor] = target == winner ? 1 : 0;
            }
        }
    }

    private static IEnumerable<int> Best(double[] values, int count) =>
        Enumerable.Range(0, values.Length).OrderByDescending(index => values[index]).Take(count).ToList();

    private static double[][] Table(int rows, int columns, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, columns).Select(column => value(row, column)).ToArray())];

    private bool Inside(float[] box, (double X, double Y) point)
    {
        var size = strides.Length > 1 ? strides[1] : strides[0];
        var (width, height) = (box[2] - box[0] < strides[0] ? size : box[2] - box[0], box[3] - box[1] < strides[0] ? size : box[3] - box[1]);
        var (x, y) = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
        return Math.Min(Math.Min(point.X - (x - (width / 2)), x + (width / 2) - point.X), Math.Min(point.Y - (y - (height / 2)), y + (height / 2) - point.Y)) > 1e-9;
    }

    private List<(double X, double Y)> Points()
    {
        var points = new List<(double, double)>();
        for (var level = 0; level < levels.Length; level++)
        {
            for (var cell = 0; cell < levels[level].Rows * levels[level].Columns; cell++)
            {
                points.Add((((cell % levels[level].Columns) + 0.5) * strides[level], ((cell / levels[level].Columns) + 0.5) * strides[level]));
            }
        }

        return points;
    }
}
