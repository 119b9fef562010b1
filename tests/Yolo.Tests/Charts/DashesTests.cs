using Yolo.Charts;
using Yolo.Imaging;

namespace Yolo.Tests.Charts;

public sealed class DashesTests
{
    [Test]
    public void Cut_OfALine_AlternatesDashAndGap()
    {
        var dashes = Dashes.Cut([new(0, 0), new(10, 0)], 3, 2).ToList();

        Assert.That(dashes.Select(dash => (dash[0].X, dash[^1].X)), Is.EqualTo(new[] { (0.0, 3.0), (5.0, 8.0) }));
    }

    [Test]
    public void Cut_OfACorner_RunsAroundIt() =>
        Assert.That(Dashes.Cut([new(0, 0), new(2, 0), new(2, 5)], 4, 10).Single(), Is.EqualTo(new PixelPoint[] { new(0, 0), new(2, 0), new(2, 2) }));

    [Test]
    public void Cut_OfAPoint_IsNothing() => Assert.That(Dashes.Cut([new(1, 1)], 1, 1), Is.Empty);
}
