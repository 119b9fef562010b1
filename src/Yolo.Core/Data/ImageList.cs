namespace Yolo.Data;

/// <summary>Lists the pictures of a split and tells where their label files are.</summary>
internal static class ImageList
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".avif", ".bmp", ".dng", ".heic", ".jp2", ".jpeg", ".jpeg2000", ".jpg", ".mpo", ".png", ".tif", ".tiff", ".webp",
    };

    /// <summary>Whether the extension of a file is one of a picture.</summary>
    /// <param name="path">A file name.</param>
    /// <returns>True for avif, bmp, dng, heic, jp2, jpeg, jpg, mpo, png, tif, tiff, webp in any case.</returns>
    public static bool IsImage(string path) => Extensions.Contains(Path.GetExtension(path));

    /// <summary>Collects the pictures of a split.</summary>
    /// <param name="entries">Absolute paths of folders, searched with all below, of list files with one path a line, and of pictures.</param>
    /// <param name="fraction">Share to keep from the start of the sorted list, above 0, at most 1. Default 1.</param>
    /// <returns>Absolute paths in ordinal order; what is listed twice comes twice.</returns>
    /// <exception cref="DatasetException">An entry does not exist, or there is no picture.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is out of range.</exception>
    public static IReadOnlyList<string> Collect(IReadOnlyList<string> entries, double fraction = 1)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fraction, 1);
        string[] images = [.. entries.SelectMany(Expand).Where(IsImage).Order(StringComparer.Ordinal)];
        if (images.Length == 0)
        {
            throw new DatasetException($"There are no pictures in {string.Join(", ", entries)}. Formats: {string.Join(", ", Extensions.Order())}.");
        }

        int keep = (int)Math.Round(images.Length * fraction, MidpointRounding.ToEven);
        return keep > 0 ? images[..keep] : throw new DatasetException($"Of {images.Length} pictures a share of {fraction} leaves none; raise 'fraction'.");
    }

    /// <summary>The label file of a picture: the last folder `images` of its path becomes `labels`, the extension `.txt`.</summary>
    /// <param name="imagePath">Path of a picture; without a folder `images` the labels lie beside it.</param>
    /// <returns>Path of the label file, which need not exist.</returns>
    public static string LabelPath(string imagePath)
    {
        ArgumentNullException.ThrowIfNull(imagePath);
        char separator = Path.DirectorySeparatorChar;
        string images = $"{separator}images{separator}";
        int at = imagePath.LastIndexOf(images, StringComparison.Ordinal);
        string path = at < 0 ? imagePath : $"{imagePath[..at]}{separator}labels{separator}{imagePath[(at + images.Length)..]}";
        return Path.ChangeExtension(path, ".txt");
    }

    private static IEnumerable<string> Expand(string entry)
    {
        if (Directory.Exists(entry))
        {
            return FolderWalk.Files(entry, IsVisible);
        }

        if (!File.Exists(entry))
        {
            throw new DatasetException($"{entry}: there is no such folder, list or picture; check 'path' and the splits of the data set's YAML file.");
        }

        return IsImage(entry) ? [entry] : Lines(entry);
    }

    /// <summary>Hidden files and folders are passed over: they hold thumbnails and the rubbish of operating systems.</summary>
    private static bool IsVisible(string name) => !name.StartsWith('.');

    /// <summary>A path beside the list goes before one from the working directory, so that a data set can be moved.</summary>
    private static IEnumerable<string> Lines(string list)
    {
        string folder = Path.GetDirectoryName(list)!;
        foreach (string line in File.ReadLines(RegularFile.Require(list)))
        {
            string path = line.Trim();
            if (path.Length > 0)
            {
                string beside = Path.GetFullPath(path, folder);
                yield return path.StartsWith("./", StringComparison.Ordinal) || File.Exists(beside) ? beside : Path.GetFullPath(path);
            }
        }
    }
}
