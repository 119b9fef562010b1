using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalises each channel by the mean and variance of the batch, or in evaluation by the running ones.</summary>
public abstract class BatchNorm : NormBase
{
    /// <summary>Makes scale and shift if <paramref name="affine"/>, and running statistics if <paramref name="track_running_stats"/>.</summary>
    public BatchNorm(
        long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        var share = CountBatch();
        var fromBatch = training || (running_mean is null && running_var is null);
        var remembers = !training || track_running_stats;
        return nn.functional.batch_norm(input, remembers ? running_mean : null, remembers ? running_var : null, weight, bias, fromBatch, share, eps);
    }
}
