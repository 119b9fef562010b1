using Yolo.Charts;

namespace Yolo.Tests.Charts;

public sealed class AxisTests
{
    [Test]
    public void Axis_OverNumbers_LeavesAMarginAndIgnoresWhatIsNotFinite()
    {
        var axis = Axis.Over([1, double.NaN, 3, double.PositiveInfinity], 0.1);

        Assert.That((axis.From, axis.To), Is.EqualTo((0.8, 3.2)));
    }

    [TestCase(0)]
    [TestCase(5)]
    [TestCase(-1e9)]
    [TestCase(1e-12)]
    public void Axis_OverOneNumber_HasItInTheMiddle(double value) =>
        Assert.That(Axis.Over([value, value]).Share(value), Is.EqualTo(0.5).Within(1e-6));

    [Test]
    public void Axis_OverNothing_IsThatOfShares() => Assert.That(Axis.Over([double.NaN]), Is.EqualTo(Axis.Unit));

    [Test]
    public void Share_OnAnAxisThatRunsBackwards_RunsBackwards()
    {
        var axis = new Axis(1, 0);

        Assert.That((axis.Share(0), axis.Share(0.25), axis.Share(7)), Is.EqualTo((1.0, 0.75, 0.0)));
    }

    [Test]
    public void Ticks_OfNames_StandAtWholeNumbers() => Assert.That(Axis.Of(["cat", "dog"]).Ticks(1), Is.EqualTo(new Tick[] { new(0, "cat"), new(1, "dog") }));
}
