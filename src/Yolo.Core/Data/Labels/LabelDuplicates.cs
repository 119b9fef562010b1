namespace Yolo.Data.Labels;

/// <summary>Removes rows that stand in a file twice.</summary>
internal static class LabelDuplicates
{
    /// <summary>Keeps the first of equal rows; if any was removed the rest is put in ascending order, number by number, as the reference does.</summary>
    /// <remarks>Class, box and key points decide; the polygons of equal boxes are not compared.</remarks>
    public static (List<ObjectLabel> Kept, List<(int Line, int First)> Removed) Remove(IReadOnlyList<(int Line, ObjectLabel Label)> rows)
    {
        var firsts = new Dictionary<ObjectLabel, int>(rows.Count, SameRow.Instance);
        var kept = new List<ObjectLabel>(rows.Count);
        var duplicates = new List<(int Line, int First)>();
        foreach (var (line, label) in rows)
        {
            if (firsts.TryAdd(label, line))
            {
                kept.Add(label);
            }
            else
            {
                duplicates.Add((line, firsts[label]));
            }
        }

        if (duplicates.Count > 0)
        {
            kept.Sort(Compare);
        }

        return (kept, duplicates);
    }

    private static int Compare(ObjectLabel one, ObjectLabel other)
    {
        int order = (one.Class, one.Box.X, one.Box.Y, one.Box.Width, one.Box.Height).CompareTo(
            (other.Class, other.Box.X, other.Box.Y, other.Box.Width, other.Box.Height));
        return order != 0 ? order : one.Keypoints.Span.SequenceCompareTo(other.Keypoints.Span);
    }

    private sealed class SameRow : IEqualityComparer<ObjectLabel>
    {
        public static readonly SameRow Instance = new();

        public bool Equals(ObjectLabel one, ObjectLabel other) =>
            one.Class == other.Class && one.Box == other.Box && one.Keypoints.Span.SequenceEqual(other.Keypoints.Span);

        public int GetHashCode(ObjectLabel label) => HashCode.Combine(label.Class, label.Box);
    }
}
