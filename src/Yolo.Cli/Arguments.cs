using Yolo.Engine.Settings;

namespace Yolo.Cli;

/// <summary>A command line taken apart: <c>yolo [task] mode key=value …</c> in any order.</summary>
/// <param name="Mode">What to do; null when nothing said so yet, which a file of settings may still do.</param>
/// <param name="Task">Which task, if one was named.</param>
/// <param name="Settings">Keys and values in the order given.</param>
/// <param name="Topic">The mode that help was asked for; null for help as a whole.</param>
internal sealed record Arguments(string? Mode, string? Task, IReadOnlyList<KeyValuePair<string, string>> Settings, string? Topic = null)
{
    internal static readonly string[] Modes = ["train", "val", "predict", "track", "export", "benchmark", "cfg", "copy-cfg", "checks", "settings", "help", "version"];
    internal static readonly string[] Tasks = ["detect", "segment", "classify", "pose", "obb"];

    /// <summary>Those of the settings that a file said, in its order; what was typed follows them.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> FromFile { get; init; } = [];

    /// <summary>Takes a command line apart.</summary>
    /// <exception cref="UsageException">A word that is neither a mode nor a task nor a setting.</exception>
    internal static Arguments Parse(IReadOnlyList<string> words)
    {
        var parts = new Parts();
        var joined = Words.Join(words);
        for (var i = 0; i < joined.Count; i++)
        {
            var word = joined[i];
            if (word is "-h" or "--help" or "--version" or "-v")
            {
                parts.Ask(word is "-h" or "--help" ? "help" : "version");
            }
            else if (word.StartsWith("--", StringComparison.Ordinal) && (word.Contains('=', StringComparison.Ordinal) || !Modes.Contains(word[2..])))
            {
                parts.Add(Pair(word[2..], i + 1 < joined.Count ? joined[i + 1] : null, ref i));
            }
            else if (word.Contains('=', StringComparison.Ordinal))
            {
                parts.Add(Split(word));
            }
            else
            {
                parts.Add(word.TrimStart('-').TrimEnd(','), bare: word);
            }
        }

        return parts.Arguments(words.Count == 0);
    }

    /// <summary>Whether a file said so, which names settings of all modes and knows none in particular.</summary>
    internal bool IsFromFile(string key, string value) => FromFile.Contains(new(key, value));

    /// <summary>True or false, for settings that belong to the command line alone.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="value">As it was written.</param>
    /// <param name="usual">What it is where nothing is said.</param>
    internal static bool Flag(string key, string value, bool usual) => SettingText.Optional(value) is { } text ? SettingText.Flag(key, text) : usual;

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
            ? new(word[..at].Trim().Replace('-', '_'), word[(at + 1)..].Trim())
            : throw new UsageException($"'{word}' has no key before its '='.");
    }

    // What was read so far.
    private sealed class Parts
    {
        private readonly List<KeyValuePair<string, string>> settings = [];
        private string? mode;
        private string? task;
        private string? question;

        internal void Ask(string what) => question = what;

        internal void Add(KeyValuePair<string, string> setting)
        {
            switch (setting.Key)
            {
                case "mode": SetMode(setting.Value); break;
                case "task": SetTask(setting.Value); break;
                default: settings.Add(setting); break;
            }
        }

        internal void Add(string word, string bare)
        {
            var key = word.Replace('-', '_');
            if (Modes.Contains(word) || AbsentModes.Has(word))
            {
                SetMode(word);
            }
            else if (word == "resume" || SettingTables.IsFlag(key))
            {
                settings.Add(new(key, "true"));
            }
            else if (Tasks.Contains(word))
            {
                SetTask(word);
            }
            else
            {
                throw new UsageException(NotUnderstood.Message(bare, key));
            }
        }

        internal Arguments Arguments(bool nothingSaid) =>
            question == "version" ? new("version", task, settings)
            : question == "help" || nothingSaid ? new("help", task, settings, mode)
            : new(mode, task, settings);

        private void SetMode(string text)
        {
            if (SettingText.Optional(text) is not { } word || word == mode)
            {
                return;
            }

            if (word == "help")
            {
                Ask(word);
                return;
            }

            if (!Modes.Contains(word) && !AbsentModes.Has(word))
            {
                throw new UsageException(NotUnderstood.Message($"mode={word}", word));
            }

            mode = mode is null ? word : throw new UsageException($"Two modes were given, '{mode}' and '{word}': choose one.");
        }

        private void SetTask(string text)
        {
            if (SettingText.Optional(text) is not { } word || word == task)
            {
                return;
            }

            if (!Tasks.Contains(word))
            {
                throw new UsageException($"task={word} will not do: task takes one of {string.Join(", ", Tasks)}.");
            }

            task = task is null ? word : throw new UsageException($"Two tasks were given, '{task}' and '{word}': choose one.");
        }
    }
}
