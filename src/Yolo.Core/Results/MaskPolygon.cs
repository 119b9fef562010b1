namespace Yolo.Results;

/// <summary>Joins the borders of a mask's parts into one polygon, each part tied to the next where they come nearest.</summary>
internal static class MaskPolygon
{
    /// <summary>The polygon: out along one side of each part to the last, and back along the other.</summary>
    /// <param name="parts">At least one border.</param>
    internal static (int X, int Y)[] Join(IReadOnlyList<(int X, int Y)[]> parts)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        var turned = new (int X, int Y)[parts.Count][];
        var lengths = new int[parts.Count]; // of the side that is gone along on the way out
        var ties = Ties(parts);
        var polygon = new List<(int X, int Y)>();
        for (var i = 0; i < parts.Count; i++)
        {
            (turned[i], lengths[i]) = Turn(parts[i], ties[i]);
            polygon.AddRange(turned[i].Take(IsEnd(i) ? turned[i].Length : lengths[i] + 1));
        }

        for (var i = parts.Count - 2; i > 0; i--)
        {
            polygon.AddRange(turned[i].Skip(lengths[i]));
        }

        return [.. polygon];

        bool IsEnd(int part) => part == 0 || part == parts.Count - 1;
    }

    // The points of each part that are tied to the part before and to the part behind; an end has but one.
    private static (int First, int Last)[] Ties(IReadOnlyList<(int X, int Y)[]> parts)
    {
        var ties = new (int First, int Last)[parts.Count];
        for (var i = 1; i < parts.Count; i++)
        {
            var (leaving, arriving) = Nearest(parts[i - 1], parts[i]);
            ties[i - 1] = i == 1 ? (leaving, leaving) : (ties[i - 1].First, leaving);
            ties[i] = (arriving, arriving);
        }

        return ties;
    }

    // A closed border that starts at the tie. Where the ties stand the other way round it is turned round, and its points are counted from the other
    // end without counting the ties anew: so the reference does it, and so the points agree.
    private static ((int X, int Y)[] Points, int Length) Turn((int X, int Y)[] part, (int First, int Last) tie)
    {
        var (first, last) = tie;
        IEnumerable<(int X, int Y)> points = part;
        if (first > last)
        {
            (first, last) = (last, first);
            points = part.Reverse();
        }

        (int X, int Y)[] started = [.. points.Skip(first), .. points.Take(first)];
        return ([.. started, started[0]], last - first);
    }

    private static (int Left, int Right) Nearest((int X, int Y)[] left, (int X, int Y)[] right)
    {
        var (best, distance) = ((Left: 0, Right: 0), long.MaxValue);
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = 0; j < right.Length; j++)
            {
                long across = left[i].X - right[j].X, down = left[i].Y - right[j].Y;
                if ((across * across) + (down * down) is var own && own < distance)
                {
                    (best, distance) = ((i, j), own);
                }
            }
        }

        return best;
    }
}
