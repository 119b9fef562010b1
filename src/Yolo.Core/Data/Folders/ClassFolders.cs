using Yolo.Data.Labels;

namespace Yolo.Data.Folders;

/// <summary>A data set of classes: split/class/picture, at any depth below the class.</summary>
internal static class ClassFolders
{
    private static readonly (DatasetSplit Split, string[] Names)[] Known =
    [
        (DatasetSplit.Train, ["train"]), (DatasetSplit.Val, ["val", "validation", "valid"]), (DatasetSplit.Test, ["test"]),
    ];

    /// <summary>Describes a folder; the classes are the folders of the training split in ordinal order.</summary>
    /// <exception cref="DatasetException">There is no split, or no class.</exception>
    public static DatasetSpec Read(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new DatasetException($"{path}: a data set of classes is a folder (train/class/picture, val/class/picture), not a file; name the folder.");
        }

        string root = RootIn(path);
        var splits = Splits(root);
        if (splits.Count == 0)
        {
            throw new DatasetException($"{root}: there is neither a folder 'train' nor 'val' nor 'test'. A data set of classes is train/class/picture and val/class/picture.");
        }

        string[] names = Classes(splits.TryGetValue(DatasetSplit.Train, out string? train) ? train : splits.Values.First());
        if (names.Length == 0)
        {
            throw new DatasetException($"{train ?? splits.Values.First()}: there is no class; each class needs a folder of its name with its pictures.");
        }

        string[] warnings = Substitute(splits, root);
        return new DatasetSpec
        {
            File = root,
            Root = root,
            Splits = splits.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[pair.Value]),
            Names = names,
            Labels = LabelForm.Folders,
            Warnings = warnings,
        };
    }

    /// <summary>Names of the classes that a split has folders for, in ordinal order.</summary>
    public static string[] Classes(string split) =>
        [.. Directory.EnumerateDirectories(split).Select(folder => Path.GetFileName(folder)!).Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal)];

    /// <summary>An archive holds the splits or one folder with them.</summary>
    private static string RootIn(string path)
    {
        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Splits(root).Count == 0 && Directory.GetDirectories(root) is [var only] && Splits(only).Count > 0 ? only : root;
    }

    private static Dictionary<DatasetSplit, string> Splits(string root)
    {
        var splits = new Dictionary<DatasetSplit, string>();
        foreach (var (split, names) in Known)
        {
            if (names.Select(name => Path.Combine(root, name)).FirstOrDefault(Directory.Exists) is { } folder)
            {
                splits[split] = folder;
            }
        }

        return splits;
    }

    /// <summary>Validation and test stand in for each other.</summary>
    private static string[] Substitute(Dictionary<DatasetSplit, string> splits, string root)
    {
        if (splits.TryGetValue(DatasetSplit.Val, out string? val))
        {
            splits.TryAdd(DatasetSplit.Test, val);
            return [];
        }

        if (splits.TryGetValue(DatasetSplit.Test, out string? test))
        {
            splits.Add(DatasetSplit.Val, test);
            return [$"{root}: there is no folder 'val', so 'test' is validated on."];
        }

        return [];
    }
}
