using Spectre.Console.Rendering;
using Yolo.Cli.Display;

namespace Yolo.Tests.Cli.Display;

public sealed class FittedRowTests
{
    private static readonly Cell[] Cells =
    [
        new("12/100", 0, Width: 7), new("1.2345", 1), new("0.00125", 5, Width: 8), new("猫猫", 3), Cell.Bar(0.5, 8), new("50%", 4, Width: 4), new("epoch 0:12", 2), new("run 1:04:33", 3),
    ];

    [Test]
    public void Of_AnyWidth_TakesNoMoreColumns([Range(1, 130)] int width, [Values(1, 2)] int gap) =>
        Assert.That(Segment.CellCount(FittedRow.Of(Cells, width, gap)), Is.InRange(1, width));

    [TestCase(79, " 12/100 1.2345  0.00125 猫猫 ━━━━━━━━━━━───────────  50% epoch 0:12 run 1:04:33")]
    [TestCase(60, " 12/100 1.2345  0.00125 猫猫  50% epoch 0:12 run 1:04:33")]
    [TestCase(40, " 12/100 1.2345 猫猫 epoch 0:12")]
    [TestCase(26, " 12/100 1.2345 epoch 0:12")]
    [TestCase(16, " 12/100 1.2345")]
    [TestCase(5, " 12/…")]
    [TestCase(1, "…")]
    public void Of_FewerColumns_LeavesOutWhatMattersLeast(int width, string expected)
    {
        var row = string.Concat(FittedRow.Of(Cells, width).Select(segment => segment.Text));

        Assert.That(row, Is.EqualTo(expected));
    }

    [TestCase(-1, 0)]
    [TestCase(0, 0)]
    [TestCase(0.5, 10)]
    [TestCase(1, 20)]
    [TestCase(7, 20)]
    public void Bar_AShare_IsFullToThat(double share, int full) =>
        Assert.That(string.Concat(FittedRow.Of([Cell.Bar(share, 0)], 20).Select(segment => segment.Text)), Is.EqualTo(new string('━', full) + new string('─', 20 - full)));
}
