using Yolo.Charts;

namespace Yolo.Tests.Charts;

public sealed class TicksTests
{
    [TestCase(0, 1, 11, "0.0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1.0")]
    [TestCase(0, 1, 6, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [TestCase(0, 1, 2, "0.0 0.5 1.0")]
    [TestCase(-0.2, 0.3, 6, "-0.2 -0.1 0.0 0.1 0.2 0.3")]
    [TestCase(0.03, 0.04, 4, "0.0300 0.0325 0.0350 0.0375 0.0400")]
    [TestCase(3, 1700, 5, "500 1000 1500")]
    [TestCase(0, 1e-7, 3, "0e+0 5e-8 1e-7")]
    [TestCase(0.93709, 0.93745, 7, "0.9371 0.9372 0.9373 0.9374")]
    [TestCase(0, 0.0002, 4, "0.00000 0.00005 0.00010 0.00015 0.00020")]
    [TestCase(1.2345e9, 1.2375e9, 3, "1.235e+9 1.236e+9 1.237e+9")]
    public void Ticks_OfARange_AreRoundNumbers(double low, double high, int most, string expected) =>
        Assert.That(string.Join(' ', Ticks.Between(low, high, most).Select(tick => tick.Text)), Is.EqualTo(expected));

    [TestCase(1, 3, 10, "1 2 3")]
    [TestCase(0.5, 1.5, 10, "1")]
    [TestCase(1, 45, 6, "10 20 30 40")]
    public void Ticks_OfWholeNumbers_HaveNoFractions(double low, double high, int most, string expected) =>
        Assert.That(string.Join(' ', Ticks.Between(low, high, most, whole: true).Select(tick => tick.Text)), Is.EqualTo(expected));

    [Test]
    public void Ticks_OfAnyRange_LieInsideAndAreFewEnough()
    {
        for (var exponent = -9; exponent <= 9; exponent++)
        {
            foreach (var factor in new[] { 1, 1.7, 3.3, 9.99 })
            {
                var high = factor * Math.Pow(10, exponent);
                var ticks = Ticks.Between(0, high, 7);

                Assert.That(ticks, Has.Count.InRange(2, 8), $"0 to {high}");
                Assert.That(ticks.Select(tick => tick.Value), Is.All.InRange(0, high * 1.000001));
                Assert.That(ticks.Select(tick => tick.Text), Is.Unique);
            }
        }
    }
}
