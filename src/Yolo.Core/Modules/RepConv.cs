using TorchSharp.Modules;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>A 3×3 and a 1×1 convolution side by side, each with batch norm; fused they are one 3×3 convolution.</summary>
public sealed class RepConv : Block, IFusable
{
    private readonly int inputs;
    private readonly int outputs;
    private readonly int stride;
    private readonly int groups;
    private Conv? wide;
    private Conv? narrow;
    private Conv2d? fused;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="stride">Step between outputs.</param>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="activation">Null: SiLU, whatever the network's default.</param>
    public RepConv(int inputs, int outputs, int stride = 1, int groups = 1, Activation? activation = null)
        : base(nameof(RepConv))
    {
        (this.inputs, this.outputs, this.stride, this.groups) = (inputs, outputs, stride, groups);
        wide = Register("conv1", new Conv(inputs, outputs, 3, stride, 1, groups, activation: Activation.Identity));
        narrow = Register("conv2", new Conv(inputs, outputs, 1, stride, 0, groups, activation: Activation.Identity));
        Activation = activation ?? Activation.SiLU;
    }

    /// <summary>What is applied last.</summary>
    public Activation Activation { get; internal set; }

    /// <summary>Input channels.</summary>
    internal int InputChannels => inputs;

    /// <summary>Output channels.</summary>
    internal int OutputChannels => outputs;

    /// <summary>Groups of channels.</summary>
    internal int Groups => groups;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (fused is not null)
        {
            return Activation.Apply(fused.call(input));
        }

        using var small = narrow!.call(input);
        return Activation.Apply(Channels.Add(wide!.call(input), small));
    }

    /// <inheritdoc/>
    public void Fuse()
    {
        if (fused is not null)
        {
            return;
        }

        var weight = wide!.Convolution.weight;
        fused = nn.Conv2d(inputs, outputs, 3, stride, 1, groups: groups, device: weight.device, dtype: weight.dtype);
        using (no_grad())
        using (NewDisposeScope())
        {
            var (largeWeight, largeBias) = Folding.Fold(wide.Convolution, wide.Norm!);
            var (smallWeight, smallBias) = Folding.Fold(narrow!.Convolution, narrow.Norm!);
            Folding.Assign(fused, largeWeight.Plus(Folding.PadKernel(smallWeight, 1)), largeBias.Plus(smallBias));
        }

        Replace();
    }

    private void Replace()
    {
        register_module("conv1", null!);
        register_module("conv2", null!);
        wide!.Dispose();
        narrow!.Dispose();
        (wide, narrow) = (null, null);
        fused!.train(training);
        Register("conv", fused);
    }
}
