namespace Yolo.Engine;

/// <summary>Names for the files of a run: pictures of one name from several folders, or a.png beside a.jpg, must not write over each other.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> series = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name itself, or the next free of name_2, name_3, …; beside a video of that name, name-2, name-3, …</summary>
    internal string Take(string name) => Take(name, unique => !series.Contains(WithoutNumber(unique)) && taken.Add(unique));

    /// <summary>The like for a video, of whose frames each has files of its own: name_1, name_2, …</summary>
    internal string TakeSeries(string name) => Take(name, unique => !taken.Any(other => WithoutNumber(other).Equals(unique, StringComparison.OrdinalIgnoreCase)) && taken.Add(unique) && series.Add(unique));

    private string Take(string name, Func<string, bool> take)
    {
        var unique = name;
        var separator = series.Contains(name) ? '-' : '_';
        for (var number = 2; !take(unique); number++)
        {
            unique = FormattableString.Invariant($"{name}{separator}{number}");
        }

        return unique;
    }

    private static string WithoutNumber(string name)
    {
        var stem = name.TrimEnd("0123456789".ToCharArray());
        return stem.Length < name.Length && stem.EndsWith('_') ? stem[..^1] : string.Empty;
    }
}
