using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Resizes pictures to a size or by a factor.</summary>
public sealed class Upsample : ParameterLessModule<Tensor, Tensor>
{
    private readonly long[]? sizes;
    private readonly double[]? factors;

    internal Upsample(long[]? size, double[]? scale_factor, UpsampleMode mode, bool? align_corners, bool? recompute_scale_factor)
        : base(nameof(Upsample))
    {
        sizes = size;
        factors = scale_factor;
        this.mode = mode;
        this.align_corners = align_corners;
        this.recompute_scale_factor = recompute_scale_factor;
    }

    /// <summary>Whether the factor is computed again from the sizes.</summary>
    public bool? recompute_scale_factor { get; set; }

    /// <summary>How values between pixels are found.</summary>
    public UpsampleMode mode { get; private set; }

    /// <summary>Whether the centres of the corner pixels stay in place, for linear and cubic modes.</summary>
    public bool? align_corners { get; private set; }

    /// <summary>The size; empty if a factor is given.</summary>
    public ReadOnlySpan<long> size => sizes;

    /// <summary>The factor of each direction; empty if a size is given.</summary>
    public ReadOnlySpan<double> scale_factor => factors;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) =>
        nn.functional.interpolate(input, sizes, factors, (InterpolationMode)mode, align_corners, recompute_scale_factor ?? false);
}
