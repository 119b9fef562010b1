using System.Globalization;
using Yolo.Imaging;

namespace Yolo.Results;

/// <summary>What was found in one picture, with the picture and the ways to show and save it.</summary>
public sealed class Result
{
    /// <summary>Puts a result together; predictions come with all of it filled in.</summary>
    /// <param name="path">Where the picture came from.</param>
    /// <param name="originalImage">The picture as it was read.</param>
    /// <param name="names">Names of the classes by index.</param>
    /// <param name="boxes">What was found.</param>
    public Result(string path, Image originalImage, IReadOnlyDictionary<int, string> names, Boxes boxes)
    {
        Path = path;
        OriginalImage = originalImage;
        Names = names;
        Boxes = boxes;
    }

    /// <summary>Where the picture came from: its file, or a name for pictures that have none.</summary>
    public string Path { get; }

    /// <summary>The picture as it was read, in its own size.</summary>
    public Image OriginalImage { get; }

    /// <summary>Names of the classes by index.</summary>
    public IReadOnlyDictionary<int, string> Names { get; }

    /// <summary>What was found. May be replaced, in a callback for instance: what is drawn, saved and handed on follows.</summary>
    public Boxes Boxes { get; set; }

    /// <summary>Time spent on the picture.</summary>
    public Speed Speed { get; set; }

    /// <summary>How many objects of each class, as people read it: "3 RBC, 1 WBC", or "no detections".</summary>
    public string Describe()
    {
        var counts = Boxes.GroupBy(box => box.Class).OrderBy(group => group.Key)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {NameOf(group.Key)}"));
        var text = string.Join(", ", counts);
        return text.Length > 0 ? text : "no detections";
    }

    /// <summary>The name of a class; its number if the model has no name for it.</summary>
    public string NameOf(int label) => Names.TryGetValue(label, out var name) ? name : label.ToString(CultureInfo.InvariantCulture);

    /// <summary>The objects in the form that <c>predictions.json</c> has, in pixels of the original picture.</summary>
    public IReadOnlyList<PredictionRecord> Summary() =>
        [.. Boxes.Select(box => new PredictionRecord(
            System.IO.Path.GetFileName(Path), box.Class, NameOf(box.Class), box.Confidence, [box.Box.X1, box.Box.Y1, box.Box.X2, box.Box.Y2]))];

    /// <summary>The objects as JSON.</summary>
    public string ToJson() => PredictionRecord.Serialize(Summary());

    /// <summary>The picture with what was found drawn on it; the original is left as it is.</summary>
    /// <param name="options">What to draw; null for all of it.</param>
    public Image Plot(PlotOptions? options = null) => ResultPlotter.Draw(this, options ?? new PlotOptions());

    /// <summary>Writes the picture with what was found drawn on it. The ending chooses the format.</summary>
    /// <param name="path">The file; its folder is made.</param>
    /// <param name="options">What to draw; null for all of it.</param>
    public void Save(string path, PlotOptions? options = null) => Plot(options).Save(path);

    /// <summary>
    /// Writes one line an object, <c>class cx cy w h [conf]</c>, normalised to the picture: the form of label files. Nothing found, no
    /// file; a file that is there is replaced.
    /// </summary>
    /// <param name="path">The file; its folder is made.</param>
    /// <param name="confidence">Whether the confidence stands at the end of the line.</param>
    public void SaveTxt(string path, bool confidence = false) => LabelFile.Write(path, Boxes, confidence);

    /// <summary>Writes each object as a picture of its own, a little larger than its box, into a folder for each class.</summary>
    /// <param name="directory">The folder under which the classes' folders are made.</param>
    /// <param name="stem">How the files' names begin; null for the picture's own name.</param>
    public void SaveCrop(string directory, string? stem = null)
    {
        // The margins are the reference's: two percent and ten pixels.
        const float Scale = 1.02f;
        const float Margin = 10;
        stem ??= System.IO.Path.GetFileNameWithoutExtension(Path);
        var index = 0;
        foreach (var (box, _, label, _, _) in Boxes)
        {
            var grown = Geometry.Box.FromCenter(box.CenterX, box.CenterY, (box.Width * Scale) + Margin, (box.Height * Scale) + Margin)
                .Clip(OriginalImage.Width, OriginalImage.Height);
            var (left, top) = ((int)grown.X1, (int)grown.Y1);
            var (width, height) = ((int)grown.X2 - left, (int)grown.Y2 - top);
            index++;
            if (width > 0 && height > 0)
            {
                var folder = System.IO.Path.Combine(directory, SafeName(NameOf(label)));
                var name = index == 1 ? stem : string.Create(CultureInfo.InvariantCulture, $"{stem}{index}");
                OriginalImage.Crop(left, top, width, height).Save(System.IO.Path.Combine(folder, name + ".jpg"));
            }
        }
    }

    // A class' name becomes a folder's: what a path cannot hold is replaced.
    private static string SafeName(string name)
    {
        var safe = string.Join('_', name.Split(System.IO.Path.GetInvalidFileNameChars()));
        return safe is "." or ".." or "" ? "_" : safe;
    }
}
