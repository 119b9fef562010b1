using System.Globalization;
using Yolo.Charts;
using Yolo.Data.Labels;
using Yolo.Data.Loading;
using Yolo.Geometry;
using Yolo.Imaging;
using Yolo.Imaging.Drawing;

namespace Yolo.Plots;

/// <summary>The pictures of a batch side by side, as the network gets them, with boxes, upright or rotated, masks, key points, or the class of each, and file names: <c>train_batch0.jpg</c>, <c>val_batch0_pred.jpg</c>.</summary>
/// <remarks>It is a copy: the batch may be disposed, and drawing may happen on another thread.</remarks>
internal sealed class BatchPicture
{
    /// <summary>At most so many pictures are shown.</summary>
    public const int MostPictures = 16;

    /// <summary>Predictions must be more confident than this to be shown.</summary>
    public const float Confidence = 0.25f;

    private const int LongestSide = 1920;
    private const double MaskOpacity = 0.5;
    private const int NumbersOfPoint = 3;

    private readonly Image[] pictures;
    private readonly string[] files;
    private readonly IReadOnlyList<LabelledObject>[] labels;
    private readonly bool classified;

    private BatchPicture(Image[] pictures, string[] files, IReadOnlyList<LabelledObject>[] labels, bool classified) =>
        (this.pictures, this.files, this.labels, this.classified) = (pictures, files, labels, classified);

    /// <summary>How many pictures are shown.</summary>
    public int Count => pictures.Length;

    private int Columns => (int)Math.Ceiling(Math.Sqrt(Count));

    /// <summary>Copies the first pictures of a batch and their labelled boxes.</summary>
    /// <param name="samples">The batch.</param>
    /// <param name="paths">The file of each sample.</param>
    public static BatchPicture Copy(SampleBatch samples, IReadOnlyList<string> paths) => Copy(samples, paths, BatchObjects.Of(samples));

    /// <summary>Copies the first pictures of a batch and what is labelled in them.</summary>
    /// <param name="samples">The batch.</param>
    /// <param name="paths">The file of each sample.</param>
    /// <param name="objects">The objects of each sample, in pixels of the input.</param>
    public static BatchPicture Copy(SampleBatch samples, IReadOnlyList<string> paths, IReadOnlyList<IReadOnlyList<LabelledObject>> objects)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(objects);
        var count = Math.Min(samples.Count, MostPictures);
        var length = samples.Width * samples.Height * Image.Channels;
        var pictures = new Image[count];
        for (var i = 0; i < count; i++)
        {
            pictures[i] = new(samples.Width, samples.Height, samples.Pixels.Slice(i * length, length).ToArray());
        }

        return new(pictures, [.. paths.Take(count).Select(path => Path.GetFileName(path))], [.. objects.Take(count)], samples.Targets.Labels == LabelForm.Folders);
    }

    /// <summary>Draws the pictures with what is labelled.</summary>
    /// <param name="names">Class names by index.</param>
    public Image DrawLabels(IReadOnlyList<string> names) =>
        Draw(index => labels[index].Select(one => new Drawn(one.Box, one.Class, ClassNames.Of(names, one.Class), one.Rotated, one.Mask, one.Keypoints)));

    /// <summary>Draws the pictures with what was found.</summary>
    /// <param name="found">The detections of each picture in pixels of the input, the most confident first, which alone is shown of classes; further ones than there are pictures are ignored.</param>
    /// <param name="names">Class names by index.</param>
    public Image DrawPredictions(IReadOnlyList<IReadOnlyList<Candidate>> found, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(found);

        // The most confident come last, on top of the others.
        return Draw(index => Shown(found[index]).Reverse().Select(one => new Drawn(
            one.Box, one.Class, string.Create(CultureInfo.InvariantCulture, $"{ClassNames.Of(names, one.Class)} {one.Confidence:F1}"), one.Rotated, one.Mask, one.Keypoints)));
    }

    // Masks first, points last, so that nothing hides what is small.
    private static void DrawObjects(Canvas canvas, IReadOnlyList<Drawn> objects, double scale, (int Line, double Text) style)
    {
        foreach (var one in objects)
        {
            if (one.Mask is { } mask)
            {
                var (width, height) = (canvas.Image.Width, canvas.Image.Height);
                var (left, top, columns, pixels) = mask.Sample(
                    new MaskAxis(width, (float)mask.Columns / width, 0, 0, mask.Columns), new MaskAxis(height, (float)mask.Rows / height, 0, 0, mask.Rows));
                RegionPainter.Fill(canvas.Image, left, top, columns, pixels, Palette.Of(one.Class), MaskOpacity);
            }
        }

        foreach (var one in objects)
        {
            DrawBox(canvas, one, scale, style);
        }

        foreach (var one in objects)
        {
            var points = one.Keypoints.ToArray().Chunk(NumbersOfPoint).Select(point => (new PixelPoint(point[0] * scale, point[1] * scale), point[2]));
            SkeletonPainter.Draw(canvas, [.. points], style.Line);
        }
    }

    // Classes are those of the whole picture, so there is nothing to frame: their names stand below that of the file.
    private static void DrawClasses(Canvas canvas, IReadOnlyList<Drawn> classes, double size)
    {
        var (top, height, margin) = (FileHeight(size), Math.Ceiling(size * 1.15), Math.Round(size * 0.25));
        foreach (var one in classes)
        {
            var (text, colour) = (Lettering.Fit(one.Text, size, canvas.Image.Width - (1.5 * size)), Palette.Of(one.Class));
            canvas.FillRectangle(new(1, top, Math.Ceiling(Canvas.MeasureText(text, size).Width) + (2 * margin) + 1, top + height), colour);
            canvas.DrawText(text, new(margin + 1, top + 1), Palette.TextOn(colour), size);
            top += height;
        }
    }

    private static double FileHeight(double size) => Math.Ceiling(size * 1.15) + 1;

    // Of the classes of a picture the most probable one counts, however weak it is.
    private IEnumerable<Candidate> Shown(IReadOnlyList<Candidate> found) => classified ? found.Take(1) : found.Where(candidate => candidate.Confidence > Confidence);

    private static void DrawBox(Canvas canvas, Drawn one, double scale, (int Line, double Text) style)
    {
        if (one.Rotated is { } rotated)
        {
            PixelPoint[] corners = [.. rotated.CornerPoints().Select(corner => new PixelPoint(corner.X * scale, corner.Y * scale))];
            canvas.DrawRotatedBox(corners, one.Text, Palette.Of(one.Class), style.Line, style.Text);
        }
        else
        {
            var box = new PixelBox(one.Box.X1 * scale, one.Box.Y1 * scale, one.Box.X2 * scale, one.Box.Y2 * scale);
            canvas.DrawBox(box, one.Text, Palette.Of(one.Class), style.Line, style.Text);
        }
    }

    private Image Draw(Func<int, IEnumerable<Drawn>> objects)
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
            if (classified)
            {
                DrawClasses(own, [.. objects(i)], style.Text);
            }
            else
            {
                DrawObjects(own, [.. objects(i)], scale, style);
            }

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
        canvas.FillRectangle(new(1, 1, Math.Ceiling(width + (size * 0.5)), FileHeight(size)), Rgb.Black, 0.55);
        canvas.DrawText(text, new(Math.Round(size * 0.25) + 1, 2), Rgb.White, size);
    }

    private readonly record struct Drawn(Box Box, int Class, string Text, RotatedRectangle? Rotated, CellMask? Mask, ReadOnlyMemory<float> Keypoints);
}
