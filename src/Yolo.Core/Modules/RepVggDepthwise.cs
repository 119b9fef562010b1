using TorchSharp.Modules;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>A 7×7 and a 3×3 depthwise convolution side by side, each with batch norm, then SiLU; fused they are one 7×7 convolution.</summary>
public sealed class RepVggDepthwise : Block, IFusable
{
    private readonly int channels;
    private Conv? wide;
    private Conv? narrow;
    private Conv2d? fused;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="channels">Input and output channels.</param>
    public RepVggDepthwise(int channels)
        : base("RepVGGDW")
    {
        this.channels = channels;
        wide = Register("conv", new Conv(channels, channels, 7, 1, 3, channels, activation: Activation.Identity));
        narrow = Register("conv1", new Conv(channels, channels, 3, 1, 1, channels, activation: Activation.Identity));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (fused is not null)
        {
            return Activation.SiLU.Apply(fused.call(input));
        }

        using var small = narrow!.call(input);
        return Activation.SiLU.Apply(Channels.Add(wide!.call(input), small));
    }

    /// <inheritdoc/>
    public void Fuse()
    {
        if (fused is not null)
        {
            return;
        }

        var weight = wide!.Convolution.weight;
        fused = nn.Conv2d(channels, channels, 7, 1, 3, groups: channels, device: weight.device, dtype: weight.dtype);
        using (no_grad())
        using (NewDisposeScope())
        {
            var (largeWeight, largeBias) = Folding.Fold(wide.Convolution, wide.Norm!);
            var (smallWeight, smallBias) = Folding.Fold(narrow!.Convolution, narrow.Norm!);
            Folding.Assign(fused, largeWeight.Plus(Folding.PadKernel(smallWeight, 2)), largeBias.Plus(smallBias));
        }

        Replace();
    }

    private void Replace()
    {
        register_module("conv", null!);
        register_module("conv1", null!);
        wide!.Dispose();
        narrow!.Dispose();
        (wide, narrow) = (null, null);
        fused!.train(training);
        Register("conv", fused);
    }
}
