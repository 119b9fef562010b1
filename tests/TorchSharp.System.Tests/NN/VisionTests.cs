using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.NN;

[TestFixture]
public class VisionTests : ScopedTests
{
    private static Tensor Row => Numbers.Of([1, 1, 1, 4], 1, 2, 3, 4);

    private static Tensor Square => Numbers.Of([1, 1, 4, 4], [.. Enumerable.Range(1, 16).Select(i => (double)i)]);

    [Test]
    public void Interpolate_ByEachMode_IsItsDefinition()
    {
        Assert.That(interpolate(Row, [1, 8]).Values(), Is.EqualTo(new[] { 1.0, 1, 2, 2, 3, 3, 4, 4 }));
        Assert.That(interpolate(Row, [1, 2]).Values(), Is.EqualTo(new[] { 1.0, 3 }));
        Assert.That(interpolate(Row, [1, 2], mode: InterpolationMode.NearestExact).Values(), Is.EqualTo(new[] { 2.0, 4 }));
        Assert.That(interpolate(Row, [1, 2], mode: InterpolationMode.Area).Values(), Is.EqualTo(new[] { 1.5, 3.5 }));
        Assert.That(interpolate(Row, [1, 8], mode: InterpolationMode.Bilinear).Values(), Is.EqualTo(new[] { 1, 1.25, 1.75, 2.25, 2.75, 3.25, 3.75, 4 }).Within(1e-12));
        Assert.That(interpolate(Row, [1, 7], mode: InterpolationMode.Bilinear, align_corners: true).Values(), Is.EqualTo(new[] { 1, 1.5, 2, 2.5, 3, 3.5, 4 }).Within(1e-12));
        Assert.That(interpolate(Row.squeeze(2), [2], mode: InterpolationMode.Linear).Values(), Is.EqualTo(new[] { 1.5, 3.5 }).Within(1e-12));
        Assert.That(interpolate(full([1, 1, 4, 4], 3.0), [7, 5], mode: InterpolationMode.Bicubic).Values(), Is.All.EqualTo(3).Within(1e-5));
        Assert.That(interpolate(full([1, 1, 4, 4], 3.0), [2, 3], mode: InterpolationMode.Bilinear, antialias: true).Values(), Is.All.EqualTo(3).Within(1e-5));
    }

    [Test]
    public void Interpolate_ByAFactor_HasTheFlooredSize()
    {
        Assert.That(interpolate(Square, scale_factor: [2]).shape, Is.EqualTo(new long[] { 1, 1, 8, 8 }));
        Assert.That(interpolate(Square, scale_factor: [0.6, 1.5]).shape, Is.EqualTo(new long[] { 1, 1, 2, 6 }));
        Assert.That(interpolate(Square, scale_factor: [0.6, 1.5], mode: InterpolationMode.Bilinear, recompute_scale_factor: true).shape, Is.EqualTo(new long[] { 1, 1, 2, 6 }));
        Assert.That(nn.Upsample([3, 3]).call(Square).shape, Is.EqualTo(new long[] { 1, 1, 3, 3 }));
        Assert.That(nn.Upsample(scale_factor: [2, 2]).scale_factor.ToArray(), Is.EqualTo(new[] { 2.0, 2 }));
        Assert.That(nn.Upsample([3, 3]).scale_factor.IsEmpty, Is.True);
        Assert.That(upsample(Square, [2, 2], mode: UpsampleMode.Bilinear).shape, Is.EqualTo(new long[] { 1, 1, 2, 2 }));
    }

    [Test]
    public void Interpolate_WithArgumentsThatDoNotGoTogether_Throws()
    {
        Assert.That(() => interpolate(Square), Fails("size or scale_factor"));
        Assert.That(() => interpolate(Square, [2, 2], [2]), Fails("size or scale_factor"));
        Assert.That(() => interpolate(Square, [2, 2], align_corners: true), Fails("align_corners"));
        Assert.That(() => interpolate(Square, [2, 2], antialias: true), Fails("antialias"));
        Assert.That(() => interpolate(Square, [2, 2], mode: InterpolationMode.Trilinear), Fails("4 dimensions"));
        Assert.That(() => interpolate(Square, [2, 2, 2]), Fails("3 numbers"));
    }

    [Test]
    public void Pad_ByEachMode_IsItsDefinition()
    {
        Assert.That(pad(Row, (1, 2)).Values(), Is.EqualTo(new[] { 0.0, 1, 2, 3, 4, 0, 0 }));
        Assert.That(pad(Row, [1, 0], value: 9).Values(), Is.EqualTo(new[] { 9.0, 1, 2, 3, 4 }));
        Assert.That(pad(Row, (2, 1, 0, 0), PaddingModes.Reflect).Values(), Is.EqualTo(new[] { 3.0, 2, 1, 2, 3, 4, 3 }));
        Assert.That(pad(Row, (2, 1, 0, 0), PaddingModes.Replicate).Values(), Is.EqualTo(new[] { 1.0, 1, 1, 2, 3, 4, 4 }));
        Assert.That(pad(Row, (2, 1, 0, 0), PaddingModes.Circular).Values(), Is.EqualTo(new[] { 3.0, 4, 1, 2, 3, 4, 1 }));
        Assert.That(pad(ones(2, 3), 1).shape, Is.EqualTo(new long[] { 4, 5 }));
        Assert.That(pad(Row, [-1, -1]).Values(), Is.EqualTo(new[] { 2.0, 3 }));
        Assert.That(nn.ZeroPad2d((1, 0, 0, 1)).call(Row).Values(), Is.EqualTo(new[] { 0.0, 1, 2, 3, 4, 0, 0, 0, 0, 0 }));
        Assert.That(nn.ConstantPad1d(1, 7).call(Row.squeeze(2)).Values(), Is.EqualTo(new[] { 7.0, 1, 2, 3, 4, 7 }));
        Assert.That(nn.ReflectionPad2d((1, 1, 0, 0)).call(Row).Values(), Is.EqualTo(new[] { 2.0, 1, 2, 3, 4, 3 }));
        Assert.That(nn.ReplicationPad1d(1).call(Row.squeeze(2)).Values(), Is.EqualTo(new[] { 1.0, 1, 2, 3, 4, 4 }));
    }

    [Test]
    public void GridSample_AtPlaces_ReadsThePicture()
    {
        // The centres of the first and last pixel, the middle, and outside to the right.
        var grid = Numbers.Of([1, 1, 4, 2], -0.75, 0, 0.75, 0, 0, 0, 1.75, 0);

        Assert.That(grid_sample(Row, grid).Values(), Is.EqualTo(new[] { 1, 4, 2.5, 0 }).Within(1e-12));
        Assert.That(grid_sample(Row, grid, padding_mode: GridSamplePaddingMode.Border).Values(), Is.EqualTo(new[] { 1, 4, 2.5, 4 }).Within(1e-12));
        Assert.That(grid_sample(Row, grid, padding_mode: GridSamplePaddingMode.Reflection).Values(), Is.EqualTo(new[] { 1, 4, 2.5, 3 }).Within(1e-12));
        Assert.That(grid_sample(Row, Numbers.Of([1, 1, 2, 2], -0.6, 0, 0.6, 0), GridSampleMode.Nearest).Values(), Is.EqualTo(new[] { 1.0, 4 }));
        Assert.That(grid_sample(Row, Numbers.Of([1, 1, 2, 2], -1, 0, 1, 0), align_corners: true).Values(), Is.EqualTo(new[] { 1.0, 4 }).Within(1e-12));
    }

    [Test]
    public void AffineGrid_OfTheIdentity_ReadsThePictureAsItIs()
    {
        var grid = affine_grid(Numbers.Of([1, 2, 3], 1, 0, 0, 0, 1, 0), [1, 1, 4, 4]);

        Assert.That(grid_sample(Square, grid).Values(), Is.EqualTo(Square.Values()).Within(1e-12));
    }

    [Test]
    public void Pooling_OfWindows_IsMaximumOrMean()
    {
        Assert.That(max_pool2d(Square, 2).Values(), Is.EqualTo(new[] { 6.0, 8, 14, 16 }));
        Assert.That(max_pool2d(Square, (2, 4), (1, 4)).Values(), Is.EqualTo(new[] { 8.0, 12, 16 }));
        Assert.That(max_pool2d(Square, 3, 1, 1).shape, Is.EqualTo(new long[] { 1, 1, 4, 4 }));
        Assert.That(max_pool2d(Square, [3, 3], ceil_mode: true).Values(), Is.EqualTo(new[] { 11.0, 12, 15, 16 }));
        Assert.That(max_pool2d_with_indices(Square, [2, 2]).indices.Values(), Is.EqualTo(new[] { 5.0, 7, 13, 15 }));
        Assert.That(nn.MaxPool2d(2).forward_with_indices(Square).Values.Values(), Is.EqualTo(new[] { 6.0, 8, 14, 16 }));
        Assert.That(avg_pool2d(Square, 2).Values(), Is.EqualTo(new[] { 3.5, 5.5, 11.5, 13.5 }));
        Assert.That(avg_pool2d(Square, (4, 4), divisor_override: 2).Values(), Is.EqualTo(new[] { 68.0 }));
        Assert.That(nn.AvgPool2d(2, 2, 1, count_include_pad: false).call(Square).Values()[0], Is.EqualTo(1));
        Assert.That(nn.AvgPool2d(2, 2, 1).call(Square).Values()[0], Is.EqualTo(0.25));
        Assert.That(adaptive_avg_pool2d(Square, 1).Values(), Is.EqualTo(new[] { 8.5 }));
        Assert.That(nn.AdaptiveAvgPool2d((1, 2)).call(Square).Values(), Is.EqualTo(new[] { 7.5, 9.5 }));
        Assert.That(nn.AdaptiveMaxPool2d([1, 2]).call(Square).Values(), Is.EqualTo(new[] { 14.0, 16 }));
        Assert.That(nn.MaxPool1d(2).call(Row.squeeze(2)).Values(), Is.EqualTo(new[] { 2.0, 4 }));
        Assert.That(nn.AvgPool1d(4).call(Row.squeeze(2)).Values(), Is.EqualTo(new[] { 2.5 }));
        Assert.That(nn.AdaptiveMaxPool1d(1).forward_with_indices(Row.squeeze(2)).Indices.Values(), Is.EqualTo(new[] { 3.0 }));
        Assert.That(nn.MaxPool3d(2).call(ones([1, 1, 4, 4, 4])).shape, Is.EqualTo(new long[] { 1, 1, 2, 2, 2 }));
        Assert.That(nn.AvgPool3d(2).call(ones([1, 1, 4, 4, 4])).Values(), Is.All.EqualTo(1));
        Assert.That(nn.AdaptiveAvgPool3d(1).call(ones([1, 1, 4, 4, 4])).Values(), Is.EqualTo(new[] { 1.0 }));
    }

    [Test]
    public void Unfold_ThenFold_CountsOverlaps()
    {
        var columns = unfold(Square, 2, stride: 2);

        Assert.That(columns.shape, Is.EqualTo(new long[] { 1, 4, 4 }));
        Assert.That(columns[0, TensorIndex.Colon, 0].Values(), Is.EqualTo(new[] { 1.0, 2, 5, 6 }));
        Assert.That(fold(columns, 4, 2, stride: 2).Values(), Is.EqualTo(Square.Values()));
        Assert.That(nn.Unfold((1, 4)).call(Square).shape, Is.EqualTo(new long[] { 1, 4, 4 }));
        Assert.That(nn.Fold((4, 4), (2, 2)).call(ones(1, 4, 9)).Values().Sum(), Is.EqualTo(36));
    }

    [Test]
    public void PixelShuffle_AndBack_KeepsThePicture()
    {
        var shuffled = nn.PixelShuffle(2).call(Square.reshape(1, 16, 1, 1));

        Assert.That(shuffled.shape, Is.EqualTo(new long[] { 1, 4, 2, 2 }));
        Assert.That(nn.PixelUnshuffle(2).call(shuffled).Values(), Is.EqualTo(Square.Values()));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Fails(string part) =>
        Throws.TypeOf<System.Runtime.InteropServices.ExternalException>().With.Message.Contains(part);
}
