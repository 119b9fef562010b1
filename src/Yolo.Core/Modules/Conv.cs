using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Convolution without bias, batch norm, activation; once fused, convolution with bias, activation.</summary>
public class Conv : Block, IFusable
{
    private readonly Conv2d conv;
    private readonly Activation builtWith;
    private BatchNormalization? norm;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="kernel">Size of the kernel.</param>
    /// <param name="stride">Step between outputs.</param>
    /// <param name="padding">Zeros on each side; null: such that stride 1 keeps the size of the picture.</param>
    /// <param name="groups">Groups of channels that do not see each other.</param>
    /// <param name="dilation">Cells between neighbours of the kernel.</param>
    /// <param name="activation">Null: the default of the network, SiLU unless its YAML says otherwise.</param>
    public Conv(
        int inputs,
        int outputs,
        Extent? kernel = null,
        Extent? stride = null,
        Extent? padding = null,
        int groups = 1,
        int dilation = 1,
        Activation? activation = null)
        : this(nameof(Conv), inputs, outputs, kernel ?? 1, stride ?? 1, padding, groups, dilation, activation)
    {
    }

    private protected Conv(
        string name, int inputs, int outputs, Extent size, Extent stride, Extent? padding, int groups, int dilation, Activation? activation)
        : base(name)
    {
        conv = Register("conv", WeightAllocation.Convolution(device => nn.Conv2d(
            inputs,
            outputs,
            size.ToTuple(),
            stride.ToTuple(),
            (padding ?? size.SamePadding(dilation)).ToTuple(),
            (dilation, dilation),
            groups: groups,
            bias: false,
            device: device)));
        norm = Register("bn", new BatchNormalization(outputs));
        HasDefaultActivation = activation is null;
        Activation = activation ?? Activation.SiLU;
        builtWith = Activation;
    }

    /// <summary>What is applied last.</summary>
    public Activation Activation { get; internal set; }

    /// <summary>
    /// The floating type that the convolution computes in, and in which norm and activation hand on what it gives; null, the default: that of its
    /// weights, which keep theirs in any case. For training in mixed precision; hooks on <see cref="Convolution"/> itself are then passed over.
    /// </summary>
    internal ScalarType? Precision { get; set; }

    /// <summary>Whether the constructor was given no activation, so that the network's default holds.</summary>
    internal bool HasDefaultActivation { get; }

    /// <summary>Whether it was made by <see cref="Depthwise"/>.</summary>
    internal bool IsDepthwise { get; private init; }

    /// <summary>Whether it was given another activation since it was made.</summary>
    internal bool HasOtherActivation => Activation.ToString() != builtWith.ToString();

    /// <summary>Whether batch norm was folded into the convolution.</summary>
    public bool IsFused => norm is null;

    /// <summary>The convolution.</summary>
    public Conv2d Convolution => conv;

    /// <summary>The batch norm; null once fused.</summary>
    public BatchNormalization? Norm => norm;

    /// <summary>A depthwise convolution: as many groups as inputs and outputs allow.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="kernel">Size of the kernel.</param>
    /// <param name="stride">Step between outputs.</param>
    /// <param name="dilation">Cells between neighbours of the kernel.</param>
    /// <param name="activation">Null: the default of the network.</param>
    public static Conv Depthwise(
        int inputs,
        int outputs,
        Extent? kernel = null,
        Extent? stride = null,
        int dilation = 1,
        Activation? activation = null) =>
        new(inputs, outputs, kernel, stride, null, GreatestCommonDivisor(inputs, outputs), dilation, activation) { IsDepthwise = true };

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var result = Convolve(input);
        if (norm is not null)
        {
            using var convolved = result;
            result = norm.call(convolved);
        }

        return Activation.Apply(result);
    }

    /// <inheritdoc/>
    public virtual void Fuse()
    {
        if (norm is null)
        {
            return;
        }

        using (no_grad())
        using (NewDisposeScope())
        {
            var (weight, bias) = Folding.Fold(conv, norm);
            Folding.Assign(conv, weight, bias);
        }

        register_module("bn", null!);
        norm.Dispose();
        norm = null;
    }

    /// <summary>The largest number that divides both.</summary>
    internal static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);

    /// <summary>What comes before the norm.</summary>
    private protected virtual Tensor Convolve(Tensor input) => Convolve(input, conv);

    /// <summary>A convolution in the precision of this block.</summary>
    private protected Tensor Convolve(Tensor input, Conv2d convolution)
    {
        if (Precision is not { } type)
        {
            return convolution.call(input);
        }

        using var narrowed = input.to(type);
        using var weight = convolution.weight.to(type);
        using var bias = convolution.bias?.to(type);
        return nn.functional.conv2d(narrowed, weight, bias, convolution.stride, convolution.padding, convolution.dilation, convolution.groups);
    }
}
