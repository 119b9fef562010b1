using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Tensors as numbers of C#, and numbers as tensors.</summary>
internal static class Numbers
{
    internal static double[] Values(this Tensor tensor)
    {
        using var rows = tensor.detach().to(ScalarType.Float64).cpu().contiguous();
        return rows.data<double>().ToArray();
    }

    internal static Tensor Of(long[] shape, params double[] values) => tensor(values, dtype: ScalarType.Float64).reshape(shape);

    /// <summary>Numbers from -1 to 1 that are the same in every run.</summary>
    internal static Tensor Spread(params long[] shape)
    {
        var count = shape.Aggregate(1L, (product, size) => product * size);
        return Of(shape, [.. Enumerable.Range(0, (int)count).Select(i => Math.Sin((1.7 * i) + 0.3))]);
    }

    /// <summary>The tensors that are alive once the finalizers of those that other tests left behind have run.</summary>
    internal static long CountTensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }

    /// <summary>The gradient of a function at a place by central differences, element by element.</summary>
    internal static double[] NumericGradient(Func<Tensor, Tensor> function, Tensor at, double step = 1e-6)
    {
        var values = at.Values();
        var gradient = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            gradient[i] = (Shifted(i, step) - Shifted(i, -step)) / (2 * step);
        }

        return gradient;

        double Shifted(int index, double by)
        {
            using var scope = NewDisposeScope();
            var shifted = (double[])values.Clone();
            shifted[index] += by;
            return function(Of(at.shape, shifted)).Values().Single();
        }
    }
}
