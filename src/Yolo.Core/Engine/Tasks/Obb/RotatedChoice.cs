using Yolo.Engine.Prediction;
using Yolo.Geometry;

namespace Yolo.Engine.Tasks.Obb;

/// <summary>Chooses among the rotated boxes of a picture, as <see cref="NonMaxSuppression"/> does among upright ones.</summary>
internal static class RotatedChoice
{
    /// <summary>Those that stay, in pixels of the input, most confident first.</summary>
    internal static IReadOnlyList<RotatedCandidate> Of(DecodedRows rows, SuppressionOptions options)
    {
        if (rows.EndToEnd)
        {
            return Select(rows, options);
        }

        var found = Collect(rows, options);
        return [.. RotatedSuppression.Run(found, options).Select(i => found[i])];
    }

    private static List<RotatedCandidate> Select(DecodedRows rows, SuppressionOptions options)
    {
        var found = new List<RotatedCandidate>();
        foreach (var row in NonMaxSuppression.SelectRows(rows.Numbers, rows.Columns, options, rows.Classes))
        {
            found.Add(Candidate(rows, row, (int)rows.Place(row, 5), rows.Place(row, 4)));
        }

        return found;
    }

    private static List<RotatedCandidate> Collect(DecodedRows rows, SuppressionOptions options)
    {
        var found = new List<RotatedCandidate>();
        for (var anchor = 0; anchor < rows.Columns; anchor++)
        {
            var (first, end) = options.MultiLabel ? (0, rows.Classes) : One(BestClass(rows, anchor));
            for (var label = first; label < end; label++)
            {
                if (rows.Place(anchor, 4 + label) is var confidence && confidence > options.Confidence && float.IsFinite(confidence) && options.Wants(label)
                    && Box.AreNumbers(rows.Place(anchor, 0), rows.Place(anchor, 1), rows.Place(anchor, 2), rows.Place(anchor, 3)) && float.IsFinite(rows.Extra(anchor, 0)))
                {
                    found.Add(Candidate(rows, anchor, label, confidence));
                }
            }
        }

        return found;
    }

    private static (int First, int End) One(int label) => (label, label + 1);

    private static int BestClass(DecodedRows rows, int anchor)
    {
        var best = 0;
        for (var label = 1; label < rows.Classes; label++)
        {
            best = rows.Place(anchor, 4 + label) > rows.Place(anchor, 4 + best) ? label : best;
        }

        return best;
    }

    private static RotatedCandidate Candidate(DecodedRows rows, int anchor, int label, float confidence) => new(
        new(rows.Place(anchor, 0), rows.Place(anchor, 1), rows.Place(anchor, 2), rows.Place(anchor, 3), rows.Extra(anchor, 0)), confidence, label, anchor);
}
