using System.Globalization;
using Yolo.Imaging;
using Yolo.Sources;

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

    /// <summary>Where the picture came from: its file, its address without credentials, or a name for pictures that have neither.</summary>
    public string Path { get; }

    /// <summary>Which frame of a video it is; null for pictures.</summary>
    public VideoFrame? Frame { get; init; }

    /// <summary>The picture as it was read, in its own size.</summary>
    public Image OriginalImage { get; private set; }

    /// <summary>Names of the classes by index.</summary>
    public IReadOnlyDictionary<int, string> Names { get; }

    /// <summary>What was found; of rotated boxes the upright ones around them, of a classifier none. May be replaced, in a callback for instance: what is drawn, saved and handed on follows. Its objects get the names of their classes.</summary>
    public Boxes Boxes
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value.NamedBy(Names);
        }
    }

    /// <summary>The objects' pixels, one mask for each box in the same order; null unless the model segments. Replace it together with the boxes.</summary>
    public IReadOnlyList<Mask>? Masks { get; set; }

    /// <summary>The objects' points, those of each box in the same order; null unless the model finds poses. Replace it together with the boxes.</summary>
    public Keypoints? Keypoints { get; set; }

    /// <summary>The objects' rotated boxes, in the order of the upright ones; null unless the model finds such. Replace it together with the boxes.</summary>
    public IReadOnlyList<RotatedBox>? RotatedBoxes
    {
        get;
        set => field = value is null || Names.Count == 0 ? value : [.. value.Select(box => box.NamedBy(Names))];
    }

    /// <summary>Where the objects were last, oldest first, in pixels, those of each box in the same order; null unless that is asked of a tracker. Replace it together with the boxes.</summary>
    public IReadOnlyList<IReadOnlyList<PixelPoint>>? Trails { get; set; }

    /// <summary>The classes of the whole picture; null unless the model is a classifier.</summary>
    public Probabilities? Probabilities { get; set; }

    /// <summary>Time spent on the picture.</summary>
    public Speed Speed { get; set; }

    /// <summary>Rows and columns of the network's input in which the picture was looked at; null if the result does not come from a prediction.</summary>
    public (int Height, int Width)? InputSize { get; init; }

    /// <summary>Where the picture came from, its size and what was found: "pictures/a.jpg: 480x640 21 RBCs, 1 WBC", height before width as the reference has it.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Path}{(Frame is { } frame ? $" frame {frame.Number}" : "")}: {OriginalImage.Height}x{OriginalImage.Width} {Describe()}");

    /// <summary>How many objects of each class, in the reference's words: "3 RBCs, 1 WBC", or "(no detections)"; of a classifier the five most probable classes: "cat 0.91, dog 0.05".</summary>
    public string Describe()
    {
        if (Probabilities is { } probabilities)
        {
            return string.Join(", ", probabilities.Top5.Select(label => string.Create(CultureInfo.InvariantCulture, $"{NameOf(label)} {probabilities[label]:F2}")));
        }

        var counts = Boxes.CountBy(box => box.Class).OrderBy(count => count.Key)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {NameOf(count.Key)}{(count.Value > 1 ? "s" : string.Empty)}"));
        var text = string.Join(", ", counts);
        return text.Length > 0 ? text : "(no detections)";
    }

    /// <summary>The name of a class; its number if the model has no name for it.</summary>
    public string NameOf(int label) => Names.TryGetValue(label, out var name) ? name : label.ToString(CultureInfo.InvariantCulture);

    /// <summary>The objects in the form that <c>predictions.json</c> has, in pixels of the original picture; of a classifier the five most probable classes.</summary>
    public IReadOnlyList<PredictionRecord> Summary() => [.. PredictionRecords.Of(this)];

    /// <summary>The objects as JSON.</summary>
    public string ToJson() => PredictionRecord.Serialize(Summary());

    /// <summary>The picture with what was found drawn on it; the original is left as it is.</summary>
    /// <param name="options">What to draw; null for all of it.</param>
    public Image Plot(PlotOptions? options = null)
    {
        var picture = OriginalImage.Clone();
        ResultPlotter.Draw(picture, this, options ?? new PlotOptions());
        return picture;
    }

    /// <summary>Writes the picture with what was found drawn on it. The ending chooses the format: .jpg, .jpeg, .png or .webp.</summary>
    /// <param name="path">The file; its folder is made.</param>
    /// <param name="options">What to draw; null for all of it.</param>
    public void Save(string path, PlotOptions? options = null) => Plot(options).Save(path);

    /// <summary>
    /// Writes one line an object, normalised to the picture: the form of label files. <c>class cx cy w h</c>, with the outline instead of the box of a
    /// segment, with x, y (and visibility) of each point behind the box of a pose, with four corners of a rotated box; of a classifier
    /// <c>probability name</c> for each of the five most probable classes. Nothing found, no file; a file that is there is replaced.
    /// </summary>
    /// <param name="path">The file; its folder is made.</param>
    /// <param name="confidence">Whether the confidence stands at the end of the line.</param>
    public void SaveTxt(string path, bool confidence = false) => LabelFile.Write(path, this, confidence);

    /// <summary>Writes each object as a picture of its own, a little larger than its box, into a folder for each class, under the name of this picture and a number.</summary>
    /// <param name="directory">The folder under which the classes' folders are made.</param>
    /// <param name="stem">How the files' names begin; null for the picture's own name.</param>
    public void SaveCrop(string directory, string? stem = null) =>
        CropFiles.Write(this, OriginalImage, directory, stem ?? System.IO.Path.GetFileNameWithoutExtension(Path));

    /// <summary>What was found in a picture that is not at hand, for files that name it.</summary>
    /// <param name="path">The picture.</param>
    /// <param name="boxes">What was found, in its pixels.</param>
    /// <param name="names">Names of the classes by index, for files that name them, too; null for none.</param>
    internal static Result WithoutPicture(string path, Boxes boxes, IReadOnlyDictionary<int, string>? names = null) =>
        new(path, new Image(1, 1), names ?? new Dictionary<int, string>(), boxes);

    /// <summary>The same with what it lacked: the picture, and the names of the classes.</summary>
    /// <param name="picture">The picture that its pixels are of.</param>
    /// <param name="names">Names of the classes by index.</param>
    /// <param name="inputSize">Rows and columns of the network's input.</param>
    internal Result With(Image picture, IReadOnlyDictionary<int, string> names, (int Height, int Width) inputSize) => new(Path, picture, names, Boxes)
    {
        Masks = Masks,
        Keypoints = Keypoints,
        RotatedBoxes = RotatedBoxes,
        Probabilities = Probabilities,
        InputSize = inputSize,
    };

    /// <summary>The result as it is now, for a writer that works while the caller goes on: a picture of its own, and all that is found, which is not changed but replaced.</summary>
    /// <param name="pixels">What the picture is copied into; at least as long as its pixels.</param>
    internal Result Snapshot(byte[] pixels)
    {
        var copy = (Result)MemberwiseClone();
        OriginalImage.Pixels.CopyTo(pixels);
        copy.OriginalImage = new Image(OriginalImage.Width, OriginalImage.Height, pixels);
        return copy;
    }

    /// <summary>Draws on the picture itself. For snapshots alone, and the last thing that is done with one.</summary>
    internal Image PlotInPlace(PlotOptions options)
    {
        ResultPlotter.Draw(OriginalImage, this, options);
        return OriginalImage;
    }
}
