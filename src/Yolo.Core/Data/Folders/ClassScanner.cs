using System.Globalization;
using Yolo.Data.Labels;

namespace Yolo.Data.Folders;

/// <summary>Verifies the pictures of a split whose classes are folders.</summary>
internal static class ClassScanner
{
    /// <summary>The whole picture is its one object.</summary>
    private static readonly LabelBox Whole = new(0.5f, 0.5f, 1, 1);

    /// <summary>Verifies pictures, in parallel. Folders count by their names, whichever of them a split has.</summary>
    public static LabelledDataset Scan(DatasetSpec spec, DatasetSplit split, double fraction, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fraction, 1);
        string folder = spec.Entries(split)[0];
        var listing = Listing.Of(folder, spec.Names, fraction);
        if (listing.Pictures.Count == 0)
        {
            throw new DatasetException($"{folder}: there is no picture of any class ({string.Join(", ", spec.Names)}); put pictures into the folders of the classes.");
        }

        var images = new LabelledImage[listing.Pictures.Count];
        var faults = new List<LabelFault>[images.Length];
        var counter = new WorkCounter(spec.Progress, "Verifying pictures", images.Length, WorkUnit.Pictures);
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, images.Length, parallel, index =>
        {
            var (path, number) = listing.Pictures[index];
            faults[index] = [];
            var (width, height) = ImageVerifier.ReadHeader(path, faults[index]);
            images[index] = new(path, width, height, [new ObjectLabel(number, Whole)]);
            counter.Add();
        });

        LabelledImage[] usable = [.. images.Where((_, index) => !faults[index].Exists(fault => fault.Fatal))];
        LabelFault[] all = [.. faults.SelectMany(list => list)];
        if (usable.Length == 0)
        {
            throw UnusablePictures.Error(images.Length, all);
        }

        var statistics = new LabelStatistics(images.Length, images.Length, Missing: 0, Empty: 0, images.Length - usable.Length, DuplicatesRemoved: 0);
        return new(usable, statistics, all, [.. listing.Notices, .. Missing(usable, spec, folder), .. Doubles(usable, spec, folder)]);
    }

    private static string[] Missing(LabelledImage[] images, DatasetSpec spec, string folder)
    {
        var present = images.Select(image => image.Objects[0].Class).ToHashSet();
        string[] missing = [.. spec.Names.Where((_, number) => !present.Contains(number))];
        return missing.Length == 0 ? [] : [string.Create(
            CultureInfo.InvariantCulture, $"{folder}: {missing.Length} of {spec.Names.Count} classes have no picture here: {string.Join(", ", missing)}.")];
    }

    private static string[] Doubles(LabelledImage[] images, DatasetSpec spec, string folder)
    {
        var doubles = SamePictures.InSeveralClasses(images);
        if (doubles.Count == 0)
        {
            return [];
        }

        var (first, second) = doubles[0];
        return [string.Create(
            CultureInfo.InvariantCulture,
            $"{folder}: pictures in two classes: {doubles.Count}, the first: {second.Path} is the same as {first.Path}; remove it from '{spec.Names[first.Objects[0].Class]}' or '{spec.Names[second.Objects[0].Class]}'.")];
    }

    /// <summary>The picture files of a split with the numbers of their classes.</summary>
    private sealed record Listing(IReadOnlyList<(string Path, int Class)> Pictures, IReadOnlyList<string> Notices)
    {
        public static Listing Of(string folder, IReadOnlyList<string> names, double fraction)
        {
            var pictures = new List<(string, int)>();
            var hidden = new List<string>();
            for (int number = 0; number < names.Count; number++)
            {
                string place = Path.Combine(folder, names[number]);
                string[] files = Directory.Exists(place) ? [.. FolderWalk.Files(place).Where(ImageList.IsImage).Order(StringComparer.Ordinal)] : [];
                string[] visible = [.. files.Where(file => !IsHidden(Path.GetRelativePath(place, file)))];
                hidden.AddRange(files.Except(visible));
                int keep = visible.Length == 0 ? 0 : Math.Max(1, (int)Math.Round(visible.Length * fraction, MidpointRounding.ToEven));
                pictures.AddRange(visible.Take(keep).Select(file => (file, number)));
            }

            string[] unknown = [.. ClassFolders.Classes(folder).Except(names, StringComparer.Ordinal)];
            var notices = new List<string>();
            if (unknown.Length > 0)
            {
                notices.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{folder}: {unknown.Length} folders are no classes of the training and are left out: {string.Join(", ", unknown)}."));
            }

            if (hidden.Count > 0)
            {
                notices.Add(string.Create(CultureInfo.InvariantCulture, $"{folder}: {hidden.Count} hidden files are left out, the first: {hidden[0]}."));
            }

            return new(pictures, notices);
        }

        private static bool IsHidden(string path) => path.Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.'));
    }
}
