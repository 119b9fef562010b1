using Yolo.Imaging;

namespace Yolo.Tests.Imaging;

/// <summary>Tolerant comparison of pixels.</summary>
internal static class ImageAssert
{
    public static void Close(Image actual, Image expected, int most, double mean)
    {
        Assert.That((actual.Width, actual.Height), Is.EqualTo((expected.Width, expected.Height)));
        Close(actual.Pixels, expected.Pixels, most, mean);
    }

    public static void Close(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> expected, int most, double mean)
    {
        Assert.That(actual.Length, Is.EqualTo(expected.Length));
        int largest = 0;
        long sum = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            int difference = Math.Abs(actual[i] - expected[i]);
            largest = Math.Max(largest, difference);
            sum += difference;
        }

        TestContext.Out.WriteLine($"largest difference {largest}, mean {(double)sum / actual.Length:F5}");
        Assert.That(largest, Is.LessThanOrEqualTo(most), "largest difference");
        Assert.That((double)sum / actual.Length, Is.LessThanOrEqualTo(mean), "mean difference");
    }
}
