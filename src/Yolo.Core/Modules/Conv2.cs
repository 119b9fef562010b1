using TorchSharp.Modules;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>
/// <see cref="Conv"/> with a 1×1 convolution beside the wide one, whose sum is normed; fused, the centre of the wide kernel takes the narrow one in.
/// </summary>
public sealed class Conv2 : Conv
{
    private Conv2d? narrow;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="kernel">Size of the wide kernel, odd; null: 3.</param>
    /// <param name="stride">Step between outputs; null: 1.</param>
    /// <param name="padding">Zeros on each side; null, or what null means, because the narrow convolution sees the same cells.</param>
    /// <param name="groups">Groups of channels that do not see each other.</param>
    /// <param name="dilation">Cells between neighbours of the wide kernel.</param>
    /// <param name="activation">Null: the default of the network.</param>
    /// <exception cref="ArgumentException">The kernel is even, or the padding is another.</exception>
    public Conv2(
        int inputs,
        int outputs,
        Extent? kernel = null,
        Extent? stride = null,
        Extent? padding = null,
        int groups = 1,
        int dilation = 1,
        Activation? activation = null)
        : base(nameof(Conv2), inputs, outputs, kernel ?? 3, stride ?? 1, Checked(kernel ?? 3, padding, dilation), groups, dilation, activation)
    {
        narrow = Register("cv2", nn.Conv2d(inputs, outputs, (1, 1), (stride ?? 1).ToTuple(), groups: groups, bias: false));
    }

    /// <inheritdoc/>
    public override void Fuse()
    {
        if (narrow is not null)
        {
            using (no_grad())
            using (NewDisposeScope())
            {
                var weight = Convolution.weight; // [O, I, K, K]
                weight.narrow(2, weight.shape[2] / 2, 1).narrow(3, weight.shape[3] / 2, 1).AddInPlace(narrow.weight); // [O, I, 1, 1]
            }

            register_module("cv2", null!);
            narrow.Dispose();
            narrow = null;
        }

        base.Fuse();
    }

    private protected override Tensor Convolve(Tensor input)
    {
        var wide = base.Convolve(input);
        if (narrow is null)
        {
            return wide;
        }

        using var centre = Convolve(input, narrow);
        return Channels.Add(wide, centre);
    }

    private static Extent Checked(Extent kernel, Extent? padding, int dilation)
    {
        var same = kernel.SamePadding(dilation);
        if (kernel.Height % 2 == 0 || kernel.Width % 2 == 0)
        {
            throw new ArgumentException($"A kernel of {kernel} has no centre, which the 1×1 convolution beside it needs; give odd sizes.", nameof(kernel));
        }

        return (padding ?? same) == same
            ? same
            : throw new ArgumentException($"A padding of {padding} puts the 1×1 convolution beside the centre of the kernel; leave it out, or give {same}.", nameof(padding));
    }
}
