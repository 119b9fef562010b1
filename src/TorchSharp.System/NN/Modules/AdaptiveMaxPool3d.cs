using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The largest values of as many windows of the last three dimensions as the output has places.</summary>
public sealed class AdaptiveMaxPool3d : ParameterLessModule<Tensor, Tensor>
{
    internal AdaptiveMaxPool3d(long[] output_size)
        : base(nameof(AdaptiveMaxPool3d))
    {
        this.output_size = output_size;
    }

    /// <summary>The output's size.</summary>
    public long[] output_size { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.adaptive_max_pool3d(input, output_size);

    /// <summary>The largest values, and where each was found.</summary>
    public (Tensor output, Tensor indices) forward_with_indices(Tensor input) =>
        nn.functional.adaptive_max_pool3d_with_indices(input, output_size);
}
