using System.Collections.Concurrent;
using Yolo.Data.Augmentations;
using Yolo.Data.Labels;
using Yolo.Imaging;

namespace Yolo.Data.Loading;

/// <summary>Gives pictures decoded and brought to the training size; several threads may ask at once, and each picture is decoded by one of them.</summary>
internal sealed class ImageStore
{
    private readonly IReadOnlyList<LabelledImage> images;
    private readonly PixelFiles? files;
    private readonly int capacity;
    private readonly ConcurrentDictionary<int, Lazy<Image>> decoded = new();
    private readonly ConcurrentQueue<int> ages = new();

    /// <summary>Opens a store.</summary>
    /// <param name="images">The verified pictures.</param>
    /// <param name="imageSize">Pixels of the longer side; smaller pictures are enlarged.</param>
    /// <param name="cache">What to keep. Default <see cref="ImageCache.None"/>.</param>
    /// <param name="recent">With <see cref="ImageCache.None"/> and <see cref="ImageCache.Disk"/>: how many pictures stay in memory. Default 256.</param>
    /// <param name="targets">What is said about objects. Default <see cref="TargetForm.Boxes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public ImageStore(
        IReadOnlyList<LabelledImage> images, int imageSize, ImageCache cache = ImageCache.None, int recent = 256, TargetForm? targets = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        Targets = targets ?? TargetForm.Boxes;
        ArgumentOutOfRangeException.ThrowIfLessThan(Targets.MaskRatio, 1, nameof(targets));
        ArgumentOutOfRangeException.ThrowIfLessThan(imageSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(recent, 1);
        (this.images, ImageSize, Cache) = (images, imageSize, cache);
        capacity = cache == ImageCache.Ram ? int.MaxValue : recent;
        files = cache == ImageCache.Disk ? new PixelFiles(imageSize) : null;
    }

    /// <summary>Pixels of the longer side.</summary>
    public int ImageSize { get; }

    /// <summary>What is said about objects.</summary>
    public TargetForm Targets { get; }

    /// <summary>What is kept.</summary>
    public ImageCache Cache { get; }

    /// <summary>Number of pictures.</summary>
    public int Count => images.Count;

    /// <summary>What went wrong with the cache, in a whole sentence; null if nothing did.</summary>
    public string? Notice => files?.Notice;

    /// <summary>What is known about a picture.</summary>
    /// <param name="index">Its position.</param>
    /// <returns>Path, size and labels.</returns>
    public LabelledImage Describe(int index) => images[index];

    /// <summary>A picture and its objects at training size.</summary>
    /// <param name="index">Its position.</param>
    /// <param name="outlines">Whether the objects shall have their polygons, resampled, where labels have them. Default true.</param>
    /// <returns>A sample whose pixels are shared with others that ask for it.</returns>
    /// <exception cref="DatasetException">The picture cannot be decoded any more.</exception>
    public Sample Load(int index, bool outlines = true)
    {
        var pixels = Pixels(index);
        var labels = images[index].Objects;
        int points = outlines ? PolygonPoints(labels) : 0;
        return new(pixels, [.. labels.Select(label => Place(label, pixels, points))], owned: false);
    }

    /// <summary>Points that the polygons of a picture are resampled to: no corner of the longest is lost.</summary>
    private int PolygonPoints(IReadOnlyList<ObjectLabel> labels)
    {
        int longest = labels.Select(label => label.Polygon.Length / 2).DefaultIfEmpty(0).Max();
        return longest > Targets.PolygonPoints ? longest + 1 : Targets.PolygonPoints;
    }

    private SampleObject Place(in ObjectLabel label, Image pixels, int points)
    {
        float[]? polygon = points == 0 || label.Polygon.IsEmpty ? null : PolygonSampling.Resample(label.Polygon.Span, points);
        float[]? keypoints = Targets.Labels == LabelForm.Keypoints ? label.Keypoints.ToArray() : null;
        var placed = new SampleObject(label.Class, default, polygon, keypoints).Enlarge(pixels.Width, pixels.Height);
        return placed with { Box = label.Box.ToPixels(pixels.Width, pixels.Height) };
    }

    private Image Pixels(int index)
    {
        var picture = decoded.GetOrAdd(index, key => new Lazy<Image>(() =>
        {
            ages.Enqueue(key);
            return files?.Read(images[key]) ?? Decode(key);
        }));
        var pixels = picture.Value;
        while (decoded.Count > capacity && ages.TryDequeue(out int oldest))
        {
            decoded.TryRemove(oldest, out _);
        }

        return pixels;
    }

    private Image Decode(int index)
    {
        try
        {
            var picture = Read(images[index].Path);
            files?.Write(images[index], picture);
            return picture;
        }
        catch (Exception error) when (error is ImageFormatException or IOException or UnauthorizedAccessException)
        {
            throw UnusablePictures.Undecodable(images[index].Path, error);
        }
    }

    // A picture of another size is garbage once it is resized, megabytes of it: its memory is used again.
    private Image Read(string path)
    {
        var full = PixelPool.Decode(path);
        try
        {
            double ratio = (double)ImageSize / Math.Max(full.Width, full.Height);
            return ratio == 1
                ? full.Clone()
                : Resize.Bilinear(full, Math.Min((int)Math.Ceiling(full.Width * ratio), ImageSize), Math.Min((int)Math.Ceiling(full.Height * ratio), ImageSize));
        }
        finally
        {
            PixelPool.Return(full);
        }
    }
}
