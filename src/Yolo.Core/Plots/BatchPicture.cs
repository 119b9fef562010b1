using System.Globalization;
using Yolo.Charts;
using Yolo.Data.Loading;
using Yolo.Geometry;
using Yolo.Imaging;

namespace Yolo.Plots;

/// <summary>The pictures of a batch side by side, as the network gets them, with boxes and file names: <c>train_batch0.jpg</c>, <c>val_batch0_pred.jpg</c>.</summary>
/// <remarks>It is a copy: the batch may be disposed, and drawing may happen on another thread.</remarks>
public sealed class BatchPicture
{
    /// <summary>At most so many pictures are shown.</summary>
    public const int MostPictures = 16;

    /// <summary>Predictions must be more confident than this to be shown.</summary>
    public const float Confidence = 0.25f;

    private const int LongestSide = 1920;

    private readonly Image[] pictures;
    private readonly string[] files;
    private readonly IReadOnlyList<(Box Box, int Class)>[] labels;

    private BatchPicture(Image[] pictures, string[] files, IReadOnlyList<(Box, int)>[] labels) =>
        (this.pictures, this.files, this.labels) = (pictures, files, labels);

    /// <summary>How many pictures are shown.</summary>
    public int Count => pictures.Length;

    private int Columns => (int)Math.Ceiling(Math.Sqrt(Count));

    /// <summary>Copies the first pictures of a batch and their labels.</summary>
    /// <param name="samples">The batch.</param>
    /// <param name="paths">The file of each sample.</param>
    public static BatchPicture Copy(SampleBatch samples, IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(paths);
        var count = Math.Min(samples.Count, MostPictures);
        var length = samples.Width * samples.Height * Image.Channels;
        var pictures = new Image[count];
        var labels = new List<(Box, int)>[count];
        for (var i = 0; i < count; i++)
        {
            pictures[i] = new(samples.Width, samples.Height, samples.Pixels.Slice(i * length, length).ToArray());
            labels[i] = [];
        }

        for (var i = 0; i < samples.ObjectSamples.Length && samples.ObjectSamples[i] < count; i++)
        {
            var row = samples.BoxesXywhNormalized.AsSpan(i * 4, 4);
            var box = Box.FromCenter(row[0] * samples.Width, row[1] * samples.Height, row[2] * samples.Width, row[3] * samples.Height);
            labels[samples.ObjectSamples[i]].Add((box, samples.ObjectClasses[i]));
        }

        return new(pictures, [.. paths.Take(count).Select(path => Path.GetFileName(path))], labels);
    }

    /// <summary>Draws the pictures with what is labelled.</summary>
    /// <param name="names">Class names by index.</param>
    public Image DrawLabels(IReadOnlyList<string> names) => Draw((canvas, index, scale, style) =>
    {
        foreach (var (box, label) in labels[index])
        {
            DrawBox(canvas, box, scale, ClassNames.Of(names, label), label, style);
        }
    });

    /// <summary>Draws the pictures with what was found.</summary>
    /// <param name="found">The detections of each picture in pixels of the input, the most confident first; further ones than there are pictures are ignored.</param>
    /// <param name="names">Class names by index.</param>
    public Image DrawPredictions(IReadOnlyList<IReadOnlyList<Candidate>> found, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(found);
        return Draw((canvas, index, scale, style) =>
        {
            // The most confident come last, on top of the others.
            foreach (var one in found[index].Where(candidate => candidate.Confidence > Confidence).Reverse())
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"{ClassNames.Of(names, one.Class)} {one.Confidence:F1}");
                DrawBox(canvas, one.Box, scale, text, one.Class, style);
            }
        });
    }

    private static void DrawBox(Canvas canvas, Box box, double scale, string text, int label, (int Line, double Text) style) => canvas.DrawBox(
        new(box.X1 * scale, box.Y1 * scale, box.X2 * scale, box.Y2 * scale), text, Palette.Of(label), style.Line, style.Text);

    private Image Draw(Action<Canvas, int, double, (int Line, double Text)> drawBoxes)
    {
        var (width, height) = (pictures[0].Width, pictures[0].Height);
        var rows = (Count + Columns - 1) / Columns;
        var scale = Math.Min(1, (double)LongestSide / (Columns * Math.Max(width, height)));
        (width, height) = (Math.Max(1, (int)(width * scale)), Math.Max(1, (int)(height * scale)));
        var side = Columns * Math.Max(width, height);
        var style = (Line: Math.Max(1, (int)Math.Round(side / 800.0)), Text: Math.Clamp(Math.Round(side / 98.0), 11, 18));

        // Column by column, as the reference does.
        var sheet = new Image((Count + Columns - 1) / Columns * width, Math.Min(Count, Columns) * height);
        sheet.Fill(Rgb.White);
        var canvas = new Canvas(sheet);
        for (var i = 0; i < Count; i++)
        {
            var tile = scale < 1 ? Resize.Bilinear(pictures[i], width, height) : pictures[i].Clone();
            var own = new Canvas(tile);
            drawBoxes(own, i, scale, style);
            DrawFile(own, files[i], style.Text);
            own.DrawRectangle(new(0, 0, width, height), Rgb.White, 2);
            canvas.Paste(tile, i / Columns * width, i % Columns * height);
        }

        return sheet;
    }

    private static void DrawFile(Canvas canvas, string file, double size)
    {
        var text = Lettering.Fit(file, size, canvas.Image.Width - (1.5 * size));
        var width = Canvas.MeasureText(text, size).Width;
        canvas.FillRectangle(new(1, 1, Math.Ceiling(width + (size * 0.5)), Math.Ceiling(size * 1.15) + 1), Rgb.Black, 0.55);
        canvas.DrawText(text, new(Math.Round(size * 0.25) + 1, 2), Rgb.White, size);
    }
}
