using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalises each channel of each sample by its own mean and variance.</summary>
public abstract class InstanceNorm : NormBase
{
    private const double DefaultMomentum = 0.1;

    /// <summary>Makes scale and shift if <paramref name="affine"/>, and running statistics if <paramref name="track_running_stats"/>.</summary>
    public InstanceNorm(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum ?? DefaultMomentum, affine, track_running_stats, device, dtype, name)
    {
    }

    /// <summary>The number of dimensions from the channels on.</summary>
    protected abstract long GetNumberOfBatchDimensions();

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The number of dimensions or channels is wrong.</exception>
    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        var channelDimension = (int)(input.ndim - GetNumberOfBatchDimensions());
        if (input.size(channelDimension) != num_features)
        {
            throw new ArgumentException(FormattableString.Invariant($"The input has {input.size(channelDimension)} channels where {num_features} are expected."));
        }

        if (channelDimension > 0)
        {
            return Normalised(input);
        }

        using var batch = input.unsqueeze(0);
        using var normalised = Normalised(batch);
        return normalised.squeeze(0);
    }

    private Tensor Normalised(Tensor input) => nn.functional.instance_norm(
        input, running_mean, running_var, weight, bias, training || !track_running_stats, momentum ?? DefaultMomentum, eps);
}
