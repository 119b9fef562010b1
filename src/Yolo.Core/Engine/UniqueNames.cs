namespace Yolo.Engine;

/// <summary>Names for the files of a run: pictures of one name from several folders, or a.png beside a.jpg, must not write over each other.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name itself, or the next free of name_2, name_3, …</summary>
    internal string Take(string name)
    {
        var unique = name;
        for (var number = 2; !taken.Add(unique); number++)
        {
            unique = FormattableString.Invariant($"{name}_{number}");
        }

        return unique;
    }
}
