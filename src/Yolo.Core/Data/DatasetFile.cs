using System.Globalization;
using Yolo.Data.Labels;
using Yolo.Geometry;

namespace Yolo.Data;

/// <summary>Turns a data set's YAML file into a <see cref="DatasetSpec"/>.</summary>
internal static class DatasetFile
{
    private const string SingleClassName = "item";

    public static DatasetSpec Read(string file, DatasetOptions options)
    {
        var yaml = DatasetYaml.Read(file);
        var warnings = new List<string>();
        string root = Root(yaml, file, options);
        var keypoints = Keypoints(yaml);
        if (keypoints is null && options.Labels == LabelForm.Keypoints)
        {
            throw yaml.Fault("kpt_shape", "a pose data set must say how many key points an object has: 'kpt_shape', such as [17, 3], is missing");
        }

        var names = Names(yaml);
        var keypointNames = KeypointNames(yaml, keypoints, names.Count);
        return new DatasetSpec
        {
            File = file,
            Root = root,
            Splits = Splits(yaml, root, file, warnings),
            Names = options.SingleClass ? [SingleClassName] : names,
            SingleClass = options.SingleClass,
            Channels = Channels(yaml),
            Labels = options.Labels,
            Keypoints = keypoints,
            FlipIndices = FlipIndices(yaml, keypoints),
            KeypointNames = options.SingleClass ? OfOneClass(keypointNames) : keypointNames,
            Download = yaml.Texts("download"),
            Warnings = warnings,
        };
    }

    /// <summary>Relative to the file if that exists, then to the working directory, then among the data sets.</summary>
    private static string Root(DatasetYaml yaml, string file, DatasetOptions options)
    {
        string folder = Path.GetDirectoryName(file)!;
        if (yaml.Text("path") is not { } path)
        {
            return folder;
        }

        string[] candidates = [Path.GetFullPath(path, folder), Path.GetFullPath(path), Path.GetFullPath(path, Path.GetFullPath(options.DatasetsFolder))];
        return Path.TrimEndingDirectorySeparator(candidates.FirstOrDefault(Directory.Exists) ?? candidates[^1]);
    }

    private static Dictionary<DatasetSplit, IReadOnlyList<string>> Splits(DatasetYaml yaml, string root, string file, List<string> warnings)
    {
        var splits = new Dictionary<DatasetSplit, IReadOnlyList<string>>();
        foreach (var split in Enum.GetValues<DatasetSplit>())
        {
            string key = split.ToString().ToLowerInvariant();
            if (split == DatasetSplit.Val && !yaml.Has(key) && yaml.Has("validation"))
            {
                key = "validation";
                warnings.Add($"{file}: 'validation' is read as 'val'; please rename it.");
            }

            if (yaml.Texts(key) is { Count: > 0 } entries)
            {
                splits[split] = [.. entries.Select(entry => Resolve(entry, root))];
            }
            else if (split is DatasetSplit.Train or DatasetSplit.Val)
            {
                throw yaml.Fault(key, $"'{key}' is missing; it names the folder or list of pictures, such as '{key}: images/{key}'");
            }
        }

        return splits;
    }

    /// <summary>Old files start with ../ although they mean a folder below the root.</summary>
    private static string Resolve(string entry, string root)
    {
        string path = Path.GetFullPath(entry, root);
        return !Path.Exists(path) && entry.StartsWith("../", StringComparison.Ordinal)
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(entry[3..], root))
            : Path.TrimEndingDirectorySeparator(path);
    }

    private static IReadOnlyList<string> Names(DatasetYaml yaml)
    {
        var names = yaml.Names("names");
        int count = yaml.Integer("nc") ?? names.Count;
        if (count > Limits.Classes)
        {
            throw yaml.Fault("nc", $"'nc' is {count}, and {Limits.Classes} classes are the most");
        }

        if (count < 1)
        {
            throw yaml.Fault("nc", "the classes are missing; give 'names' as a list, or at least their number 'nc'");
        }

        if (names.Count == 0)
        {
            return [.. Enumerable.Range(0, count).Select(index => string.Create(CultureInfo.InvariantCulture, $"class_{index}"))];
        }

        if (names.Any(string.IsNullOrWhiteSpace))
        {
            throw yaml.Fault("names", "a name in 'names' is empty; write one");
        }

        return names.Count == count ? names : throw yaml.Fault("nc", $"'nc' is {count}, but 'names' has {names.Count} entries; mend one of them");
    }

    private static int Channels(DatasetYaml yaml) => (yaml.Integer("channels") ?? 3) switch
    {
        3 => 3,
        var other => throw yaml.Fault("channels", $"pictures with {other} channels are not supported, only 3; convert them, or leave 'channels' out to read them as colour"),
    };

    private static KeypointShape? Keypoints(DatasetYaml yaml) => yaml.Integers("kpt_shape") switch
    {
        [] => null,
        [> 0 and <= Limits.Keypoints and var count, (2 or 3) and var dimensions] => new(count, dimensions),
        _ => throw yaml.Fault("kpt_shape", $"'kpt_shape' is the number of key points, from 1 to {Limits.Keypoints}, and their dimensions, 2 or 3, such as [17, 3]"),
    };

    private static IReadOnlyDictionary<int, IReadOnlyList<string>> KeypointNames(DatasetYaml yaml, KeypointShape? keypoints, int classes)
    {
        var names = yaml.Lists("kpt_names");
        if (keypoints is { Count: var count } && names.FirstOrDefault(pair => pair.Value.Count != count || pair.Key < 0 || pair.Key >= classes) is { Value: not null } wrong)
        {
            throw yaml.Fault("kpt_names", wrong.Value.Count == count
                ? $"'kpt_names' names class {wrong.Key}, but the classes are 0 to {classes - 1}"
                : $"'kpt_names' has {wrong.Value.Count} names for class {wrong.Key}, but 'kpt_shape' says {count} key points");
        }

        return names;
    }

    private static Dictionary<int, IReadOnlyList<string>> OfOneClass(IReadOnlyDictionary<int, IReadOnlyList<string>> names) =>
        names.Values.Take(1).ToDictionary(_ => 0);

    private static IReadOnlyList<int> FlipIndices(DatasetYaml yaml, KeypointShape? keypoints)
    {
        var indices = yaml.Integers("flip_idx");
        if (keypoints is { Count: var count } && indices.Count > 0 && !indices.Order().SequenceEqual(Enumerable.Range(0, count)))
        {
            throw yaml.Fault("flip_idx", $"'flip_idx' must name each of the key points 0 to {count - 1} once");
        }

        return indices;
    }
}
