using System.Globalization;

namespace TorchSharp.Tests;

[TestFixture]
public class BFloat16Tests
{
    [TestCase(1f, 1f)]
    [TestCase(1.00390625f, 1f, Description = "Half way between two numbers: to the even one")]
    [TestCase(1.01171875f, 1.015625f, Description = "Half way between two numbers: to the even one")]
    [TestCase(-0.1f, -0.10009765625f)]
    [TestCase(float.MaxValue, float.PositiveInfinity)]
    [TestCase(float.NegativeInfinity, float.NegativeInfinity)]
    [TestCase(float.NaN, float.NaN)]
    public void Rounding_OfAFloat_IsToTheNearestEven(float value, float expected) => Assert.That(new BFloat16(value).ToSingle(), Is.EqualTo(expected));

    [Test]
    public void Rounding_OfManyFloats_IsLibtorchs()
    {
        using var scope = torch.NewDisposeScope();
        var values = torch.randn(10_000);

        var rounded = values.bfloat16().data<BFloat16>().ToArray();

        Assert.That(values.data<float>().ToArray().Select(value => new BFloat16(value)), Is.EqualTo(rounded));
    }

    [Test]
    public void Arithmetic_OfNumbers_RoundsItsResult()
    {
        var (three, two) = (new BFloat16(3), new BFloat16(2));

        Assert.That(new[] { three + two, three - two, three * two, three / two, three % two, -three }.Select(item => item.ToSingle()), Is.EqualTo(new[] { 5, 1, 6, 1.5f, 1, -3 }));
        Assert.That(three > two && three >= two && two < three && two <= three && three != two && three == new BFloat16(3));
        Assert.That((three.CompareTo(two), three.CompareTo((object)two), three.Equals((object)three), three.GetHashCode()), Is.EqualTo((1, 1, true, 3f.GetHashCode())));
        Assert.That(() => three.CompareTo("three"), Throws.ArgumentException);
        Assert.That(((float)three, (double)three, (BFloat16)3f == three, (BFloat16)3.0 == three), Is.EqualTo((3f, 3.0, true, true)));
        Assert.That(three.ToString() + three.ToString("F1", CultureInfo.InvariantCulture), Is.EqualTo("33.0"));
    }

    [Test]
    public void Constants_AreTheTypesLimits()
    {
        var limits = torch.finfo(torch.bfloat16);

        Assert.That(((double)BFloat16.MaxValue, (double)BFloat16.MinValue, (double)BFloat16.MinNormal), Is.EqualTo((limits.max, limits.min, limits.tiny)));
        Assert.That(BFloat16.Epsilon == BFloat16.SmallestSubnormal);
        Assert.That((BFloat16.Zero.ToSingle(), BFloat16.One.ToSingle(), BFloat16.SmallestSubnormal.ToSingle() > 0), Is.EqualTo((0f, 1f, true)));
        Assert.That(BFloat16.IsNaN(BFloat16.NaN) && BFloat16.IsInfinity(BFloat16.NegativeInfinity) && BFloat16.IsFinite(BFloat16.One));
        Assert.That(BFloat16.IsPositiveInfinity(BFloat16.PositiveInfinity) && BFloat16.IsNegativeInfinity(BFloat16.NegativeInfinity));
    }
}
