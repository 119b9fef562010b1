using Yolo.Data.Sampling;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Yolo.Engine.Optimization;

/// <summary>Varies the size of the input from batch to batch, so that the network learns to find objects at other sizes.</summary>
/// <remarks>Legend: B pictures, H and W size of the input. Labels are shares of the input and stay as they are.</remarks>
internal static class MultiScale
{
    // Sizes must not repeat the numbers of samples, whose indices begin at 0, nor those of the order.
    private const long SizeIndex = -2;

    /// <summary>A batch at another size.</summary>
    /// <param name="input">[B, 3, H, W]; stays its owner's.</param>
    /// <param name="share">How far the longer side may be from the usual one, as a share of it; 0 to leave it.</param>
    /// <param name="imageSize">The usual longer side in pixels.</param>
    /// <param name="stride">Sides are multiples of it.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="iteration">Number of the batch over all epochs: the size depends on nothing but this and the seed.</param>
    /// <returns>[B, 3, H', W'], or the batch itself.</returns>
    internal static Tensor Resize(Tensor input, double share, int imageSize, int stride, int seed, long iteration)
    {
        if (share == 0)
        {
            return input;
        }

        var longer = Math.Max(input.size(2), input.size(3));
        var factor = (double)Side(share, imageSize, stride, seed, iteration) / longer;
        long Scaled(long side) => (long)Math.Ceiling(side * factor / stride) * stride;
        return factor == 1
            ? input
            : functional.interpolate(input, [Scaled(input.size(2)), Scaled(input.size(3))], mode: InterpolationMode.Bilinear, align_corners: false);
    }

    /// <summary>The longer side of a batch in pixels, a multiple of the stride, at least one.</summary>
    internal static int Side(double share, int imageSize, int stride, int seed, long iteration)
    {
        var random = new SampleRandom(seed, iteration, SizeIndex);
        var smallest = (int)(imageSize * (1 - share));
        var beyond = (int)((imageSize * (1 + share)) + stride);
        return Math.Max(stride, (smallest + random.NextInt(beyond - smallest)) / stride * stride);
    }
}
