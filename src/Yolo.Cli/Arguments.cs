namespace Yolo.Cli;

/// <summary>A command line taken apart: <c>yolo [task] mode key=value …</c> in any order.</summary>
/// <param name="Mode">What to do; "help" when nothing was said.</param>
/// <param name="Task">Which task, if one was named.</param>
/// <param name="Settings">Keys and values in the order given.</param>
internal sealed record Arguments(string Mode, string? Task, IReadOnlyList<KeyValuePair<string, string>> Settings)
{
    internal static readonly string[] Modes = ["train", "val", "predict", "export", "cfg", "checks", "help", "version"];
    internal static readonly string[] Tasks = ["detect", "segment", "classify", "pose", "obb"];

    /// <summary>Takes a command line apart.</summary>
    /// <exception cref="UsageException">A word that is neither a mode nor a task nor a setting.</exception>
    internal static Arguments Parse(IReadOnlyList<string> words)
    {
        string? mode = null;
        string? task = null;
        var settings = new List<KeyValuePair<string, string>>();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word is "-h" or "--help" or "--version")
            {
                mode = word == "--version" ? "version" : "help";
            }
            else if (word.StartsWith("--", StringComparison.Ordinal))
            {
                settings.Add(Pair(word[2..], i + 1 < words.Count ? words[i + 1] : null, ref i));
            }
            else if (word.Contains('=', StringComparison.Ordinal))
            {
                settings.Add(Split(word));
            }
            else if (Modes.Contains(word))
            {
                mode = mode is null ? word : throw new UsageException($"Two modes were given, '{mode}' and '{word}': choose one.");
            }
            else if (word == "resume")
            {
                settings.Add(new("resume", "true"));
            }
            else if (Tasks.Contains(word))
            {
                task = word;
            }
            else
            {
                throw new UsageException($"'{word}' is not understood. Write yolo MODE key=value …, with one of the modes {string.Join(", ", Modes)}.");
            }
        }

        return new(ModeOf(mode, settings), task, settings);
    }

    /// <summary>True or false, for settings that belong to the command line alone.</summary>
    internal static bool Flag(string key, string value) =>
        bool.TryParse(value, out var flag) ? flag : throw new UsageException($"{key}={value} will not do: {key} takes true or false.");

    // mode=predict and task=detect may also be written as settings, as in a file of arguments.
    private static string ModeOf(string? mode, List<KeyValuePair<string, string>> settings)
    {
        if (mode is not null)
        {
            return mode;
        }

        return settings.Count == 0 ? "help" : throw new UsageException($"No mode was given. Write yolo MODE key=value …, with one of the modes {string.Join(", ", Modes)}.");
    }

    // --key value, --key=value, and --flag alone for true.
    private static KeyValuePair<string, string> Pair(string word, string? next, ref int index)
    {
        if (word.Contains('=', StringComparison.Ordinal))
        {
            return Split(word);
        }

        var key = word.Replace('-', '_');
        if (next is null || next.StartsWith("--", StringComparison.Ordinal) || next.Contains('=', StringComparison.Ordinal))
        {
            return new(key, "true");
        }

        index++;
        return new(key, next);
    }

    private static KeyValuePair<string, string> Split(string word)
    {
        var at = word.IndexOf('=', StringComparison.Ordinal);
        return at > 0
            ? new(word[..at].Replace('-', '_'), word[(at + 1)..])
            : throw new UsageException($"'{word}' has no key before its '='.");
    }
}
