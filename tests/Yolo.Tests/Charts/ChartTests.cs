using Yolo.Charts;
using Yolo.Imaging;

namespace Yolo.Tests.Charts;

public sealed class ChartTests
{
    private const int Side = 300;
    private const double TextSize = 12;
    private static readonly Rgb Red = new(255, 0, 0);
    private static readonly PixelBox Area = new(0, 0, Side, Side);

    [Test]
    public void Line_OfAChart_RunsThroughItsPoints()
    {
        double[] x = [0, 0.25, 0.5, 0.75, 1], y = [0.1, 0.8, 0.3, 0.3, 0.9];
        var chart = new Chart(Axis.Unit, Axis.Unit) { Marks = [new LineMark(x, y, Red) { Width = 3 }] };

        var picture = Draw(chart);

        var plane = ChartLayout.Of(chart, Area, TextSize).Plane;
        for (var i = 1; i < x.Length - 1; i++)
        {
            Assert.That(At(picture, plane.At(x[i], y[i])), Is.EqualTo(Red), $"point {i}");
            Assert.That(At(picture, plane.At((x[i] + x[i + 1]) / 2, (y[i] + y[i + 1]) / 2)), Is.EqualTo(Red), $"after point {i}");
        }

        Assert.That(At(picture, plane.At(0.31, 0.13)), Is.EqualTo(Rgb.White));
    }

    [Test]
    public void Line_WhereANumberIsMissing_IsInterrupted()
    {
        var chart = new Chart(Axis.Unit, Axis.Unit) { Grid = false, Marks = [new LineMark([0, 0.2, 0.5, 0.8, 1], [0.5, 0.5, double.NaN, 0.5, 0.5], Red) { Width = 2 }] };

        var picture = Draw(chart);

        var plane = ChartLayout.Of(chart, Area, TextSize).Plane;
        Assert.That(At(picture, plane.At(0.1, 0.5)), Is.EqualTo(Red));
        Assert.That(At(picture, plane.At(0.4, 0.5)), Is.EqualTo(Rgb.White));
        Assert.That(At(picture, plane.At(0.9, 0.5)), Is.EqualTo(Red));
    }

    [Test]
    public void Point_ThatStandsAlone_IsADot()
    {
        var chart = new Chart(Axis.Unit, Axis.Unit) { Marks = [new LineMark([0.5], [0.7], Red)] };

        Assert.That(At(Draw(chart), ChartLayout.Of(chart, Area, TextSize).Plane.At(0.5, 0.7)), Is.EqualTo(Red));
    }

    [Test]
    public void Bars_OfAChart_StandOnZeroAndReachTheirNumber()
    {
        var blue = new Rgb(0, 0, 255);
        var chart = new Chart(Axis.Of(["a", "b"]), new Axis(0, 10)) { Grid = false, Marks = [new BarMark([5, 8], [Red, blue])] };

        var picture = Draw(chart);

        var plane = ChartLayout.Of(chart, Area, TextSize).Plane;
        Assert.That((At(picture, plane.At(0, 0.2)), At(picture, plane.At(0, 4.8))), Is.EqualTo((Red, Red)));
        Assert.That((At(picture, plane.At(1, 7.8)), At(picture, plane.At(0.5, 1))), Is.EqualTo((blue, Rgb.White)));
    }

    [Test]
    public void Cells_OfAChart_HaveTheColoursOfTheirShares()
    {
        var map = new ColourMap(Rgb.White, Red);
        var chart = new Chart(Axis.Of(["a", "b"]), Axis.Of(["a", "b"], backwards: true)) { Grid = false, Marks = [new CellMark(new[,] { { 1, 0.5 }, { double.NaN, 0 } }, map)] };

        var picture = Draw(chart);

        var plane = ChartLayout.Of(chart, Area, TextSize).Plane;
        Assert.That((At(picture, plane.At(0, 0)), At(picture, plane.At(1, 0))), Is.EqualTo((Red, new Rgb(255, 128, 128))));
        Assert.That((At(picture, plane.At(0, 1)), At(picture, plane.At(1, 1))), Is.EqualTo((Rgb.White, Rgb.White)));
    }

    [Test]
    public void Legend_BesideAChart_TakesItsRoomFromThePlane()
    {
        var line = new LineMark([0, 1], [0, 1], Red) { Name = "a curve" };
        var chart = new Chart(Axis.Unit, Axis.Unit) { Marks = [line] };

        var inside = ChartLayout.Of(chart, Area, TextSize).Plane.Area.Right;
        var beside = ChartLayout.Of(chart with { LegendPlace = LegendPlace.Beside }, Area, TextSize).Plane.Area.Right;

        Assert.That(inside - beside, Is.GreaterThan(Canvas.MeasureText("a curve", TextSize).Width));
    }

    [Test]
    public void Names_ThatWouldTouch_AreTurned()
    {
        Assert.That(ChartLayout.Of(new(Axis.Of(["cat", "dog"]), Axis.Unit), Area, TextSize).NamesUpwards, Is.False);
        Assert.That(ChartLayout.Of(new(Axis.Of([.. Enumerable.Repeat("a long name", 12)]), Axis.Unit), Area, TextSize).NamesUpwards, Is.True);
    }

    [TestCase(1)]
    [TestCase(20)]
    [TestCase(Side)]
    public void Chart_OfNothingOrOnLittleRoom_IsDrawnAllTheSame(int side)
    {
        var picture = new Image(side, side);
        var chart = new Chart(Axis.Over([]) with { Label = "x" }, Axis.Over([double.NaN]) with { Label = "y" })
        {
            Title = "nothing",
            Marks = [new LineMark([], [], Red) { Name = "none" }, new BarMark([double.NaN], [Red]), new CellMark(new double[0, 0], ColourMap.Blues), new RectangleMark([])],
            Bar = new(ColourMap.Blues, Axis.Unit),
            Square = true,
        };

        Assert.That(() => chart.Draw(new Canvas(picture), new(0, 0, side, side), TextSize), Throws.Nothing);
    }

    [Test]
    public void Sheet_OfCharts_FillsRowsFromTheLeft()
    {
        var red = new Chart(Axis.Unit, Axis.Unit) { Marks = [new CellMark(new[,] { { 1.0 } }, new ColourMap(Red, Red))] };

        var sheet = ChartSheet.Draw([red, null, red], 2, 100, 80, 8);

        Assert.That((sheet.Width, sheet.Height), Is.EqualTo((200, 160)));
        Assert.That((sheet[60, 30], sheet[160, 30], sheet[60, 110], sheet[160, 110]), Is.EqualTo((Red, Rgb.White, Red, Rgb.White)));
    }

    private static Image Draw(Chart chart) => ChartSheet.Draw([chart], 1, Side, Side, TextSize);

    private static Rgb At(Image picture, PixelPoint point) => picture[(int)point.X, (int)point.Y];
}
