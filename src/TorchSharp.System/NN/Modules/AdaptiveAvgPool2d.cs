using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Means over as many windows of the last two dimensions as the output has places.</summary>
public sealed class AdaptiveAvgPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal AdaptiveAvgPool2d(long[] output_size)
        : base(nameof(AdaptiveAvgPool2d))
    {
        this.output_size = output_size;
    }

    /// <summary>The output's height and width.</summary>
    public long[] output_size { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.adaptive_avg_pool2d(input, output_size);
}
