using static TorchSharp.Tests.Operations.Operation;

namespace TorchSharp.Tests.Operations;

/// <summary>Products of matrices and vectors, and what is solved with them.</summary>
internal static class LinearAlgebraTable
{
    private static readonly double[,] A = { { 1, 2 }, { 3, 4 } };
    private static readonly double[,] B = { { 0, 1 }, { 2, 1 } };
    private static readonly double[,] Product = { { 4, 3 }, { 8, 7 } };
    private static readonly double[,,] BatchA = { { { 1, 2 }, { 3, 4 } } };
    private static readonly double[,,] BatchB = { { { 0, 1 }, { 2, 1 } } };
    private static readonly double[,,] BatchProduct = { { { 4, 3 }, { 8, 7 } } };
    private static readonly double[] X = [1, 2];
    private static readonly double[] Y = [3, 4];

    internal static IEnumerable<Operation> Operations => [.. Products, .. Sums, .. Solutions];

    private static IEnumerable<Operation> Products =>
    [
        new("matmul", A, [B], Product, Numeric),
        new("mm", A, [B], Product, Numeric),
        new("matmul", A, [X], new double[] { 5, 11 }, Numeric),
        new("mv", A, [X], new double[] { 5, 11 }, Numeric),
        new("bmm", BatchA, [BatchB], BatchProduct, Numeric),
        new("matmul", BatchA, [B], BatchProduct, Numeric),
        new("dot", X, [Y], 11.0, Numeric),
        new("vdot", X, [Y], 11.0, Numeric),
        new("inner", X, [Y], 11.0, Numeric),
        .. new[] { "outer", "ger" }.Select(name => new Operation(name, X, [Y], new double[,] { { 3, 4 }, { 6, 8 } }, Numeric)),
        new("kron", X, [Y], new double[] { 3, 4, 6, 8 }, Numeric),
        new("tensordot", A, [B], 12.0, Wide),
        new("tensordot", A, [B, 1], Product, Wide),
        new("tensordot", A, [B, new long[] { 1 }, new long[] { 0 }], Product, Wide),
        new("tensordot", A, [B, new[] { (1L, 0L) }], Product, Wide),
        new("cdist", new double[,] { { 0, 0 }, { 3, 4 } }, [new double[,] { { 0, 0 } }], new double[,] { { 0 }, { 5 } }, Wide),
        new("cdist", new double[,] { { 0, 0 }, { 3, 4 } }, [new double[,] { { 0, 0 } }, 1.0], new double[,] { { 0 }, { 7 } }, Wide),
        new("cdist", new double[,] { { 3, 4 } }, [new double[,] { { 0, 0 } }, 2.0, compute_mode.donot_use_mm_for_euclid_dist],
            new double[,] { { 5 } }, Wide),
    ];

    private static IEnumerable<Operation> Sums =>
    [
        new("addmm", A, [A, B, 2.0, 1.0], new double[,] { { 6, 7 }, { 14, 15 } }, Wide),
        new("addmv", X, [A, X, 1.0, 2.0], new double[] { 11, 24 }, Wide),
        new("addr", A, [X, Y], new double[,] { { 4, 6 }, { 9, 12 } }, Wide),
        new("addbmm", A, [BatchA, BatchB], new double[,] { { 5, 5 }, { 11, 11 } }, Wide),
        new("baddbmm", BatchA, [BatchA, BatchB], new double[,,] { { { 5, 5 }, { 11, 11 } } }),
        new("baddbmm", BatchA, [BatchA, BatchB, 2.0, 0.5], new double[,,] { { { 4, 5.5 }, { 10, 11.5 } } }),
    ];

    private static IEnumerable<Operation> Solutions =>
    [
        new("inverse", A, [], new double[,] { { -2, 1 }, { 1.5, -0.5 } }, Wide),
        new("pinverse", A, [], new double[,] { { -2, 1 }, { 1.5, -0.5 } }, Wide),
        new("det", A, [], -2.0, Wide),
        new("logdet", new double[,] { { 2, 0 }, { 0, 3 } }, [], Math.Log(6), Wide),
        new("slogdet", A, [], new object[] { -1.0, Math.Log(2) }, Wide),
        new("matrix_exp", new double[,] { { 0, 1 }, { 0, 0 } }, [], new double[,] { { 1, 1 }, { 0, 1 } }, Wide),
        new("matrix_power", A, [2], new double[,] { { 7, 10 }, { 15, 22 } }, Wide),
        new("cholesky_inverse", new double[,] { { 2, 0 }, { 0, 4 } }, [], new[,] { { 0.25, 0 }, { 0, 0.0625 } }, Wide),
        new("cholesky_solve", new double[,] { { 4 }, { 16 } }, [new double[,] { { 2, 0 }, { 0, 4 } }], new double[,] { { 1 }, { 1 } }, Wide),
    ];
}
