using System.Globalization;

namespace Yolo.Results;

/// <summary>Writes what was found in a picture in the form of label files.</summary>
internal static class LabelFile
{
    /// <summary>Writes one line an object, <c>class cx cy w h [conf]</c>, normalised to the picture. Nothing found, no file; a file that is there is replaced.</summary>
    internal static void Write(string path, Boxes boxes, bool confidence)
    {
        if (boxes.Count == 0)
        {
            return;
        }

        var places = boxes.XywhNormalized;
        var lines = boxes.Select((box, i) =>
        {
            var (x, y, width, height) = places[i];
            var line = string.Create(CultureInfo.InvariantCulture, $"{box.Class} {x:G6} {y:G6} {width:G6} {height:G6}");
            return confidence ? string.Create(CultureInfo.InvariantCulture, $"{line} {box.Confidence:G6}") : line;
        });
        AtomicFile.WriteAllText(path, string.Join('\n', lines) + '\n');
    }
}
