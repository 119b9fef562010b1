using Yolo.Export;

namespace Yolo.Tests.Export;

public sealed class EndToEndRowsTests
{
    private static readonly float[] Wanted = [.. Row(1, 0.9f), .. Row(2, 0.5f), .. Row(3, 0.5f), .. Row(4, 0.1f)];

    [Test]
    public void Rows_OfOneScoreThatChangedPlaces_AreTheSame()
    {
        float[] found = [.. Row(1, 0.9f), .. Row(3, 0.5f), .. Row(2, 0.5f), .. Row(4, 0.1f)];

        Assert.That(EndToEndRows.Align(Wanted, found, 4, 6), Is.EqualTo(Wanted));
        Assert.That(EndToEndRows.LargestDifference(Wanted, found, 4, 6), Is.Zero);
    }

    [Test]
    public void Rows_EachStandForOne()
    {
        float[] found = [.. Row(1, 0.9f), .. Row(2, 0.5f), .. Row(2, 0.5f), .. Row(4, 0.1f)];

        Assert.That(EndToEndRows.LargestDifference(Wanted, found, 4, 6), Is.EqualTo(1 / 3.0).Within(1e-6), "the third box is missing");
    }

    [Test]
    public void Rows_ThatTheLimitMayHaveCut_DifferInProbabilityAlone()
    {
        Assert.That(EndToEndRows.LargestDifference(Wanted, [.. Wanted[..18], .. Row(9, 0.1f)], 4, 6), Is.Zero);
        Assert.That(EndToEndRows.LargestDifference(Wanted, [.. Wanted[..18], .. Row(9, 0.2f)], 4, 6), Is.EqualTo(0.1).Within(1e-6));
        Assert.That(EndToEndRows.LargestDifference(Wanted, Wanted[..18], 4, 6), Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Pictures_AreComparedEachByItself()
    {
        float[] wanted = [.. Row(1, 0.9f), .. Row(2, 0.5f), .. Row(3, 0.9f), .. Row(4, 0.5f)];
        float[] found = [.. Row(3, 0.9f), .. Row(4, 0.5f), .. Row(1, 0.9f), .. Row(2, 0.5f)];

        Assert.That(EndToEndRows.LargestDifference(wanted, found, 2, 6), Is.GreaterThan(0.5));
    }

    private static float[] Row(float place, float probability) => [place, place, place, place, probability, 0];
}
