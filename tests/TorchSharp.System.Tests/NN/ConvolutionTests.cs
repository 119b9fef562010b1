using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

[TestFixture]
public class ConvolutionTests : ScopedTests
{
    // 1 2 3
    // 4 5 6
    // 7 8 9
    private static Tensor Picture => Numbers.Of([1, 1, 3, 3], 1, 2, 3, 4, 5, 6, 7, 8, 9);

    [TestCase(ScalarType.Float32)]
    [TestCase(ScalarType.Float64)]
    [TestCase(ScalarType.BFloat16)]
    public void Conv2d_OfAPictureByHand_IsTheSumOfProducts(ScalarType type)
    {
        var kernel = Numbers.Of([1, 1, 2, 2], 1, 2, 3, 4).to(type);

        var result = nn.functional.conv2d(Picture.to(type), kernel, tensor(new[] { 1.0 }).to(type));

        // 1·1 + 2·2 + 3·4 + 4·5 + 1 = 38
        Assert.That(result.shape, Is.EqualTo(new long[] { 1, 1, 2, 2 }));
        Assert.That(result.Values(), Is.EqualTo(new[] { 38.0, 48, 68, 78 }));
    }

    [Test]
    public void Conv2d_WithStridePaddingDilation_IsTheSumOfProducts()
    {
        var kernel = Numbers.Of([1, 1, 2, 2], 1, 2, 3, 4);

        Assert.That(nn.functional.conv2d(Picture, kernel, strides: [2, 2], padding: [1, 1]).Values(), Is.EqualTo(new[] { 4.0, (3 * 2) + (4 * 3), (2 * 4) + (4 * 7), (1 * 5) + (2 * 6) + (3 * 8) + (4 * 9) }));
        Assert.That(nn.functional.conv2d(Picture, kernel, dilation: [2, 2]).Values(), Is.EqualTo(new[] { 1.0 + (2 * 3) + (3 * 7) + (4 * 9) }));
    }

    [Test]
    public void Conv2d_WithGroups_KeepsChannelsApart()
    {
        var input = cat([Picture, Picture * 10], 1);
        var kernel = Numbers.Of([2, 1, 1, 1], 2, 3);

        var result = nn.functional.conv2d(input, kernel, groups: 2);

        Assert.That(result.Values(), Is.EqualTo((Picture * 2).Values().Concat((Picture * 30).Values())));
    }

    [TestCase(PaddingModes.Zeros, 0, 0)]
    [TestCase(PaddingModes.Reflect, 4, 4)]
    [TestCase(PaddingModes.Replicate, 2, 3)]
    [TestCase(PaddingModes.Circular, 3, 2)]
    public void Conv1d_WithAPaddingMode_SeesWhatStandsOutside(PaddingModes mode, double before, double after)
    {
        using var conv = nn.Conv1d(1, 1, 3, padding: 1, padding_mode: mode, bias: false).@double();
        conv.weight = nn.Parameter(Numbers.Of([1, 1, 3], 1, 1, 1));
        var input = Numbers.Of([1, 1, 3], 2, 4, 3);

        // 2 4 3 between what the mode puts at both ends.
        Assert.That(conv.call(input).Values(), Is.EqualTo(new[] { before + 6, 9, 7 + after }));
    }

    [Test]
    public void Conv2d_PaddedBySame_KeepsTheSize()
    {
        using var conv = nn.Conv2d(1, 1, (4, 3), Padding.Same, dilation: (1, 2));
        using var reflected = nn.Conv2d(1, 1, (4, 3), Padding.Same, dilation: (1, 2), padding_mode: PaddingModes.Reflect);

        Assert.That(conv.call(ones(1, 1, 9, 8)).shape, Is.EqualTo(new long[] { 1, 1, 9, 8 }));
        Assert.That(reflected.call(ones(1, 1, 9, 8)).shape, Is.EqualTo(new long[] { 1, 1, 9, 8 }));
        Assert.That(() => nn.Conv2d(1, 1, 3, Padding.Same, stride: 2), Throws.ArgumentException);
        Assert.That((conv.padding, conv.padding_type), Is.EqualTo(((long[]?)null, (Padding?)Padding.Same)));
    }

    [Test]
    public void ConvTranspose2d_OfAPictureByHand_SpreadsTheKernel()
    {
        using var conv = nn.ConvTranspose2d(1, 1, 2, stride: 2, bias: false).@double();
        conv.weight = nn.Parameter(Numbers.Of([1, 1, 2, 2], 1, 2, 3, 4));

        var result = conv.call(Numbers.Of([1, 1, 1, 2], 1, 10));

        Assert.That(result.Values(), Is.EqualTo(new[] { 1.0, 2, 10, 20, 3, 4, 30, 40 }));
        Assert.That(conv.forward(ones(1, 1, 2, 2).@double(), [5, 5]).shape, Is.EqualTo(new long[] { 1, 1, 5, 5 }));
        Assert.That(() => conv.forward(ones(1, 1, 2, 2).@double(), [7, 7]), Throws.ArgumentException);
    }

    [Test]
    public void ConvTranspose_OfEachDimension_HasTheDocumentedSize()
    {
        using var one = nn.ConvTranspose1d(2, 3, 3, 2, 1, 1);
        using var two = nn.ConvTranspose2d(2, 4, (3, 2), (2, 1), (1, 0), (1, 0), groups: 2);
        using var three = nn.ConvTranspose3d(2, 3, 2, 2);

        Assert.That(one.call(ones(1, 2, 5)).shape, Is.EqualTo(new long[] { 1, 3, 10 }));
        Assert.That(two.call(ones(1, 2, 5, 5)).shape, Is.EqualTo(new long[] { 1, 4, 10, 6 }));
        Assert.That(three.call(ones([1, 2, 3, 3, 3])).shape, Is.EqualTo(new long[] { 1, 3, 6, 6, 6 }));
        Assert.That(two.weight.shape, Is.EqualTo(new long[] { 2, 2, 3, 2 }));
    }

    [Test]
    public void Conv_OfEachDimension_HasTheDocumentedSize()
    {
        using var one = nn.Conv1d(2, 3, 3, 2, 1);
        using var two = nn.Conv2d(2, 4, (3, 2), (2, 1), (1, 0), (1, 2), groups: 2);
        using var three = nn.Conv3d(2, 3, (1, 2, 3));

        Assert.That(one.call(ones(1, 2, 8)).shape, Is.EqualTo(new long[] { 1, 3, 4 }));
        Assert.That(two.call(ones(1, 2, 8, 8)).shape, Is.EqualTo(new long[] { 1, 4, 4, 6 }));
        Assert.That(three.call(ones([1, 2, 3, 3, 3])).shape, Is.EqualTo(new long[] { 1, 3, 3, 2, 1 }));
        Assert.That(two.weight.shape, Is.EqualTo(new long[] { 4, 1, 3, 2 }));
        Assert.That(two.call(ones(2, 8, 8)).shape, Is.EqualTo(new long[] { 4, 4, 6 }));
    }

    [Test]
    public void Conv2d_OfWrongChannels_ThrowsWithShapes()
    {
        using var conv = nn.Conv2d(3, 4, 3);

        Assert.That(() => conv.call(ones(1, 2, 8, 8)), Throws.ArgumentException.With.Message.Contains("3 channels").And.Message.Contains("[1, 2, 8, 8]"));
    }

    [Test]
    public void Conv2d_Made_IsUniformWithinTheInverseRootOfItsInputs()
    {
        using var conv = nn.Conv2d(16, 64, 3);
        var bound = 1 / Math.Sqrt(16 * 9);

        foreach (var values in new[] { conv.weight.Values(), conv.bias!.Values() })
        {
            Assert.That(values, Is.All.InRange(-bound, bound));
            Assert.That(values.Max(), Is.GreaterThan(0.9 * bound));
            Assert.That(values.Min(), Is.LessThan(-0.9 * bound));
        }

        Assert.That(conv.weight.Values().Average(), Is.EqualTo(0).Within(0.05 * bound));
    }

    [Test]
    public void Network_OnChannelsLast_StaysChannelsLast()
    {
        using var none = no_grad();
        var input = ones(2, 6, 5, 3).permute(0, 3, 1, 2);
        using var net = nn.Sequential(
            nn.Conv2d(3, 8, 3, padding: 1), nn.BatchNorm2d(8), nn.SiLU(), nn.MaxPool2d(3, 1, 1), nn.Upsample(scale_factor: [2, 2]), nn.Identity());
        net.eval();

        var output = net.call(input);

        Assert.That(output.shape, Is.EqualTo(new long[] { 2, 8, 12, 10 }));
        Assert.That(output.stride(), Is.EqualTo(new long[] { 960, 1, 80, 8 }));
    }

    [Test]
    public void Gradients_OfConvolutions_AreThoseOfFiniteDifferences()
    {
        var (input, weight, bias) = (Numbers.Spread(2, 2, 4, 4), Numbers.Spread(4, 1, 3, 3), Numbers.Spread(4));
        var transposed = Numbers.Spread(2, 2, 2, 2);

        CheckGradient(x => nn.functional.conv2d(x, weight, bias, [2, 2], [1, 1], groups: 2), input);
        CheckGradient(w => nn.functional.conv2d(input, w, bias, [1, 1], [1, 1], groups: 2), weight);
        CheckGradient(b => nn.functional.conv2d(input, weight, b, groups: 2), bias);
        CheckGradient(x => nn.functional.conv_transpose2d(x, transposed, strides: [2, 2]), input);
        CheckGradient(w => nn.functional.conv_transpose2d(input, w, strides: [2, 2]), transposed);
    }

    // Squares make the gradient depend on the values.
    private static void CheckGradient(Func<Tensor, Tensor> function, Tensor at)
    {
        var leaf = at.detach().clone().requires_grad_();
        function(leaf).square().sum().backward();

        Assert.That(leaf.grad!.Values(), Is.EqualTo(Numbers.NumericGradient(x => function(x).square().sum(), at)).Within(1e-6));
    }
}
