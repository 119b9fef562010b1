using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Instance normalisation of [B, C, H, W].</summary>
public sealed class InstanceNorm2d : InstanceNorm
{
    internal InstanceNorm2d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(InstanceNorm2d))
    {
    }

    /// <inheritdoc/>
    protected override long GetNumberOfBatchDimensions() => 3;

    /// <inheritdoc/>
    protected override void ValidateInputDimensions(Tensor input) => RequireDimensions(input, 3, 4);
}
