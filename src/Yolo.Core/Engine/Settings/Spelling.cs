namespace Yolo.Engine.Settings;

/// <summary>Finds the word that somebody most likely meant.</summary>
internal static class Spelling
{
    /// <summary>The nearest of the words known, or null if none is near: at most one edit in three letters or a few more.</summary>
    internal static string? Nearest(string word, IEnumerable<string> known)
    {
        var (nearest, distance) = known.Select(candidate => (candidate, Distance(word, candidate)))
            .DefaultIfEmpty((string.Empty, int.MaxValue)).MinBy(pair => pair.Item2);
        return distance <= Math.Max(1, (word.Length + 1) / 3) ? nearest : null;
    }

    // Edits between two words (Levenshtein), with neighbours exchanged counting once.
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }
}
