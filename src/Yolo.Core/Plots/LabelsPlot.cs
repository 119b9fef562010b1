using Yolo.Charts;
using Yolo.Data.Labels;
using Yolo.Imaging;

namespace Yolo.Plots;

/// <summary>What the labels of a data set are like, <c>labels.jpg</c>: objects of each class, boxes over each other, where they lie and how large they are.</summary>
internal static class LabelsPlot
{
    private const int Side = 800;
    private const double TextSize = 18;
    private const int MostBoxes = 1000;
    private const int MostNames = 30;

    /// <summary>Draws the four charts.</summary>
    /// <param name="dataset">The pictures and their labels.</param>
    /// <param name="names">Class names by index.</param>
    public static Image Draw(LabelledDataset dataset, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(names);
        ObjectLabel[] objects = [.. dataset.Images.SelectMany(image => image.Objects)];
        Chart[] charts =
        [
            Classes(dataset.CountByClass(names.Count), names),
            Boxes(objects),
            Density(objects, "x", "y", box => (box.X, box.Y), downwards: true) with { Title = "Centres of the boxes" },
            Density(objects, "width", "height", box => (box.Width, box.Height), downwards: false) with { Title = "Sizes of the boxes" },
        ];
        return ChartSheet.Draw(charts, 2, Side, Side, TextSize);
    }

    private static Chart Classes(IReadOnlyList<int> counts, IReadOnlyList<string> names)
    {
        var x = names.Count <= MostNames
            ? Axis.Of(ClassNames.First(names, names.Count))
            : new Axis(-0.5, names.Count - 0.5) { Label = "class", Whole = true };
        return new(x, new(0, Math.Max(1, counts.Max() * 1.08)) { Label = "instances", Whole = true })
        {
            Title = "Objects of each class",
            Marks = [new BarMark([.. counts.Select(count => (double)count)], [.. counts.Select((_, index) => Palette.Of(index))])],
        };
    }

    private static Chart Boxes(ObjectLabel[] objects)
    {
        // Every so many, so that a large data set is seen from its start to its end; all centred, so that sizes and shapes can be compared.
        var every = Math.Max(1, (objects.Length + MostBoxes - 1) / MostBoxes);
        var boxes = objects.Where((_, index) => index % every == 0).Select(label => (
            new PixelBox(0.5 - (label.Box.Width / 2), 0.5 - (label.Box.Height / 2), 0.5 + (label.Box.Width / 2), 0.5 + (label.Box.Height / 2)),
            Palette.Of(label.Class)));
        return new(Axis.Unit with { Label = "width" }, Axis.Unit with { Label = "height" })
        {
            Title = "Boxes over each other",
            Grid = false,
            Square = true,
            Marks = [new RectangleMark([.. boxes]) { Opacity = 0.3 }],
        };
    }

    private static Chart Density(ObjectLabel[] objects, string nameX, string nameY, Func<LabelBox, (float X, float Y)> select, bool downwards)
    {
        // Cells that hold an object at most would only be noise.
        var bins = Math.Clamp((int)(Math.Sqrt(objects.Length) * 0.8), 12, 50);
        var counts = new double[bins, bins];
        foreach (var label in objects)
        {
            var (x, y) = select(label.Box);
            counts[Bin(y, bins), Bin(x, bins)]++;
        }

        return new(Axis.Unit with { Label = nameX }, (downwards ? new Axis(1, 0) : Axis.Unit) with { Label = nameY })
        {
            Square = true,
            Marks = [new CellMark(Shares(counts), ColourMap.Blues)],
        };
    }

    private static int Bin(float share, int bins) => Math.Clamp((int)(share * bins), 0, bins - 1);

    /// <summary>Counts as shares of one that few exceed, lest a single full cell leave all others pale; empty cells are blank.</summary>
    private static double[,] Shares(double[,] counts)
    {
        const double Few = 0.04;
        double[] filled = [.. counts.Cast<double>().Where(count => count > 0).OrderDescending()];
        var full = filled.Length == 0 ? 1 : filled[(int)(filled.Length * Few)];
        var bins = counts.GetLength(0);
        var shares = new double[bins, bins];
        for (var at = 0; at < counts.Length; at++)
        {
            var count = counts[at / bins, at % bins];
            shares[at / bins, at % bins] = count > 0 ? Math.Min(1, 0.1 + (0.9 * count / full)) : double.NaN;
        }

        return shares;
    }
}
