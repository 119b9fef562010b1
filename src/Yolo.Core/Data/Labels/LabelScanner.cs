namespace Yolo.Data.Labels;

/// <summary>Verifies all pictures of a split and their label files.</summary>
internal static class LabelScanner
{
    /// <summary>Verifies pictures, in parallel; what has not changed since the last time comes from the label cache.</summary>
    /// <param name="imagePaths">Absolute paths, as <see cref="ImageList.Collect"/> gives them.</param>
    /// <param name="rules">The rules of the data set.</param>
    /// <param name="useCache">Read and write the cache beside the label folder. Default true.</param>
    /// <param name="workers">Threads; default one a processor.</param>
    /// <param name="progress">Told how far it has come; default nobody.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The usable pictures, the counts and the faults.</returns>
    /// <exception cref="DatasetException">No picture is usable.</exception>
    public static LabelledDataset Scan(
        IReadOnlyList<string> imagePaths, LabelRules rules, bool useCache = true, int? workers = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(imagePaths);
        ArgumentNullException.ThrowIfNull(rules);
        if (imagePaths.Count == 0)
        {
            throw new DatasetException("There are no pictures to verify.");
        }

        var cache = useCache ? LabelCache.For(imagePaths[0], rules) : null;
        var known = cache?.Load() ?? [];
        var images = new VerifiedImage[imagePaths.Count];
        int changed = 0;
        var counter = new WorkCounter(progress, "Verifying labels", images.Length, WorkUnit.Pictures);
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = workers ?? Environment.ProcessorCount };
        Parallel.For(0, images.Length, options, index =>
        {
            if (StillHolds(known, imagePaths[index]) is { } image)
            {
                images[index] = image;
            }
            else
            {
                images[index] = ImageVerifier.Verify(imagePaths[index], rules);
                Interlocked.Increment(ref changed);
            }

            counter.Add();
        });

        string? notice = changed == 0 ? null : cache?.Save(Remembered(images, known));
        return Collect(images, rules, notice);
    }

    private static VerifiedImage? StillHolds(Dictionary<string, VerifiedImage> known, string path) =>
        known.TryGetValue(path, out var image)
        && image.ImageStamp == FileStamp.Of(path)
        && image.LabelStamp == FileStamp.Of(ImageList.LabelPath(path)) ? image : null;

    /// <summary>What goes into the cache: these pictures, and those of other lists over the same folder that still exist.</summary>
    private static Dictionary<string, VerifiedImage>.ValueCollection Remembered(VerifiedImage[] images, Dictionary<string, VerifiedImage> known)
    {
        var now = TimeProvider.System.GetUtcNow();
        var remembered = new Dictionary<string, VerifiedImage>(known, StringComparer.Ordinal);
        foreach (var image in images)
        {
            remembered[image.Path] = image with { ImageStamp = image.ImageStamp.IfSettled(now), LabelStamp = image.LabelStamp.IfSettled(now) };
        }

        var current = images.Select(image => image.Path).ToHashSet(StringComparer.Ordinal);
        foreach (string gone in known.Keys.Where(path => !current.Contains(path) && !File.Exists(path)))
        {
            remembered.Remove(gone);
        }

        return remembered.Values;
    }

    private static LabelledDataset Collect(VerifiedImage[] images, LabelRules rules, string? notice)
    {
        VerifiedImage[] usable = [.. images.Where(image => !image.Corrupt)];
        LabelFault[] faults = [.. images.SelectMany(image => image.Faults)];
        if (usable.Length == 0)
        {
            throw UnusablePictures.Error(images.Length, faults);
        }

        var notices = notice is null ? new List<string>() : [notice];
        bool dropPolygons = Mixed(usable);
        if (dropPolygons)
        {
            notices.Add("Some objects have polygons and some only boxes, so all polygons are dropped; train on one kind of label to use them.");
        }

        var statistics = new LabelStatistics(
            images.Length,
            images.Count(image => image.LabelFound),
            images.Count(image => !image.LabelFound),
            usable.Count(image => image.LabelFound && image.Objects.Count == 0),
            images.Length - usable.Length,
            usable.Sum(image => image.Duplicates));
        return new([.. usable.Select(image => Labelled(image, rules, dropPolygons))], statistics, faults, notices);
    }

    private static bool Mixed(VerifiedImage[] images)
    {
        int all = images.Sum(image => image.Objects.Count);
        int polygons = images.Sum(image => image.Objects.Count(label => !label.Polygon.IsEmpty));
        return polygons > 0 && polygons < all;
    }

    private static LabelledImage Labelled(VerifiedImage image, LabelRules rules, bool dropPolygons) => new(
        image.Path,
        image.Width,
        image.Height,
        !rules.SingleClass && !dropPolygons ? image.Objects : [.. image.Objects.Select(label => label with
        {
            Class = rules.SingleClass ? 0 : label.Class,
            Polygon = dropPolygons ? default : label.Polygon,
        })]);
}
