using static TorchSharp.Tests.Operations.Operation;

namespace TorchSharp.Tests.Operations;

/// <summary>Comparisons, logic and bits.</summary>
internal static class ComparisonTable
{
    private static readonly double[] Left = [1, 2, 3, 0];
    private static readonly double[] Right = [1, 3, 2, 0];

    internal static IEnumerable<Operation> Operations => [.. Comparisons, .. Closeness, .. Logic, .. Bits];

    private static IEnumerable<Operation> Comparisons =>
    [
        .. Both(["eq"], (x, y) => x == y), .. Both(["ne"], (x, y) => x != y), .. Both(["lt"], (x, y) => x < y),
        .. Both(["le"], (x, y) => x <= y), .. Both(["gt"], (x, y) => x > y), .. Both(["ge"], (x, y) => x >= y),
        .. Pairs(["equal"], (x, y) => x == y), .. Pairs(["not_equal"], (x, y) => x != y), .. Pairs(["less"], (x, y) => x < y),
        .. Pairs(["less_equal"], (x, y) => x <= y), .. Pairs(["greater"], (x, y) => x > y), .. Pairs(["greater_equal"], (x, y) => x >= y),
        new("eq", new[] { 0.0, 1, 1 }, [new[] { 0.0, 0, 1 }], new[] { 1.0, 0, 1 }, "b"),
        new("eq", new[] { double.NaN }, [new[] { double.NaN }], new[] { 0.0 }),
    ];

    private static IEnumerable<Operation> Closeness =>
    [
        new("isclose", new[] { 1.0, 100, double.NaN }, [new[] { 1.001, 100.5, double.NaN }, 0.01, 0.0, true], new[] { 1.0, 1, 1 }, Wide),
        new("isclose", new[] { 1.0, 2 }, [new[] { 1.0, 3 }], new[] { 1.0, 0 }, Numeric),
        new("allclose", new[] { 1.0, 2 }, [new[] { 1.0, 2 }], true, Numeric), new("allclose", new[] { 1.0, 2 }, [new[] { 1.0, 2.5 }], false, Wide),
        new("Equals", new[] { 1.0, 2 }, [new[] { 1.0, 2 }], true, Numeric), new("Equals", new[] { 1.0, 2 }, [new[] { 1.0, 3 }], false, Numeric),
        new("isin", Left, [new[] { 3.0, 1 }], new[] { 1.0, 0, 1, 0 }, "fdi"),
        new("isin", Left, [new[] { 3.0, 1 }, false, true], new[] { 0.0, 1, 0, 1 }, "fdi"),
    ];

    private static IEnumerable<Operation> Logic =>
    [
        Zip("logical_and", (x, y) => x != 0 && y != 0 ? 1 : 0, [0, 0, 1, 1], [0, 1, 0, 1], All),
        Zip("logical_or", (x, y) => x != 0 || y != 0 ? 1 : 0, [0, 0, 1, 1], [0, 1, 0, 1], All),
        Zip("logical_xor", (x, y) => (x != 0) != (y != 0) ? 1 : 0, [0, 0, 1, 1], [0, 1, 0, 1], All),
        Map("logical_not", item => item == 0 ? 1 : 0, [0, 1], All),
    ];

    private static IEnumerable<Operation> Bits =>
    [
        Zip("bitwise_and", (x, y) => (int)x & (int)y, [12, 5, -1], [10, 3, 6], "i"),
        Zip("bitwise_or", (x, y) => (int)x | (int)y, [12, 5, -1], [10, 3, 6], "i"),
        Zip("bitwise_xor", (x, y) => (int)x ^ (int)y, [12, 5, -1], [10, 3, 6], "i"), Map("bitwise_not", item => ~(int)item, [0, 5, -1], "i"),
        Zip("bitwise_and", (x, y) => x * y, [0, 0, 1, 1], [0, 1, 0, 1], "b"), Zip("bitwise_or", Math.Max, [0, 0, 1, 1], [0, 1, 0, 1], "b"),
        Zip("bitwise_xor", (x, y) => Math.Abs(x - y), [0, 0, 1, 1], [0, 1, 0, 1], "b"), Map("bitwise_not", item => 1 - item, [0, 1], "b"),
        Zip("bitwise_left_shift", (x, y) => (int)x << (int)y, [1, 3], [4, 1], "i"),
        Zip("bitwise_right_shift", (x, y) => (int)x >> (int)y, [16, 7], [4, 1], "i"),
    ];

    private static IEnumerable<Operation> Pairs(string[] names, Func<double, double, bool> relation) =>
        names.Select(name => Zip(name, (x, y) => relation(x, y) ? 1 : 0, Left, Right, Numeric));

    private static IEnumerable<Operation> Both(string[] names, Func<double, double, bool> relation) =>
        Pairs(names, relation).Concat(names.Select(name => new Operation(name, Left, [2], Array.ConvertAll(Left, item => relation(item, 2) ? 1.0 : 0), Numeric)));
}
