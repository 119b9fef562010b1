using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Runtime.Kernels;

/// <summary>What of a convolution decides by which kernel libtorch computes it.</summary>
/// <param name="Weight">Channels that leave, channels of a group that enter, height, width.</param>
/// <param name="Stride">Of height and width.</param>
/// <param name="Padding">Of height and width.</param>
/// <param name="Dilation">Of height and width.</param>
/// <param name="Groups">How many.</param>
internal sealed record ConvolutionShape(long[] Weight, long[] Stride, long[] Padding, long[] Dilation, long Groups)
{
    /// <summary>A square kernel whose output is as large as its input, but for the stride.</summary>
    internal static ConvolutionShape Square(long entering, long leaving, long side, long stride = 1, long groups = 1) =>
        new([leaving, entering / groups, side, side], [stride, stride], [side / 2, side / 2], [1, 1], groups);

    /// <summary>The shape of a module.</summary>
    internal static ConvolutionShape Of(Conv2d convolution) =>
        new(convolution.weight.shape, convolution.stride, convolution.padding ?? [0, 0], convolution.dilation, convolution.groups);

    /// <summary>The fewest rows (0) or columns (1) of an input from which anything leaves.</summary>
    internal long Smallest(int axis) => (Dilation[axis] * (Weight[2 + axis] - 1)) + 1 - (2 * Padding[axis]);

    /// <summary>The convolution by libtorch's kernels.</summary>
    internal Tensor Convolve(Tensor input, Tensor weight) => nn.functional.conv2d(input, weight, null, Stride, Padding, Dilation, Groups);

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Weight[2]}x{Weight[3]}, {Weight[1] * Groups} to {Weight[0]} channels, stride {Stride[0]}x{Stride[1]}, padding {Padding[0]}x{Padding[1]}, dilation {Dilation[0]}x{Dilation[1]}, {Groups} groups");
}
