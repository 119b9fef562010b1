using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>
/// While it lives, the weights of convolutions that are built on this thread are counted, and as a rule hold no numbers yet: all of them are about to be
/// copied from somewhere, and drawing millions of random numbers first is half of the time that it takes to load a network.
/// </summary>
internal sealed class WeightAllocation : IDisposable
{
    [ThreadStatic]
    private static WeightAllocation? current;

    private readonly WeightAllocation? outer;
    private readonly bool drawsNumbers;
    private long left;

    /// <summary>Begins.</summary>
    /// <param name="most">How many numbers the weights may have together; what asks for more is refused before it takes memory.</param>
    /// <param name="drawsNumbers">Whether weights get their random numbers all the same, because nothing will be copied.</param>
    internal WeightAllocation(long most = long.MaxValue, bool drawsNumbers = false)
    {
        (outer, left, this.drawsNumbers) = (current, most, drawsNumbers);
        current = this;
    }

    /// <summary>Makes a convolution without a bias.</summary>
    /// <param name="make">Makes it on a device; null: where convolutions are made by themselves.</param>
    /// <exception cref="ArgumentException">There are more weights than allowed.</exception>
    internal static Conv2d Convolution(Func<Device?, Conv2d> make)
    {
        if (current is not { } allocation)
        {
            return make(null);
        }

        // There it has shapes alone, and drawing numbers does nothing.
        var convolution = make(META);
        allocation.Claim(convolution.weight.numel());
        if (allocation.drawsNumbers)
        {
            convolution.Dispose();
            return make(null);
        }

        convolution.weight = new Parameter(empty(convolution.weight.shape));
        return convolution;
    }

    /// <inheritdoc/>
    public void Dispose() => current = outer;

    private void Claim(long numbers)
    {
        left -= numbers;
        if (left < 0)
        {
            throw new ArgumentException(drawsNumbers ? "The network would have more weights than anybody trains." : "The network would have more weights than its file has room for.");
        }
    }
}
