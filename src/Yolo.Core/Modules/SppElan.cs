using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Max pooling three times in a row, all results merged.</summary>
public sealed class SppElan : Block
{
    internal const int Times = 3;

    private readonly Conv reduce;
    private readonly Conv merge;
    private readonly int kernel;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="hidden">Channels that are pooled.</param>
    /// <param name="kernel">Window, odd.</param>
    public SppElan(int inputs, int outputs, int hidden, int kernel = 5)
        : base("SPPELAN")
    {
        this.kernel = kernel;
        reduce = Register("cv1", new Conv(inputs, hidden));
        merge = Register("cv5", new Conv((Times + 1) * hidden, outputs));
    }

    /// <summary>Window of each pooling.</summary>
    internal int Kernel => kernel;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var parts = new Tensor[Times + 1];
        parts[0] = reduce.call(input);
        for (var i = 1; i <= Times; i++)
        {
            parts[i] = Pooling.Max(parts[i - 1], kernel);
        }

        using var joined = Channels.Join(parts);
        return merge.call(joined);
    }
}
