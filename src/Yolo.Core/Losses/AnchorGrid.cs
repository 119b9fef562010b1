using Yolo.Geometry;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>The anchor points of a head for one size of input.</summary>
/// <remarks>Legend: A anchor points. The tensors belong to the grid.</remarks>
internal sealed class AnchorGrid : IDisposable
{
    internal AnchorGrid(IReadOnlyList<(int Rows, int Columns)> levels, IReadOnlyList<double> strides, Device device)
    {
        if (levels.Count != strides.Count)
        {
            throw new LossException($"The predictions have {levels.Count} levels, but the loss was made for {strides.Count}.");
        }

        (Levels, LevelStrides) = (levels, strides);
        Count = levels.Sum(level => level.Rows * level.Columns);
        (Width, Height) = ((float)(levels[0].Columns * strides[0]), (float)(levels[0].Rows * strides[0]));
        // A validation may be the first to need it, and a training goes on with it, whose backward passes keep no tensors of that mode.
        using var mode = inference_mode(false);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var points = AnchorPoints.Make(levels, strides, float32, device);
        Points = points.Points.t().contiguous().DetachFromDisposeScope();
        Strides = points.Strides.t().contiguous().DetachFromDisposeScope();
        Sizes = tensor([Width, Height, Width, Height]).SentTo(device).DetachFromDisposeScope();
    }

    /// <summary>Rows and columns of each level.</summary>
    internal IReadOnlyList<(int Rows, int Columns)> Levels { get; }

    /// <summary>Pixels for one cell of each level.</summary>
    internal IReadOnlyList<double> LevelStrides { get; }

    /// <summary>A.</summary>
    internal int Count { get; }

    /// <summary>Width of the input in pixels.</summary>
    internal float Width { get; }

    /// <summary>Height of the input in pixels.</summary>
    internal float Height { get; }

    /// <summary>[A, 2], x and y in cells.</summary>
    internal Tensor Points { get; }

    /// <summary>[A, 1], pixels for one cell.</summary>
    internal Tensor Strides { get; }

    /// <summary>[4], width, height, width, height in pixels.</summary>
    internal Tensor Sizes { get; }

    /// <summary>Whether it is that of a size of input.</summary>
    internal bool Fits(IReadOnlyList<(int Rows, int Columns)> levels, Device device) => Levels.SequenceEqual(levels) && Points.device == device;

    /// <inheritdoc/>
    public void Dispose()
    {
        Points.Dispose();
        Strides.Dispose();
        Sizes.Dispose();
    }
}
