using Yolo.Data.Labels;
using Yolo.Data.Shapes;

namespace Yolo.Data;

/// <summary>Finds the YAML file or folder of a data set, and fetches data sets that are not there yet.</summary>
internal static class DatasetLocator
{
    private static readonly string[] ArchiveEndings = [".zip", ".tar", ".tar.gz", ".tgz"];

    /// <summary>The file that describes a data set.</summary>
    public static string FindYaml(string path, DatasetOptions options, CancellationToken cancellation)
    {
        string found = Find(path, options, cancellation);
        return Directory.Exists(found) ? OnlyYaml(found) : found;
    }

    /// <summary>The folder or file that a data set is, fetched, generated or unpacked if need be.</summary>
    public static string Find(string path, DatasetOptions options, CancellationToken cancellation)
    {
        if (DatasetDownload.IsAddress(path))
        {
            return FromAddress(new(path), options, cancellation);
        }

        if (path == ShapesDataset.Name && !Path.Exists(path))
        {
            return ShapesDataset.Ensure(options.DatasetsFolder, ShapesOptions.For(options.Labels), options.Progress, cancellation);
        }

        string[] candidates = [.. new[] { Path.GetFullPath(path), Path.GetFullPath(path, Path.GetFullPath(options.DatasetsFolder)) }.Distinct()];
        string found = candidates.FirstOrDefault(Path.Exists) ?? Described(path, options) ?? OfFolders(path, options, cancellation)
            ?? throw new DatasetException($"There is no data set '{path}': {(candidates is [var only] ? $"{only} does not exist" : $"neither {string.Join(" nor ", candidates)} exists")}.");
        return File.Exists(found) && IsArchive(found) ? Unpacked(found, Path.GetDirectoryName(found)!, options, cancellation) : found;
    }

    public static void FetchIfMissing(DatasetSpec spec, DatasetOptions options, CancellationToken cancellation)
    {
        if (Missing(spec) is not { } missing)
        {
            return;
        }

        if (spec.Download.Count == 0 || !options.Download)
        {
            throw new DatasetException(
                $"{spec.File}: the validation pictures {missing} do not exist. 'path' is taken relative to the file; correct it, put the data set there" +
                (spec.Download.Count == 0 ? ", or give a 'download' address." : ", or allow the download."));
        }

        foreach (var address in Addresses(spec))
        {
            DatasetDownload.Fetch(address, options, archive => Install(archive, spec, options, cancellation), spec.Root, cancellation);
        }

        if (Missing(spec) is { } still)
        {
            throw new DatasetException($"{spec.File}: the data set was downloaded, but {still} is still missing; compare the archive's folders with 'path' and 'val'.");
        }
    }

    // A name of the reference's documentation: its description is written among the data sets, where people see it and later runs find it.
    private static string? Described(string path, DatasetOptions options)
    {
        if (Path.GetFileName(path) != path || PublicDatasets.Find(path) is not { } known)
        {
            return null;
        }

        string folder = Path.GetFullPath(options.DatasetsFolder);
        string file = Path.Combine(folder, $"{known.Name}.yaml");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(folder);
            AtomicFile.WriteAllText(file, known.ToYaml(options.Assets));
        }

        return file;
    }

    private static string? OfFolders(string path, DatasetOptions options, CancellationToken cancellation) =>
        options.Labels == LabelForm.Folders && PublicDatasets.FindFolders(path, options.Assets) is { } archive ? FromAddress(archive, options, cancellation) : null;

    private static string? Missing(DatasetSpec spec) => spec.Entries(DatasetSplit.Val).FirstOrDefault(entry => !Path.Exists(entry));

    private static IEnumerable<Uri> Addresses(DatasetSpec spec)
    {
        string[] words = [.. spec.Download.SelectMany(text => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))];
        return words.All(DatasetDownload.IsAddress)
            ? words.Select(word => new Uri(word))
            : throw new DatasetException(
                $"{spec.File}: the data set is missing, and its 'download' is a script. Scripts are not run; run it yourself, or give the address of a zip or tar archive.");
    }

    private static string FromAddress(Uri address, DatasetOptions options, CancellationToken cancellation)
    {
        string name = Path.GetFileName(address.LocalPath);
        if (!IsArchive(name))
        {
            throw new DatasetException($"{address.OriginalString}: only archives (zip, tar, tar.gz) can be fetched; download the file and name it by its path.");
        }

        string folder = Path.GetFullPath(options.DatasetsFolder);
        string target = Path.Combine(folder, Stem(name));
        if (!Directory.Exists(target))
        {
            DatasetDownload.Fetch(address, options, archive => DatasetArchive.Unpack(archive, target, options, cancellation), target, cancellation);
        }

        return target;
    }

    private static string Unpacked(string archive, string folder, DatasetOptions options, CancellationToken cancellation)
    {
        string target = Path.Combine(folder, Stem(Path.GetFileName(archive)));
        if (!Directory.Exists(target))
        {
            DatasetArchive.Unpack(archive, target, options, cancellation);
        }

        return target;
    }

    /// <summary>Brings an archive to the root, whether it holds the root's content, a folder of the root's name, or one folder of another name.</summary>
    private static void Install(string archive, DatasetSpec spec, DatasetOptions options, CancellationToken cancellation)
    {
        string temporary = $"{spec.Root}.{Guid.NewGuid():N}.tmp";
        try
        {
            DatasetArchive.Unpack(archive, temporary, options, cancellation);
            string named = Path.Combine(temporary, Path.GetFileName(spec.Root));
            string[] top = Directory.GetFileSystemEntries(temporary);
            string[] places = [named, temporary, .. top];
            string relative = Path.GetRelativePath(spec.Root, spec.Entries(DatasetSplit.Val)[0]);
            string source = Directory.Exists(named) ? named : places.FirstOrDefault(place => Path.Exists(Path.Combine(place, relative))) ?? temporary;
            Merge(source, spec.Root);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    private static void Merge(string source, string target)
    {
        if (!Path.Exists(target))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            Directory.Move(source, target);
            return;
        }

        foreach (string entry in Directory.GetFileSystemEntries(source))
        {
            string place = Path.Combine(target, Path.GetFileName(entry));
            if (Directory.Exists(entry))
            {
                Merge(entry, place);
            }
            else
            {
                File.Move(entry, place, overwrite: false);
            }
        }
    }

    private static string OnlyYaml(string folder)
    {
        string[] top = Yamls(Directory.EnumerateFiles(folder));
        string[] found = top.Length > 0 ? top : Yamls(FolderWalk.Files(folder));
        return found is [var only] ? only : throw new DatasetException(
            found.Length == 0
                ? $"{folder}: there is no YAML file that describes a data set."
                : $"{folder}: several YAML files could be meant ({string.Join(", ", found.Select(Path.GetFileName))}); name the one.");
    }

    private static string[] Yamls(IEnumerable<string> files) =>
        [.. files.Where(file => Path.GetExtension(file) is ".yaml" or ".yml").Order(StringComparer.Ordinal)];

    private static bool IsArchive(string name) => ArchiveEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static string Stem(string name) => name[..^ArchiveEndings.First(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)).Length];
}
