using static TorchSharp.Tests.Operations.Operation;

namespace TorchSharp.Tests.Operations;

/// <summary>Sums, extremes, statistics, running values, order.</summary>
internal static class ReductionTable
{
    private static readonly double[,] Grid = { { 1, 5, 3 }, { 4, 2, 6 } };
    private static readonly double[,] WithHole = { { 1, double.NaN, 3 }, { 4, 2, 6 } };
    private static readonly double[,,] Cube = { { { 1, 5, 3 }, { 4, 2, 6 } } };

    internal static IEnumerable<Operation> Operations => [.. Sums, .. Extremes, .. Truth, .. Norms, .. Running, .. Statistics, .. Spread("std", 2.0, 3.5), .. Spread("var", 4.0, 3.5), .. Order, .. Integrals];

    private static IEnumerable<Operation> Sums =>
    [
        new("sum", Grid, [], 21.0, Numeric),
        new("sum", new[] { 1.0, 1, 0 }, [], 2.0, "b"),
        new("sum", Grid, [torch.ScalarType.Float64], 21.0, Numeric),
        new("sum", Grid, [1L], new double[] { 9, 12 }, Numeric),
        new("sum", Grid, [1L, true], new double[,] { { 9 }, { 12 } }, Numeric),
        new("sum", Cube, [0L, 1L], new double[] { 5, 7, 9 }, Numeric),
        new("sum", Cube, [0L, 1L, 2L], 21.0, Numeric),
        new("sum", Grid, [new long[] { 0 }], new double[] { 5, 7, 9 }, Numeric), new("nansum", WithHole, [], 16.0, Wide),
        new("mean", Grid, [], 3.5),
        new("mean", Grid, [new long[] { 1 }], new double[] { 3, 4 }),
        new("mean", Grid, [new long[] { 1 }, true], new double[,] { { 3 }, { 4 } }),
        new("nanmean", WithHole, [], 3.2),
        new("nanmean", WithHole, [1], new double[] { 2, 4 }),
        new("prod", Grid, [], 720.0, "fdi"),
        new("prod", Grid, [1], new double[] { 15, 48 }, "fdi"),
        new("trace", new double[,] { { 1, 2 }, { 3, 4 } }, [], 5.0, "fdi"),
        new("count_nonzero", new double[] { 1, 0, 1, 0 }, [], 2.0, All),
        new("count_nonzero", Grid, [new long[] { 0 }], new double[] { 2, 2, 2 }, Numeric),
        new("logsumexp", Grid, [0], new[] { Lse(1, 4), Lse(5, 2), Lse(3, 6) }),
    ];

    private static IEnumerable<Operation> Extremes =>
    [
        new("max", Grid, [], 6.0, Numeric),
        new("min", Grid, [], 1.0, Numeric),
        new("max", Grid, [1], Parts([5, 6], [1, 2]), Numeric),
        new("min", Grid, [1], Parts([1, 2], [0, 1]), Numeric),
        new("max", Grid, [1, true], new object[] { new double[,] { { 5 }, { 6 } }, new double[,] { { 1 }, { 2 } } }, Numeric),
        new("max", new double[] { 0, 1 }, [0], new object[] { 1.0, 1.0 }, All),
        new("amax", Grid, [new long[] { 0 }], new double[] { 4, 5, 6 }, Numeric),
        new("amin", Grid, [new long[] { 0 }], new double[] { 1, 2, 3 }, Numeric),
        new("amax", Grid, [new long[] { 0, 1 }, true], new double[,] { { 6 } }, Numeric),
        new("amin", Grid, [new long[] { 0, 1 }, true], new double[,] { { 1 } }, Numeric),
        new("aminmax", Grid, [], new object[] { 1.0, 6.0 }, Numeric),
        new("aminmax", Grid, [1], Parts([1, 2], [5, 6]), "fdi"),
        new("argmax", Grid, [], 5.0, Numeric),
        new("argmin", Grid, [], 0.0, Numeric),
        new("argmax", Grid, [1], new double[] { 1, 2 }, Numeric),
        new("argmin", Grid, [1, true], new double[,] { { 0 }, { 1 } }, Numeric),
    ];

    private static IEnumerable<Operation> Truth =>
    [
        new("all", new double[] { 1, 1 }, [], 1.0, All),
        new("all", new double[] { 1, 0 }, [], 0.0, All),
        new("any", new double[] { 0, 1 }, [], 1.0, All),
        new("any", new double[] { 0, 0 }, [], 0.0, All),
        new("all", new double[,] { { 1, 0 }, { 1, 1 } }, [1], new double[] { 0, 1 }, All),
        new("any", new double[,] { { 0, 0 }, { 1, 0 } }, [1], new double[] { 0, 1 }, All),
    ];

    private static IEnumerable<Operation> Norms =>
    [
        new("norm", new double[] { 3, 4 }, [], 5.0),
        new("norm", new double[] { 3, -4 }, [1.0], 7.0),
        new("norm", new double[,] { { 3, 4 }, { 6, 8 } }, [1], new double[] { 5, 10 }),
        new("norm", new double[] { 3, -4 }, [double.PositiveInfinity], 4.0),
        new("renorm", new double[,] { { 3, 4 }, { 0, 1 } }, [2.0, 0, 2.5], new double[,] { { 1.5, 2 }, { 0, 1 } }, "f"),
    ];

    private static IEnumerable<Operation> Running =>
    [
        new("cumsum", Grid, [1], new double[,] { { 1, 6, 9 }, { 4, 6, 12 } }, Numeric),
        new("cumprod", Grid, [1], new double[,] { { 1, 5, 15 }, { 4, 8, 48 } }, Numeric),
        new("cumsum", new double[] { 1, 0, 1 }, [0], new double[] { 1, 1, 2 }, "b"),
        new("cummax", Grid, [1], new object[] { new double[,] { { 1, 5, 5 }, { 4, 4, 6 } }, new double[,] { { 0, 1, 1 }, { 0, 0, 2 } } }, Numeric),
        new("cummin", Grid, [1], new object[] { new double[,] { { 1, 1, 1 }, { 4, 2, 2 } }, new double[,] { { 0, 0, 0 }, { 0, 1, 1 } } }, Numeric),
        new("logcumsumexp", new double[] { 1, 2 }, [0], new[] { 1, Lse(1, 2) }, Wide),
        new("diff", new double[] { 1, 4, 9 }, [], new double[] { 3, 5 }, Numeric),
        new("diff", new double[] { 1, 4, 9 }, [2], new double[] { 2 }, Numeric),
    ];

    private static IEnumerable<Operation> Statistics =>
    [
        new("median", Grid, [], 3.0, "fdi"),
        new("nanmedian", WithHole, [], 3.0, Wide),
        new("quantile", new double[] { 1, 2, 3, 4 }, [new[] { 0.5 }], new[] { 2.5 }, Wide),
        new("nanquantile", new[] { 1, double.NaN, 3 }, [new[] { 0.5 }], new[] { 2.0 }, Wide),
        new("mode", new double[] { 2, 3, 3, 1 }, [], new object[] { 3.0, 2.0 }, "fdi"),
        new("histc", new double[] { 0, 1, 1, 3 }, [4, 0, 4], new double[] { 1, 2, 0, 1 }, Wide),
        new("bincount", new double[] { 0, 2, 2 }, [null], new double[] { 1, 0, 2 }, "i"),
        new("bincount", new double[] { 0, 2, 2 }, [null, 5], new double[] { 1, 0, 2, 0, 0 }, "i"),
        new("cov", new double[,] { { 1, 2, 3 }, { 3, 2, 1 } }, [], new double[,] { { 1, -1 }, { -1, 1 } }, Wide),
        new("corrcoef", new double[,] { { 1, 2, 3 }, { 3, 2, 1 } }, [], new double[,] { { 1, -1 }, { -1, 1 } }, Wide),
        new("unique", new double[] { 3, 1, 3 }, [true, true, true],
            new object[] { new double[] { 1, 3 }, new double[] { 1, 0, 1 }, new double[] { 1, 2 } }, "fdi"),
        new("unique", new double[] { 3, 1, 3 }, [], new object?[] { new double[] { 1, 3 }, null, null }, "fdib"[..3]),
        new("unique", new double[,] { { 1, 2 }, { 1, 2 } }, [true, false, true, 0],
            new object?[] { new double[,] { { 1, 2 } }, null, new double[] { 2 } }, "fdi"),
        new("unique_consecutive", new double[] { 3, 3, 1, 3 }, [false, true],
            new object?[] { new double[] { 3, 1, 3 }, null, new double[] { 2, 1, 1 } }, "fdi"),
    ];

    private static IEnumerable<Operation> Order =>
    [
        new("sort", Grid, [], new object[] { new double[,] { { 1, 3, 5 }, { 2, 4, 6 } }, new double[,] { { 0, 2, 1 }, { 1, 0, 2 } } }, Numeric),
        new("sort", Grid, [0, true, true], new object[] { new double[,] { { 4, 5, 6 }, { 1, 2, 3 } }, new double[,] { { 1, 0, 1 }, { 0, 1, 0 } } },
            Numeric),
        new("argsort", Grid, [1, true], new double[,] { { 1, 2, 0 }, { 2, 0, 1 } }, Numeric),
        new("msort", Grid, [], new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }, Numeric),
        new("topk", Grid, [2], new object[] { new double[,] { { 5, 3 }, { 6, 4 } }, new double[,] { { 1, 2 }, { 2, 0 } } }, Numeric),
        new("topk", Grid, [1, 0, false], new object[] { new double[,] { { 1, 2, 3 } }, new double[,] { { 0, 1, 0 } } }, Numeric),
        new("kthvalue", Grid, [2, 1], Parts([3, 4], [2, 0]), "fdi"),
        new("kthvalue", Grid, [1, null], Parts([1, 2], [0, 1]), "fdi"),
        new("bucketize", new double[] { 0, 2, 5 }, [new double[] { 1, 2, 3 }], new double[] { 0, 1, 3 }, "fdi"),
        new("bucketize", new double[] { 0, 2, 5 }, [new double[] { 1, 2, 3 }, true, true], new double[] { 0, 2, 3 }, "fdi"),
        new("searchsorted", new double[] { 1, 3, 5 }, [new double[] { 3, 4 }], new double[] { 1, 2 }, "fdi"),
        new("searchsorted", new double[] { 1, 3, 5 }, [new double[] { 3, 4 }, false, true], new double[] { 2, 2 }, "fdi"),
        new("searchsorted", new double[] { 1, 3, 5 }, [4, false, false, null], 2.0, "fdi"),
    ];

    private static IEnumerable<Operation> Integrals =>
    [
        .. new[] { "trapezoid", "trapz" }.SelectMany(name => new Operation[] { new(name, new double[] { 1, 3, 5 }, [], 6.0, Wide), new(name, new double[] { 1, 3, 5 }, [2.0], 12.0, Wide), new(name, new double[] { 1, 3, 5 }, [new double[] { 0, 1, 3 }], 10.0, Wide) }),
        new("cumulative_trapezoid", new double[] { 1, 3, 5 }, [], new double[] { 2, 6 }, Wide),
        new("cumulative_trapezoid", new double[] { 1, 3, 5 }, [new double[] { 0, 1, 3 }], new double[] { 2, 10 }, Wide),
    ];

    private static IEnumerable<Operation> Spread(string name, double along, double whole)
    {
        Func<double, double> value = name == "std" ? Math.Sqrt : item => item;
        var rows = new[] { value(4), value(4) };
        yield return new(name, Grid, [], value(whole), Wide);
        yield return new(name, Grid, [false], value(whole * 5 / 6), Wide);
        yield return new(name, Grid, [1L], new[] { along, along }, Wide);
        yield return new(name, Grid, [new long[] { 1 }, false, true], new double[,] { { value(8 / 3.0) }, { value(8 / 3.0) } }, Wide);
        yield return new(name, Grid, [(0L, 1L)], value(whole), Wide);
        yield return new(name, Cube, [(0L, 1L, 2L)], value(whole), Wide);
        yield return new(name + "_mean", Grid, [], new object[] { value(whole), 3.5 }, Wide);
        yield return new(name + "_mean", Grid, [1L], new object[] { rows, new double[] { 3, 4 } }, Wide);
        yield return new(name + "_mean", Grid, [new long[] { 1 }], new object[] { rows, new double[] { 3, 4 } }, Wide);
        yield return new(name + "_mean", Grid, [(0L, 1L)], new object[] { value(whole), 3.5 }, Wide);
        yield return new(name + "_mean", Cube, [(0L, 1L, 2L)], new object[] { value(whole), 3.5 }, Wide);
    }

    private static object[] Parts(double[] first, double[] second) => [first, second];

    private static double Lse(double x, double y) => Math.Log(Math.Exp(x) + Math.Exp(y));
}
