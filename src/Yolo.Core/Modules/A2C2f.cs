using TorchSharp.Modules;
using TorchSharp.Utils;
using Yolo.Modules.Recording;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>A row of pairs of <see cref="AreaBlock"/>, or of <see cref="C3k"/>; input and outputs of all are merged.</summary>
public sealed class A2C2f : Block
{
    private readonly Conv reduce;
    private readonly Conv merge;
    private readonly ModuleList<nn.Module<Tensor, Tensor>> row;

    [ComponentName(Name = "gamma")]
    private readonly Parameter? gamma;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="repeats">Entries of the row.</param>
    /// <param name="attention">Whether they are pairs of attention blocks.</param>
    /// <param name="areas">Horizontal stripes of the attention.</param>
    /// <param name="residual">Whether the result, weighted channel by channel, is added to the input; attention only.</param>
    /// <param name="expansion">Hidden channels of attention blocks as a multiple of their channels.</param>
    /// <param name="hiddenPart">Hidden channels as a part of the outputs; they must be a multiple of 32.</param>
    /// <param name="groups">Groups of second convolutions of C3k.</param>
    /// <param name="shortcut">Whether bottlenecks of C3k add their input.</param>
    /// <exception cref="ArgumentException">The hidden channels are no multiple of 32, or a residual does not fit.</exception>
    public A2C2f(
        int inputs,
        int outputs,
        int repeats = 1,
        bool attention = true,
        int areas = 1,
        bool residual = false,
        double expansion = 2,
        double hiddenPart = 0.5,
        int groups = 1,
        bool shortcut = true)
        : base(nameof(A2C2f))
    {
        var hidden = Channels.Hidden(outputs, hiddenPart);
        if (hidden % 32 != 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"The hidden channels must be a multiple of 32; they are {hidden}."));
        }

        if (attention && residual)
        {
            gamma = inputs == outputs
                ? new Parameter(empty(outputs).FillInPlace(0.01f)).Owned()
                : throw new ArgumentException(FormattableString.Invariant($"A residual needs as many outputs as inputs: {inputs} enter, {outputs} are asked for."));
            register_parameter("gamma", gamma);
        }

        reduce = Register("cv1", new Conv(inputs, hidden));
        merge = Register("cv2", new Conv((1 + repeats) * hidden, outputs));
        row = Register("m", new ModuleList<nn.Module<Tensor, Tensor>>(Channels.Repeat<nn.Module<Tensor, Tensor>>(repeats, () => attention
            ? Channels.Row(Channels.Repeat(2, () => new AreaBlock(hidden, hidden / 32, expansion, areas)))
            : new C3k(hidden, hidden, 2, shortcut, groups))));
    }

    /// <summary>What the result is multiplied with before the input is added; null without a residual.</summary>
    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var parts = new Tensor[row.Count + 1];
        parts[0] = reduce.call(input);
        for (var i = 0; i < row.Count; i++)
        {
            parts[i + 1] = row[i].call(parts[i]);
        }

        using var joined = Channels.Join(parts); // [B, (1+repeats)·hidden, H, W]
        var result = merge.call(joined);
        if (gamma is null)
        {
            return result;
        }

        using (result)
        using (var weighted = Operations.Weigh(result, gamma))
        {
            return Operations.Add(input, weighted);
        }
    }
}
