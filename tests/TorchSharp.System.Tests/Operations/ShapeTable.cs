using static TorchSharp.Tests.Operations.Operation;

namespace TorchSharp.Tests.Operations;

/// <summary>Views, rearrangements, parts and diagonals. Their values do not depend on the type, so most rows try them all.</summary>
internal static class ShapeTable
{
    private static readonly double[] Six = [1, 0, 1, 1, 0, 0];
    private static readonly double[,] Grid = { { 1, 0, 1 }, { 1, 0, 0 } };
    private static readonly double[,] Turned = { { 1, 1 }, { 0, 0 }, { 1, 0 } };
    private static readonly double[,,] Cube = { { { 1, 0, 1 } }, { { 1, 0, 0 } } };
    private static readonly double[,] Square = { { 1, 2 }, { 3, 4 } };

    internal static IEnumerable<Operation> Operations => [.. Views, .. Transposes, .. Expansions, .. Arrangements, .. Parts, .. Diagonals];

    private static IEnumerable<Operation> Views =>
    [
        new("view", Six, [new long[] { 2, -1 }], Grid, All),
        new("reshape", Six, [new long[] { 2, 3 }], Grid, All),
        new("reshape", Turned, [new long[] { -1 }], new double[] { 1, 1, 0, 0, 1, 0 }, All),
        new("view_as", Six, [Grid], Grid, All),
        new("ravel", Grid, [], Six, All),
        new("flatten", Cube, [], Six, All),
        new("flatten", Cube, [0, 1], Grid, All),
        new("unflatten", Six, [0, new long[] { 2, 3 }], Grid, All), new("unflatten", Six, [0, new torch.Size((2, 3))], Grid, All),
        new("squeeze", Cube, [], Grid, All),
        new("squeeze", Cube, [1], Grid, All),
        new("squeeze", Cube, [0], Cube, All),
        new("unsqueeze", Grid, [1], Cube, All),
        new("as_strided", Six, [new long[] { 2, 2 }, new long[] { 2, 1 }, 1], new double[,] { { 0, 1 }, { 1, 0 } }, All),
        new("unfold", Six, [0, 3, 3], Grid, All),
        new("atleast_1d", Six, [], Six, All),
        new("atleast_2d", Six, [], new double[,] { { 1, 0, 1, 1, 0, 0 } }, All),
        new("atleast_3d", Grid, [], new double[,,] { { { 1 }, { 0 }, { 1 } }, { { 1 }, { 0 }, { 0 } } }, All),
    ];

    private static IEnumerable<Operation> Transposes =>
    [
        new("permute", Grid, [new long[] { 1, 0 }], Turned, All), new("permute", Grid, [new List<long> { 1, 0 }], Turned, All),
        .. new[] { "transpose", "swapaxes", "swapdims" }.Select(name => new Operation(name, Grid, [0, 1], Turned, All)),
        new("t", Grid, [], Turned, All),
        new("adjoint", Grid, [], Turned, All),
        .. new[] { "movedim", "moveaxis" }.SelectMany(name => new Operation[] { new(name, Grid, [new long[] { 0 }, new long[] { 1 }], Turned, All), new(name, Grid, [0L, 1L], Turned, All) }),
        new("moveaxis", new double[,,,] { { { { 1 } } } }, [(0L, 1L, 2L, 3L), (0L, 1L, 2L, 3L)], new double[,,,] { { { { 1 } } } }, All),
        new("moveaxis", Grid, [(0L, 1L), (1L, 0L)], Turned, All), new("moveaxis", Cube, [(0L, 1L, 2L), (0L, 1L, 2L)], Cube, All),
    ];

    private static IEnumerable<Operation> Expansions =>
    [
        new("expand", new double[,] { { 1, 0 } }, [new long[] { 2, -1 }], new double[,] { { 1, 0 }, { 1, 0 } }, All),
        new("expand", new double[] { 1, 0 }, [new torch.Size((2, 2))], new double[,] { { 1, 0 }, { 1, 0 } }, All),
        new("expand_as", new double[] { 1, 0 }, [Square], new double[,] { { 1, 0 }, { 1, 0 } }, All),
        new("broadcast_to", new double[] { 1, 0 }, [new long[] { 2, 2 }], new double[,] { { 1, 0 }, { 1, 0 } }, All),
    ];

    private static IEnumerable<Operation> Arrangements =>
    [
        new("repeat", new double[] { 1, 0 }, [new long[] { 2, 2 }], new double[,] { { 1, 0, 1, 0 }, { 1, 0, 1, 0 } }, All),
        new("tile", new double[] { 1, 0 }, [new long[] { 2 }], new double[] { 1, 0, 1, 0 }, All),
        new("repeat_interleave", new double[] { 1, 0 }, [2], new double[] { 1, 1, 0, 0 }, All),
        new("repeat_interleave", new double[] { 1, 0 }, [new Index(1, 3)], new double[] { 1, 0, 0, 0 }, All),
        new("repeat_interleave", Grid, [2, 0], new double[,] { { 1, 0, 1 }, { 1, 0, 1 }, { 1, 0, 0 }, { 1, 0, 0 } }, All),
        new("flip", Grid, [new long[] { 0, 1 }], new double[,] { { 0, 0, 1 }, { 1, 0, 1 } }, All),
        new("fliplr", Grid, [], new double[,] { { 1, 0, 1 }, { 0, 0, 1 } }, All),
        new("flipud", Grid, [], new double[,] { { 1, 0, 0 }, { 1, 0, 1 } }, All),
        new("roll", Six, [2], new double[] { 0, 0, 1, 0, 1, 1 }, All),
        new("roll", Grid, [1, 1], new double[,] { { 1, 1, 0 }, { 0, 1, 0 } }, All),
        new("roll", Grid, [new long[] { 1 }], new double[,] { { 1, 0, 0 }, { 1, 0, 1 } }, All),
        new("roll", Grid, [new long[] { 1, 1 }, new long[] { 0, 1 }], new double[,] { { 0, 1, 0 }, { 1, 1, 0 } }, All),
        new("roll", Grid, [(1L, 1L), (0L, 1L)], new double[,] { { 0, 1, 0 }, { 1, 1, 0 } }, All),
        new("roll", Cube, [(1L, 0L, 0L), (0L, 1L, 2L)], new double[,,] { { { 1, 0, 0 } }, { { 1, 0, 1 } } }, All),
        new("rot90", Square, [], new double[,] { { 2, 4 }, { 1, 3 } }, Numeric),
        new("rot90", Square, [2, (0L, 1L)], new double[,] { { 4, 3 }, { 2, 1 } }, Numeric),
        new("channel_shuffle", new double[,,] { { { 1 }, { 2 }, { 3 }, { 4 } } }, [2], new double[,,] { { { 1 }, { 3 }, { 2 }, { 4 } } }, Wide),
    ];

    private static IEnumerable<Operation> Parts =>
    [
        new("chunk", Six, [2], new object[] { new double[] { 1, 0, 1 }, new double[] { 1, 0, 0 } }, All),
        new("unbind", Grid, [], new object[] { new double[] { 1, 0, 1 }, new double[] { 1, 0, 0 } }, All),
        new("unbind", Turned, [1], new object[] { new double[] { 1, 0, 1 }, new double[] { 1, 0, 0 } }, All),
        new("split", Six, [4L], new object[] { new double[] { 1, 0, 1, 1 }, new double[] { 0, 0 } }, All),
        new("split", Six, [new long[] { 1, 5 }], new object[] { new double[] { 1 }, new double[] { 0, 1, 1, 0, 0 } }, All),
        new("split", Grid, [new long[] { 1, 2 }, 1], new object[] { new double[,] { { 1 }, { 1 } }, new double[,] { { 0, 1 }, { 0, 0 } } }, All),
        new("tensor_split", Six, [4], new object[] { new double[] { 1, 0 }, new double[] { 1, 1 }, new double[] { 0 }, new double[] { 0 } }, All),
        new("tensor_split", Six, [new long[] { 1 }], new object[] { new double[] { 1 }, new double[] { 0, 1, 1, 0, 0 } }, All),
        new("tensor_split", Six, [new Index(1)], new object[] { new double[] { 1 }, new double[] { 0, 1, 1, 0, 0 } }, All),
        new("hsplit", Grid, [3L], new object[] { new double[,] { { 1 }, { 1 } }, new double[,] { { 0 }, { 0 } }, new double[,] { { 1 }, { 0 } } },
            All),
        new("hsplit", Grid, [new long[] { 1 }], new object[] { new double[,] { { 1 }, { 1 } }, new double[,] { { 0, 1 }, { 0, 0 } } }, All),
        new("hsplit", Grid, [new Index(1)], new object[] { new double[,] { { 1 }, { 1 } }, new double[,] { { 0, 1 }, { 0, 0 } } }, All),
        .. new object[] { (1L, 2L), (1L, 2L, 3L), (1L, 2L, 3L, 3L) }.Select((cuts, extra) => new Operation("hsplit", Grid, [cuts], new object[] { new double[,] { { 1 }, { 1 } }, new double[,] { { 0 }, { 0 } }, new double[,] { { 1 }, { 0 } } }.Concat(Enumerable.Repeat<object>(new double[2, 0], extra)).ToArray(), "f")),
        new("vsplit", Grid, [2L], new object[] { new double[,] { { 1, 0, 1 } }, new double[,] { { 1, 0, 0 } } }, All),
        new("vsplit", Grid, [new long[] { 1 }], new object[] { new double[,] { { 1, 0, 1 } }, new double[,] { { 1, 0, 0 } } }, All),
        new("vsplit", Grid, [new Index(1)], new object[] { new double[,] { { 1, 0, 1 } }, new double[,] { { 1, 0, 0 } } }, All),
        new("dsplit", new double[,,] { { { 1, 2 } } }, [2L], new object[] { new double[,,] { { { 1 } } }, new double[,,] { { { 2 } } } }, Numeric),
        new("dsplit", new double[,,] { { { 1, 2 } } }, [new long[] { 1 }],
            new object[] { new double[,,] { { { 1 } } }, new double[,,] { { { 2 } } } }, Numeric),
        new("dsplit", new double[,,] { { { 1, 2 } } }, [new Index(1)], new object[] { new double[,,] { { { 1 } } }, new double[,,] { { { 2 } } } },
            Numeric),
        .. new object[] { (1L, 2L), (1L, 2L, 2L), (1L, 2L, 2L, 2L) }.Select((cuts, extra) => new Operation("dsplit", new double[,,] { { { 1, 2 } } }, [cuts], new object[] { new double[,,] { { { 1 } } }, new double[,,] { { { 2 } } } }.Concat(Enumerable.Repeat<object>(new double[1, 1, 0], extra + 1)).ToArray(), "f")),
    ];

    private static IEnumerable<Operation> Diagonals =>
    [
        new("diag", new double[] { 1, 2 }, [], new double[,] { { 1, 0 }, { 0, 2 } }, "fdi"),
        new("diag", Square, [1], new double[] { 2 }, "fdi"),
        new("diagflat", new double[] { 1, 2 }, [1], new double[,] { { 0, 1, 0 }, { 0, 0, 2 }, { 0, 0, 0 } }, "fdi"),
        new("diag_embed", new double[] { 1, 2 }, [], new double[,] { { 1, 0 }, { 0, 2 } }, Numeric),
        new("diagonal", Square, [], new double[] { 1, 4 }, Numeric),
        new("diagonal", Square, [-1], new double[] { 3 }, Numeric),
        new("tril", Square, [], new double[,] { { 1, 0 }, { 3, 4 } }, "fdi"),
        new("triu", Square, [], new double[,] { { 1, 2 }, { 0, 4 } }, "fdi"),
        new("triu", Square, [1], new double[,] { { 0, 2 }, { 0, 0 } }, "fdi"),
        new("vander", new double[] { 2, 3 }, [], new double[,] { { 2, 1 }, { 3, 1 } }, "fdi"),
        new("vander", new double[] { 2, 3 }, [3, true], new double[,] { { 1, 2, 4 }, { 1, 3, 9 } }, "fdi"),
        new("diagonal_scatter", Square, [new double[] { 8, 9 }], new double[,] { { 8, 2 }, { 3, 9 } }, Numeric),
    ];
}
