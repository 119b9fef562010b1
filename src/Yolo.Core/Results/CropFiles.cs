using System.Globalization;
using Yolo.Imaging;

namespace Yolo.Results;

/// <summary>Writes objects as pictures of their own.</summary>
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
                var name = index == 1 ? stem : string.Create(CultureInfo.InvariantCulture, $"{stem}{index}");
                picture.Crop(left, top, width, height).Save(Path.Combine(folder, name + ".jpg"));
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
