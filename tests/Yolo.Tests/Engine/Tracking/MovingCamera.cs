using Yolo.Imaging;
using Yolo.Tests.Sources;

namespace Yolo.Tests.Engine.Tracking;

/// <summary>Makes videos of single pictures: a camera that moves over one, always at the same speed.</summary>
internal static class MovingCamera
{
    /// <summary>Frames over a picture, each a little further to the right and down.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="frames">How many.</param>
    /// <param name="step">Pixels from one frame to the next, in both directions; below 0 to the left and up, from the other corner.</param>
    /// <param name="room">Pixels that the camera has to move, in both directions.</param>
    internal static List<Image> Over(Image picture, int frames, int step = 4, int room = 48)
    {
        var first = step < 0 ? room : 0;
        return [.. Enumerable.Range(0, frames).Select(frame => picture.Crop(first + (step * frame), first + (step * frame), picture.Width - room, picture.Height - room))];
    }

    /// <summary>Frames over a picture of blood cells, 256 × 192 pixels.</summary>
    /// <param name="frames">How many, at most 13.</param>
    /// <param name="step">As above.</param>
    /// <param name="index">Which picture.</param>
    internal static List<Image> OverCells(int frames, int step = 4, int index = 1) => Over(Cells(index), frames, step);

    /// <summary>Writes frames as a video.</summary>
    internal static string Video(TemporaryFolder folder, string name, IReadOnlyList<Image> frames)
    {
        Pictures(folder, name, frames);
        return Videos.Join(folder.Path(name, "%02d.png"), folder.Path(name + ".mp4"));
    }

    /// <summary>Writes frames as pictures.</summary>
    /// <returns>Their folder.</returns>
    internal static string Pictures(TemporaryFolder folder, string name, IReadOnlyList<Image> frames)
    {
        foreach (var (index, frame) in frames.Index())
        {
            frame.Save(folder.Path(name, FormattableString.Invariant($"{index:00}.png")));
        }

        return folder.Path(name);
    }

    private static Image Cells(int index)
    {
        var path = Directory.EnumerateFiles(Shared.Path("datasets", "bccd", "images", "test")).Order(StringComparer.Ordinal).ElementAt(index);
        return Resize.Bilinear(Image.Decode(path), 304, 240);
    }
}
