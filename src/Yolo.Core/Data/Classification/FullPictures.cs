using System.Collections.Concurrent;
using Yolo.Data.Augmentations;
using Yolo.Data.Labels;
using Yolo.Data.Loading;
using Yolo.Geometry;
using Yolo.Imaging;

namespace Yolo.Data.Classification;

/// <summary>Gives the pictures of a classification decoded in their full size; several threads may ask at once.</summary>
/// <param name="images">The verified pictures; each has one object, which tells its class, or none.</param>
/// <param name="keep">Whether decoded pictures stay in memory. Default false.</param>
internal sealed class FullPictures(IReadOnlyList<LabelledImage> images, bool keep = false)
{
    private readonly ConcurrentDictionary<int, Image> kept = new();

    /// <summary>What batches say: one class a picture.</summary>
    internal static TargetForm Targets { get; } = new() { Labels = LabelForm.Folders };

    /// <summary>Makes a sample of a picture.</summary>
    /// <param name="index">Its position.</param>
    /// <param name="make">Makes a new picture; the given one must not be changed.</param>
    /// <exception cref="DatasetException">The picture cannot be decoded any more.</exception>
    internal PreparedSample Make(int index, Func<Image, Image> make)
    {
        if (kept.TryGetValue(index, out var picture))
        {
            return Labelled(index, make(picture));
        }

        picture = Decode(images[index].Path);
        var made = make(picture);
        if (keep)
        {
            kept.TryAdd(index, picture);
        }
        else
        {
            PixelPool.Return(picture);
        }

        return Labelled(index, made);
    }

    private static Image Decode(string path)
    {
        try
        {
            return PixelPool.Decode(path);
        }
        catch (Exception error) when (error is ImageFormatException or IOException or UnauthorizedAccessException)
        {
            throw UnusablePictures.Undecodable(path, error);
        }
    }

    private PreparedSample Labelled(int index, Image picture)
    {
        var whole = new Box(0, 0, picture.Width, picture.Height);
        return new(index, new Sample(picture, [.. images[index].Objects.Select(label => new SampleObject(label.Class, whole))], owned: false), default);
    }
}
