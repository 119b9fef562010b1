using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>Keeps the anchor points of the last size of input, which in a training seldom changes.</summary>
/// <param name="strides">Pixels for one cell of each level.</param>
internal sealed class AnchorGrids(IReadOnlyList<double> strides) : IDisposable
{
    private AnchorGrid? last;

    /// <summary>The anchor points of a size of input. They stay until those of another size are asked for.</summary>
    /// <exception cref="LossException">There are more or fewer levels than strides.</exception>
    internal AnchorGrid Of(IReadOnlyList<(int Rows, int Columns)> levels, Device device)
    {
        if (last?.Fits(levels, device) != true)
        {
            last?.Dispose();
            last = null;
            last = new AnchorGrid(levels, strides, device);
        }

        return last;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        last?.Dispose();
        last = null;
    }
}
