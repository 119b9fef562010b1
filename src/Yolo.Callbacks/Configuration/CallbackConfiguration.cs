namespace Yolo.Callbacks;

/// <summary>
/// Makes callbacks from text, as the command line has it: <c>callbacks=jsonl,tensorboard,path/to/My.dll:My.Namespace.MyCallback</c> and
/// <c>callbacks.mlflow.uri=http://localhost:5000</c>.
/// </summary>
public static class CallbackConfiguration
{
    private const string LibraryMark = ".dll:";

    /// <summary>The names of the built-in callbacks, and their options.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Known { get; } =
        BuiltInFactories.All.ToDictionary(factory => factory.Name, factory => factory.Options, StringComparer.Ordinal);

    /// <summary>Makes the callbacks of a list.</summary>
    /// <param name="list">
    /// Names of built-in callbacks (see <see cref="Known"/>) and classes of other assemblies, written <c>file.dll:Namespace.Class</c>, between commas. A class derives from
    /// <see cref="Callback"/> and has a public constructor without parameters, or one that takes its options as <c>IReadOnlyDictionary&lt;string, string&gt;</c>.
    /// </param>
    /// <param name="options">Options by <c>name.option</c>, for instance <c>mlflow.uri</c>; the name of a class is its simple name. The prefix <c>callbacks.</c> may stand before.</param>
    /// <exception cref="CallbackConfigurationException">Something cannot be made; the message says what, and what was probably meant.</exception>
    public static IReadOnlyList<Callback> Create(string list, IReadOnlyDictionary<string, string>? options = null)
    {
        ArgumentNullException.ThrowIfNull(list);
        var names = list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var byCallback = Group(options ?? new Dictionary<string, string>());
        var orphan = byCallback.Keys.FirstOrDefault(name => !names.Any(entry => OptionsName(entry) == name));
        if (orphan is not null)
        {
            throw new CallbackConfigurationException($"There are options for the callback '{orphan}', which is not among the callbacks: {(names.Length == 0 ? "none" : string.Join(", ", names))}.");
        }

        return [.. names.Select(entry => Make(entry, byCallback.GetValueOrDefault(OptionsName(entry), [])))];
    }

    internal static string Suggest(string wrong, IEnumerable<string> known)
    {
        var names = known.ToArray();
        var nearest = names.MinBy(name => EditDistance.Between(wrong, name));
        var hint = nearest is not null && EditDistance.Between(wrong, nearest) <= Math.Max(2, wrong.Length / 3) ? $" Did you mean '{nearest}'?" : string.Empty;
        return $"{hint} There are: {string.Join(", ", names)}.";
    }

    private static Callback Make(string entry, Dictionary<string, string> options)
    {
        var mark = entry.LastIndexOf(LibraryMark, StringComparison.OrdinalIgnoreCase);
        if (mark >= 0)
        {
            return CallbackLoader.Load(entry[..(mark + LibraryMark.Length - 1)], entry[(mark + LibraryMark.Length)..], options);
        }

        var factory = BuiltInFactories.All.FirstOrDefault(f => f.Name == entry)
            ?? throw new CallbackConfigurationException($"There is no callback '{entry}'.{Suggest(entry, Known.Keys)} A class of your own is written file.dll:Namespace.Class.");
        try
        {
            return factory.Make(new(entry, options, factory.Options));
        }
        catch (ArgumentException thrown) when (thrown is not CallbackConfigurationException)
        {
            throw new CallbackConfigurationException($"The callback '{entry}': {thrown.Message}", thrown);
        }
    }

    private static string OptionsName(string entry)
    {
        var mark = entry.LastIndexOf(LibraryMark, StringComparison.OrdinalIgnoreCase);
        return mark < 0 ? entry : entry[(Math.Max(entry.LastIndexOf('.'), mark + LibraryMark.Length - 1) + 1)..];
    }

    private static Dictionary<string, Dictionary<string, string>> Group(IReadOnlyDictionary<string, string> options)
    {
        const string Prefix = "callbacks.";
        var groups = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (key, value) in options)
        {
            var name = key.StartsWith(Prefix, StringComparison.Ordinal) ? key[Prefix.Length..] : key;
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            if (dot < 1 || dot == name.Length - 1)
            {
                throw new CallbackConfigurationException($"'{key}' is no option of a callback; these are written callbacks.name.option.");
            }

            if (!groups.TryGetValue(name[..dot], out var group))
            {
                groups[name[..dot]] = group = new(StringComparer.Ordinal);
            }

            group[name[(dot + 1)..]] = value;
        }

        return groups;
    }
}
