namespace Yolo.Models;

/// <summary>Guesses which name a misspelt one was meant to be.</summary>
internal static class NearestName
{
    /// <summary>" Did you mean 'X'?", or nothing if no candidate is near.</summary>
    public static string Suggest(string name, IEnumerable<string> candidates)
    {
        var best = candidates.Select(candidate => (candidate, Distance: Distance(name, candidate))).MinBy(entry => entry.Distance);
        return best.candidate is not null && best.Distance <= Math.Max(2, name.Length / 3) ? $" Did you mean '{best.candidate}'?" : "";
    }

    // Letters to insert, delete or replace, whatever their case.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                var replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
