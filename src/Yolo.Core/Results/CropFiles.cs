using System.Globalization;
using Yolo.Imaging;

namespace Yolo.Results;

/// <summary>Writes objects as pictures of their own, named after their picture and their number in it, from 1.</summary>
internal static class CropFiles
{
    // The margins are the reference's: two percent and ten pixels.
    private const float Scale = 1.02f;
    private const float Margin = 10;

    internal static void Write(Result result, Image picture, string directory, string stem)
    {
        var index = 0;
        foreach (var (box, _, label, _, _) in result.Boxes)
        {
            var grown = Geometry.Box.FromCenter(box.CenterX, box.CenterY, (box.Width * Scale) + Margin, (box.Height * Scale) + Margin)
                .Clip(picture.Width, picture.Height);
            var (left, top) = ((int)grown.X1, (int)grown.Y1);
            var (width, height) = ((int)grown.X2 - left, (int)grown.Y2 - top);
            index++;
            if (width > 0 && height > 0)
            {
                var folder = Path.Combine(directory, SafeName(result.NameOf(label)));
                var name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{index}.jpg");
                picture.Crop(left, top, width, height).Save(Path.Combine(folder, name));
            }
        }
    }

    // A class' name becomes a folder's: what a path cannot hold is replaced.
    private static string SafeName(string name)
    {
        var safe = string.Join('_', name.Split(Path.GetInvalidFileNameChars()));
        return safe is "." or ".." or "" ? "_" : safe;
    }
}
