using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Max pooling with several windows side by side, all results merged.</summary>
public sealed class Spp : Block
{
    private readonly Conv reduce;
    private readonly Conv merge;
    private readonly int[] kernels;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="kernels">Windows, odd; none: 5, 9, 13.</param>
    public Spp(int inputs, int outputs, params IReadOnlyList<int> kernels)
        : base("SPP")
    {
        var hidden = inputs / 2;
        this.kernels = kernels.Count == 0 ? [5, 9, 13] : [.. kernels];
        reduce = Register("cv1", new Conv(inputs, hidden));
        merge = Register("cv2", new Conv(hidden * (this.kernels.Length + 1), outputs));
    }

    /// <summary>The windows.</summary>
    internal IReadOnlyList<int> Kernels => kernels;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var reduced = reduce.call(input);
        using var joined = Channels.Join([reduced, .. kernels.Select(kernel => Pooling.Max(reduced, kernel))]);
        return merge.call(joined);
    }
}
