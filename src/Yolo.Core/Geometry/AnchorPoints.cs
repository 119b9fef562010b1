using static TorchSharp.torch;

namespace Yolo.Geometry;

/// <summary>
/// The points from which a head predicts: the centre of every cell of every level, levels in the head's order, cells row by row.
/// </summary>
/// <remarks>Legend: A anchor points of all levels.</remarks>
internal sealed class AnchorPoints : IDisposable
{
    private AnchorPoints(Tensor points, Tensor strides)
    {
        Points = points;
        Strides = strides;
    }

    /// <summary>[2, A]: x and y of each point in cells of its level, so that the first is (0.5, 0.5).</summary>
    public Tensor Points { get; }

    /// <summary>[1, A]: pixels of the input for one cell of the point's level.</summary>
    public Tensor Strides { get; }

    /// <summary>Makes the points. Whoever calls disposes them; dispose scopes do not.</summary>
    /// <param name="levels">Rows and columns of each level.</param>
    /// <param name="strides">Pixels for one cell, level by level.</param>
    /// <param name="dtype">Type of the numbers.</param>
    /// <param name="device">Where they live.</param>
    public static AnchorPoints Make(IReadOnlyList<(int Rows, int Columns)> levels, IReadOnlyList<double> strides, ScalarType dtype, Device device)
    {
        ArgumentNullException.ThrowIfNull(levels);
        ArgumentNullException.ThrowIfNull(strides);
        var count = levels.Sum(level => level.Rows * level.Columns);
        var points = new float[2 * count];
        var steps = new float[count];
        var next = 0;
        for (var level = 0; level < levels.Count; level++)
        {
            for (var cell = 0; cell < levels[level].Rows * levels[level].Columns; cell++, next++)
            {
                points[next] = (cell % levels[level].Columns) + 0.5f;
                points[count + next] = (cell / levels[level].Columns) + 0.5f;
                steps[next] = (float)strides[level];
            }
        }

        return new AnchorPoints(Place(points, 2, dtype, device), Place(steps, 1, dtype, device));
    }

    /// <summary>The same points as tensors of the caller's dispose scope; they stay when these are disposed.</summary>
    internal AnchorPoints View() => new(Points.alias(), Strides.alias());

    /// <inheritdoc/>
    public void Dispose()
    {
        Points.Dispose();
        Strides.Dispose();
    }

    private static Tensor Place(float[] values, long rows, ScalarType dtype, Device device)
    {
        using var scope = NewDisposeScope();
        return tensor(values, [rows, values.Length / rows]).to(dtype, device).DetachFromDisposeScope();
    }
}
