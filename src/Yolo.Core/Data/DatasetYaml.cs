using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Yolo.Data;

/// <summary>The top level of a YAML file, key by key, with errors that name file and line.</summary>
internal sealed class DatasetYaml
{
    private static readonly string[] Nulls = ["", "~", "null", "Null", "NULL", "None"];

    private readonly string file;
    private readonly Dictionary<string, YamlNode> entries = new(StringComparer.Ordinal);

    private DatasetYaml(string file, YamlMappingNode root)
    {
        this.file = file;
        foreach (var (key, value) in root.Children)
        {
            if (key is YamlScalarNode { Value: { } name } && !IsNull(value))
            {
                entries[name] = value;
            }
        }
    }

    public static DatasetYaml Read(string file)
    {
        try
        {
            using var reader = new StreamReader(RegularFile.Require(file));
            var stream = new YamlStream();
            stream.Load(reader);
            return stream.Documents is [{ RootNode: YamlMappingNode root }]
                ? new(file, root)
                : throw new DatasetException($"{file}: a data set's description is one list of keys and values, such as 'train: images/train'.");
        }
        catch (YamlException error)
        {
            throw new DatasetException($"{file}:{error.Start.Line}: this is no valid YAML: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{file}: the description cannot be read: {error.Message}", error);
        }
    }

    public bool Has(string key) => entries.ContainsKey(key);

    public string? Text(string key) => !entries.TryGetValue(key, out var node) ? null : Scalar(node, key);

    /// <summary>A text or a list of texts.</summary>
    public IReadOnlyList<string> Texts(string key) => !entries.TryGetValue(key, out var node) ? []
        : node is YamlSequenceNode list ? [.. list.Children.Where(item => !IsNull(item)).Select(item => Scalar(item, key))]
        : [Scalar(node, key)];

    public int? Integer(string key) => !entries.TryGetValue(key, out var node) ? null : Integer(node, key);

    public IReadOnlyList<int> Integers(string key) => !entries.TryGetValue(key, out var node) ? []
        : node is YamlSequenceNode list ? [.. list.Children.Select(item => Integer(item, key))]
        : throw Fault(node, $"'{key}' must be a list of whole numbers");

    /// <summary>Names as a list, or as a map from index to name that leaves no index out.</summary>
    public IReadOnlyList<string> Names(string key)
    {
        if (!entries.TryGetValue(key, out var node) || node is not YamlMappingNode map)
        {
            return node is YamlSequenceNode list && list.Children.FirstOrDefault(IsNull) is { } missing
                ? throw Fault(missing, $"'{key}' has nothing at position {list.Children.IndexOf(missing)}; those behind it would move up. Write a name in its place")
                : Texts(key);
        }

        string?[] names = new string?[map.Children.Count];
        foreach (var (index, name) in map.Children)
        {
            int position = Integer(index, key);
            if (position < 0 || position >= names.Length || names[position] is not null)
            {
                throw Fault(index, $"'{key}' has {names.Length} entries, so its indices must be 0 to {names.Length - 1}, each once; {position} is not");
            }

            names[position] = IsNull(name) ? throw Fault(name, $"'{key}' has no name for {position}; write one") : Scalar(name, key);
        }

        return names!;
    }

    /// <summary>A map from index to a list of texts.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<string>> Lists(string key)
    {
        var lists = new SortedDictionary<int, IReadOnlyList<string>>();
        if (!entries.TryGetValue(key, out var node))
        {
            return lists;
        }

        foreach (var (index, value) in (node as YamlMappingNode ?? throw Fault(node, $"'{key}' must be a map from the index of a class to a list of names")).Children)
        {
            var list = value as YamlSequenceNode ?? throw Fault(value, $"'{key}' must have a list of names for each class");
            if (!lists.TryAdd(Integer(index, key), [.. list.Children.Select(item => Scalar(item, key))]))
            {
                throw Fault(index, $"'{key}' names class {index} twice");
            }
        }

        return lists;
    }

    public DatasetException Fault(string key, string what) => entries.TryGetValue(key, out var node)
        ? Fault(node, what)
        : new DatasetException($"{file}: {what}.");

    private static bool IsNull(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain or ScalarStyle.Any, Value: var text } && Nulls.Contains(text ?? "");

    private string Scalar(YamlNode node, string key) => node is YamlScalarNode { Value: { } text } ? text : throw Fault(node, $"'{key}' must be text here");

    private int Integer(YamlNode node, string key) =>
        node is YamlScalarNode { Value: { } text } && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Fault(node, $"'{key}' needs a whole number here, not '{node}'");

    private DatasetException Fault(YamlNode node, string what) => new($"{file}:{node.Start.Line}: {what}.");
}
