using Yolo.Imaging;
using Yolo.Imaging.Kernels;

namespace Yolo.Tests.Imaging;

public class WarpTests
{
    [Test]
    public void Affine_RandomMatrices_EqualTheDefinition([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var picture = Pictures.Pattern(random.Next(1, 90), random.Next(1, 90));
        double angle = random.NextDouble() * 6.28, scale = 0.3 + (random.NextDouble() * 2);
        double[] inverse =
        [
            scale * Math.Cos(angle), -scale * Math.Sin(angle), random.Next(-20, 90),
            scale * Math.Sin(angle), scale * Math.Cos(angle), random.Next(-20, 90),
            0, 0, 1,
        ];

        var warped = Warp.Affine(picture, Invert(inverse).AsSpan(0, 6), 61, 43, 20);

        // Summed roundings of places can move a sample by 1/32 pixel; the picture has steep edges.
        ImageAssert.Close(warped, Naive.Warp(picture, inverse, 61, 43, 20), 18, 0.35);
    }

    [Test]
    public void Perspective_RandomMatrices_EqualTheDefinition([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var picture = Pictures.Pattern(random.Next(1, 90), random.Next(1, 90));
        double[] inverse =
        [
            0.5 + random.NextDouble(), random.NextDouble() - 0.5, random.Next(-20, 60),
            random.NextDouble() - 0.5, 0.5 + random.NextDouble(), random.Next(-20, 60),
            (random.NextDouble() - 0.5) * 0.01, (random.NextDouble() - 0.5) * 0.01, 1,
        ];

        var warped = new Image(61, 43);
        Warp.Perspective(picture, Invert(inverse), warped, 20);

        ImageAssert.Close(warped, Naive.Warp(picture, inverse, 61, 43, 20), 18, 0.05);
    }

    [Test]
    public void Affine_ThatDoesNotTurn_HasTheBytesOfTheGeneralKernel([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        var picture = Pictures.Pattern(random.Next(1, 120), random.Next(1, 120));
        double[] inverse = [Step(), 0, random.Next(-60, 90) + random.NextDouble(), 0, Step(), random.Next(-60, 90) + random.NextDouble()];
        Image expected = new(random.Next(1, 90), 43), actual = new(expected.Width, expected.Height);

        AffineKernel.Run(picture, inverse, expected, 20);
        UprightKernel.Run(new ImageRows(picture), inverse, actual, 20);

        Assert.That(actual.Pixels.SequenceEqual(expected.Pixels), Is.True);
        double Step() => random.Next(6) switch
        {
            0 => -1 - random.NextDouble(),
            1 => random.Next(-20, 20),
            2 => 1e9 * (random.NextDouble() - 0.5),
            _ => 0.3 + (random.NextDouble() * 2),
        };
    }

    [Test]
    public void Upright_OfPicturesNotPainted_HasTheBytesOfThePaintedOnes([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var collage = new Collage(random.Next(1, 150), random.Next(1, 150), 77);
        for (int part = random.Next(6); part > 0; part--)
        {
            collage.Add(Pictures.Noise(random.Next(1, 90), random.Next(1, 90), seed + part), random.Next(-60, 140), random.Next(-60, 140));
        }

        double[] matrix = [0.4 + random.NextDouble(), 0, random.Next(-80, 80) + random.NextDouble(), 0, 0.4 + random.NextDouble(), random.Next(-80, 80)];
        Image painted = new(collage.Width, collage.Height), warped = new(71, 53);
        collage.Paint(painted);
        Warp.Upright(collage, matrix, warped);

        Assert.That(warped.Pixels.SequenceEqual(Warp.Affine(painted, matrix, 71, 53).Pixels), Is.True);
    }

    [Test]
    public void Affine_WholeShift_MovesPixels()
    {
        var picture = Pictures.Noise(30, 20, 2);

        var warped = Warp.Affine(picture, [1, 0, 4, 0, 1, -3], 30, 20, 9);

        Assert.That(warped[10, 5], Is.EqualTo(picture[6, 8]));
        Assert.That(warped[3, 5], Is.EqualTo(new Rgb(9, 9, 9)));
        Assert.That(warped[29, 16], Is.EqualTo(picture[25, 19]));
    }

    [TestCase(new double[] { 0, 0, 0, 0, 0, 0 })]
    [TestCase(new double[] { double.NaN, 0, 0, 0, 1, 0 })]
    [TestCase(new double[] { 1e-300, 0, 0, 0, 1e-300, 0 })]
    [TestCase(new double[] { 1, 0, 1e300, 0, 1, -1e300 })]
    public void Warps_ByUselessMatrices_DoNotFail(double[] matrix)
    {
        var picture = Pictures.Noise(30, 20, 2);

        Assert.That(() => Warp.Affine(picture, matrix, 30, 20), Throws.Nothing);
        Assert.That(() => Warp.Perspective(picture, [.. matrix, 0, 0, 1], new Image(30, 20)), Throws.Nothing);
    }

    [Test]
    public void Warps_WithWrongArguments_SaySo()
    {
        var picture = new Image(3, 3);

        Assert.That(() => Warp.Affine(picture, [1, 2, 3], 3, 3), Throws.ArgumentException.With.Message.Contains("6"));
        Assert.That(() => Warp.Affine(picture, [1, 0, 0, 0, 1, 0], picture), Throws.ArgumentException);
        Assert.That(() => Warp.Affine(picture, [1, 0, 0, 0, 1, 0], new Image(3, 2, picture.Memory[5..])), Throws.ArgumentException);
    }

    private static double[] Invert(double[] m)
    {
        double a = (m[4] * m[8]) - (m[5] * m[7]), b = (m[5] * m[6]) - (m[3] * m[8]), c = (m[3] * m[7]) - (m[4] * m[6]);
        double d = 1 / ((m[0] * a) + (m[1] * b) + (m[2] * c));
        double[] adjugate =
        [
            a, (m[2] * m[7]) - (m[1] * m[8]), (m[1] * m[5]) - (m[2] * m[4]),
            b, (m[0] * m[8]) - (m[2] * m[6]), (m[2] * m[3]) - (m[0] * m[5]),
            c, (m[1] * m[6]) - (m[0] * m[7]), (m[0] * m[4]) - (m[1] * m[3]),
        ];
        return [.. adjugate.Select(entry => entry * d)];
    }
}
