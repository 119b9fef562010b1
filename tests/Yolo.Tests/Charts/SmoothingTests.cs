using Yolo.Charts;

namespace Yolo.Tests.Charts;

public sealed class SmoothingTests
{
    [Test]
    public void Gaussian_OfAConstant_IsThatConstant() => Assert.That(Smoothing.Gaussian([2, 2, 2], 3), Is.All.EqualTo(2).Within(1e-12));

    [Test]
    public void Gaussian_OfAnImpulse_IsABellWithTheSameSum()
    {
        var impulse = new double[41];
        impulse[20] = 1;

        var bell = Smoothing.Gaussian(impulse, 3);

        Assert.That(bell.Sum(), Is.EqualTo(1).Within(1e-12));
        Assert.That(bell[23] / bell[20], Is.EqualTo(Math.Exp(-0.5)).Within(1e-12));
        Assert.That(bell[17], Is.EqualTo(bell[23]).Within(1e-12));
    }

    [Test]
    public void Gaussian_AtTheEnds_GoesOnMirrored()
    {
        // Mirrored and repeated, 1 2 is … 2 1 1 2 2 1 1 2 2 …
        double[] weights = [.. Enumerable.Range(-4, 9).Select(offset => Math.Exp(-0.5 * offset * offset))];
        double[] values = [1, 2, 2, 1, 1, 2, 2, 1, 1];

        Assert.That(Smoothing.Gaussian([1, 2], 1)[0], Is.EqualTo(weights.Zip(values, (weight, value) => weight * value).Sum() / weights.Sum()).Within(1e-12));
    }

    [Test]
    public void Gaussian_LeavesOut_WhatIsNotFinite()
    {
        Assert.That(Smoothing.Gaussian([3, double.NaN, 3], 1), Is.All.EqualTo(3).Within(1e-12));
        Assert.That(Smoothing.Gaussian([double.NaN], 1), Is.All.NaN);
        Assert.That(Smoothing.Gaussian([], 1), Is.Empty);
    }
}
