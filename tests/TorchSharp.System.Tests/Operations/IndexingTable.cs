using static TorchSharp.Tests.Operations.Operation;

namespace TorchSharp.Tests.Operations;

/// <summary>Selecting, filling and scattering.</summary>
internal static class IndexingTable
{
    private static readonly double[] Four = [1, 0, 1, 1];
    private static readonly double[,] Grid = { { 1, 5, 3 }, { 4, 2, 6 } };

    internal static IEnumerable<Operation> Operations => [.. Selecting, .. Filling, .. Scattering];

    private static IEnumerable<Operation> Selecting =>
    [
        new("select", Grid, [0, 1], new double[] { 4, 2, 6 }, Numeric),
        new("narrow", Grid, [1, 1, 2], new double[,] { { 5, 3 }, { 2, 6 } }, Numeric),
        new("slice", Grid, [1, 0, 3, 2], new double[,] { { 1, 3 }, { 4, 6 } }, Numeric),
        new("index_select", Grid, [1, new Index(2, 0)], new double[,] { { 3, 1 }, { 6, 4 } }, Numeric),
        new("index_select", Four, [0, new Index(1, 0)], new double[] { 0, 1 }, All),
        new("masked_select", Four, [new Mask(true, true, false, false)], new double[] { 1, 0 }, All),
        new("gather", Grid, [1, new Index(new long[,] { { 2, 2 }, { 0, 1 } })], new double[,] { { 3, 3 }, { 4, 2 } }, Numeric),
        new("take", Grid, [new Index(5, 0)], new double[] { 6, 1 }, Numeric),
        new("take_along_dim", Grid, [new Index(new long[,] { { 2 }, { 0 } }), 1], new double[,] { { 3 }, { 4 } }, Numeric),
        new("take_along_dim", Four, [new List<long> { 1, 0 }, 0], new double[] { 0, 1 }, Numeric),
        new("nonzero", Four, [], new double[,] { { 0 }, { 2 }, { 3 } }, All),
        new("argwhere", Four, [], new double[,] { { 0 }, { 2 }, { 3 } }, All),
        new("nonzero_as_list", Four, [], new object[] { new double[] { 0, 2, 3 } }, All),
    ];

    private static IEnumerable<Operation> Filling =>
    [
        new("masked_fill", Four, [new Mask(true, true, false, false), 0], new double[] { 0, 0, 1, 1 }, Numeric),
        new("masked_scatter", Four, [new Mask(true, true, false, false), new double[] { 7, 8 }], new double[] { 7, 8, 1, 1 }, Numeric),
        new("index_fill", Grid, [1, new Index(0, 2), 9], new double[,] { { 9, 5, 9 }, { 9, 2, 9 } }, Numeric),
        new("index_copy", Grid, [0, new Index(1), new double[,] { { 7, 8, 9 } }], new double[,] { { 1, 5, 3 }, { 7, 8, 9 } }, Numeric),
        new("index_add", Grid, [0, new Index(1, 1), new double[,] { { 1, 1, 1 }, { 2, 2, 2 } }, 2], new double[,] { { 1, 5, 3 }, { 10, 8, 12 } },
            Numeric),
        new("fill", Four, [3], new double[] { 3, 3, 3, 3 }, Numeric),
        new("zero", Four, [], new double[4], All),
    ];

    private static IEnumerable<Operation> Scattering =>
    [
        new("scatter", Grid, [1, new Index(new long[,] { { 0, 2 }, { 1, 0 } }), new double[,] { { 7, 8 }, { 9, 10 } }],
            new double[,] { { 7, 5, 8 }, { 10, 9, 6 } }, Numeric),
        new("scatter_add", Grid, [1, new Index(new long[,] { { 0, 0 }, { 1, 1 } }), new double[,] { { 7, 8 }, { 9, 10 } }],
            new double[,] { { 16, 5, 3 }, { 4, 21, 6 } }, Numeric),
        new("select_scatter", Grid, [new double[] { 7, 8, 9 }, 0, 1], new double[,] { { 1, 5, 3 }, { 7, 8, 9 } }, Numeric),
        new("slice_scatter", Grid, [new double[,] { { 7 }, { 8 } }, 1, 2], new double[,] { { 1, 5, 7 }, { 4, 2, 8 } }, Numeric),
    ];
}
