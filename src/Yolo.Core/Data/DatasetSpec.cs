using Yolo.Data.Folders;
using Yolo.Data.Labels;
using Yolo.Geometry;

namespace Yolo.Data;

/// <summary>What a data set consists of, as its YAML file says. Paths are absolute.</summary>
public sealed record DatasetSpec
{
    /// <summary>The YAML file; where classes are folders, the folder with the splits.</summary>
    public required string File { get; init; }

    /// <summary>The folder that relative paths of the file start from.</summary>
    public required string Root { get; init; }

    /// <summary>Image folders and list files of each split that the file names.</summary>
    public required IReadOnlyDictionary<DatasetSplit, IReadOnlyList<string>> Splits { get; init; }

    /// <summary>Class names by index; at least one.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Number of classes.</summary>
    public int ClassCount => Names.Count;

    /// <summary>All objects are of one class, whatever the label files say. Default false.</summary>
    public bool SingleClass { get; init; }

    /// <summary>Colour channels of a picture. Default 3.</summary>
    public int Channels { get; init; } = 3;

    /// <summary>What label files say about objects. Default <see cref="LabelForm.Boxes"/>.</summary>
    public LabelForm Labels { get; init; }

    /// <summary>Key points of each object; null unless it is a pose data set.</summary>
    public KeypointShape? Keypoints { get; init; }

    /// <summary>For each key point the index of the one it becomes in a mirror; empty if unknown.</summary>
    public IReadOnlyList<int> FlipIndices { get; init; } = [];

    /// <summary>Names of the key points of each class that has them, by the index of the class.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<string>> KeypointNames { get; init; } = new Dictionary<int, IReadOnlyList<string>>();

    /// <summary>Where the data set can be fetched: addresses of archives. Scripts may stand here too; they are not run.</summary>
    public IReadOnlyList<string> Download { get; init; } = [];

    /// <summary>What the file says in an outdated way, in whole sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Told how far the verification of labels has come; null for nobody.</summary>
    internal IProgress<WorkProgress>? Progress { get; init; }

    /// <summary>The rules by which label files of this data set are read.</summary>
    internal LabelRules Rules => new(ClassCount) { SingleClass = SingleClass, Form = Labels, Keypoints = Keypoints };

    /// <summary>Reads a data set's description, fetching the data set if it is missing and the description says where from.</summary>
    /// <param name="path">
    /// Where classes are folders: a folder with `train` and `val` or an archive of one. Else a YAML file, a folder or an archive (zip, tar, tar.gz) with exactly one, or the http(s) address of such an archive. A name that is not found here is looked
    /// for in <see cref="DatasetOptions.DatasetsFolder"/>; `shapes` is generated there, and public data sets that Ultralytics publishes as one archive
    /// are described and fetched there by their names, such as `coco8.yaml`.
    /// </param>
    /// <param name="options">How to find and fetch; default <see cref="DatasetOptions.Default"/>.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <returns>The description; the validation split exists.</returns>
    /// <exception cref="DatasetException">The file is missing or faulty, the pictures are missing, or the download failed.</exception>
    public static DatasetSpec Load(string path, DatasetOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= DatasetOptions.Default;
        if (options.Labels == LabelForm.Folders)
        {
            return ClassFolders.Read(DatasetLocator.Find(path, options, cancellation)) with { Progress = options.Progress };
        }

        var spec = DatasetFile.Read(DatasetLocator.FindYaml(path, options, cancellation), options);
        DatasetLocator.FetchIfMissing(spec, options, cancellation);
        return spec with { Progress = options.Progress };
    }

    /// <summary>Verifies the pictures and labels of a split.</summary>
    /// <param name="split">Which part.</param>
    /// <param name="fraction">Share to keep: of the start of the list, or of each class that is a folder; above 0, at most 1. Default 1.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>
    /// The usable pictures, the counts and the faults. Where classes are folders each picture has one object, as large as itself.
    /// </returns>
    /// <exception cref="DatasetException">The split is missing, or no picture of it is usable.</exception>
    public LabelledDataset Scan(DatasetSplit split, double fraction = 1, CancellationToken cancellation = default) => Labels == LabelForm.Folders
        ? ClassScanner.Scan(this, split, fraction, cancellation)
        : LabelScanner.Scan(ImageList.Collect(Entries(split), fraction), Rules, progress: Progress, cancellation: cancellation);

    /// <summary>The entries of a split.</summary>
    /// <param name="split">Which part.</param>
    /// <returns>Image folders and list files, in the order of the file.</returns>
    /// <exception cref="DatasetException">The file does not name the split.</exception>
    internal IReadOnlyList<string> Entries(DatasetSplit split) => Splits.TryGetValue(split, out var entries)
        ? entries
        : throw new DatasetException(
            $"{File}: there is no split '{split.ToString().ToLowerInvariant()}'. The file names {string.Join(", ", Splits.Keys).ToLowerInvariant()}.");
}
