using static TorchSharp.Tests.Operations.Operation;

namespace TorchSharp.Tests.Operations;

/// <summary>Functions of pairs of elements and of elements with numbers.</summary>
internal static class ArithmeticTable
{
    private static readonly double[] Left = [-3, 1, 4, 0];
    private static readonly double[] Right = [2, -5, 2, 1];

    internal static IEnumerable<Operation> Operations => [.. Sums, .. Products, .. Remainders, .. Powers, .. Mixtures, .. Limits];

    private static IEnumerable<Operation> Sums =>
    [
        Zip("add", (x, y) => x + y, Left, Right, Numeric), new("add", new[] { 0.0, 1, 1 }, [new[] { 0.0, 0, 1 }], new[] { 0.0, 1, 1 }, "b"),
        new("add", Left, [3], new double[] { 0, 4, 7, 3 }, Numeric), new("add", Left, [new[] { 2.0 }], new double[] { -1, 3, 6, 2 }, Numeric),
        new("add", Left, [Right, 2], new double[] { 1, -9, 8, 2 }, Numeric), new("add", Left, [3, 2], new double[] { 3, 7, 10, 6 }, Numeric),
        .. new[] { "sub", "subtract" }.SelectMany(name => new[] { Zip(name, (x, y) => x - y, Left, Right, Numeric), new(name, Left, [3], new double[] { -6, -2, 1, -3 }, Numeric) }),
        Zip("logaddexp", (x, y) => Math.Log(Math.Exp(x) + Math.Exp(y)), Left, Right),
        Zip("logaddexp2", (x, y) => Math.Log2(Math.Pow(2, x) + Math.Pow(2, y)), Left, Right),
    ];

    private static IEnumerable<Operation> Products =>
    [
        .. new[] { "mul", "multiply" }.SelectMany(name => new[] { Zip(name, (x, y) => x * y, Left, Right, Numeric), new(name, Left, [3], new double[] { -9, 3, 12, 0 }, Numeric) }),
        new("mul", new[] { 0.0, 1, 1 }, [new[] { 0.0, 0, 1 }], new[] { 0.0, 0, 1 }, "b"),
        .. new[] { "div", "divide", "true_divide" }.SelectMany(name => new[] { Zip(name, (x, y) => x / y, Left, Right, Numeric), new(name, Left, [2], new[] { -1.5, 0.5, 2, 0 }, Numeric) }),
        .. new[] { "div", "divide" }.SelectMany(name => new Operation[]
        {
            new(name, Left, [Right, torch.RoundingMode.trunc], new double[] { -1, 0, 2, 0 }, Numeric),
            new(name, Left, [2, torch.RoundingMode.trunc], new double[] { -1, 0, 2, 0 }, Numeric),
            new(name, Left, [Right, torch.RoundingMode.floor], new double[] { -2, -1, 2, 0 }, Numeric),
            new(name, Left, [2, torch.RoundingMode.floor], new double[] { -2, 0, 2, 0 }, Numeric),
        }),
        Zip("floor_divide", (x, y) => Math.Floor(x / y), Left, Right, Numeric), new("floor_divide", Left, [2], new double[] { -2, 0, 2, 0 }, Numeric),
        Zip("ldexp", (x, y) => x * Math.Pow(2, y), Left, Right), Zip("copysign", (x, y) => Math.CopySign(x, y), Left, Right),
        Zip("xlogy", (x, y) => x == 0 ? 0 : x * Math.Log(y), Left, [1, 2, 3, 0]),
        new("xlogy", Left, [2.0], new[] { -3 * Math.Log(2), Math.Log(2), 4 * Math.Log(2), 0 }),
    ];

    private static IEnumerable<Operation> Remainders =>
    [
        Zip("remainder", (x, y) => x - (y * Math.Floor(x / y)), Left, Right, Numeric),
        new("remainder", Left, [2], new double[] { 1, 1, 0, 0 }, Numeric),
        Zip("fmod", (x, y) => x % y, Left, Right, Numeric), new("fmod", Left, [2], new double[] { -1, 1, 0, 0 }, Numeric),
        new("gcd", new double[] { 12, 7, -8, 0 }, [new double[] { 18, 5, 4, 3 }], new double[] { 6, 1, 4, 3 }, "i"),
        new("lcm", new double[] { 4, 7, 0 }, [new double[] { 6, 5, 3 }], new double[] { 12, 35, 0 }, "i"),
    ];

    private static IEnumerable<Operation> Powers =>
    [
        Zip("pow", Math.Pow, [2, 3, 0.5, 4], [3, 2, -1, 0]), Zip("pow", Math.Pow, [2, 3, -2], [3, 2, 3], "i"),
        new("pow", Left, [2], new double[] { 9, 1, 16, 0 }, Numeric), new("pow", new[] { 4.0, 9 }, [0.5], new double[] { 2, 3 }),
        Zip("float_power", Math.Pow, [2, 3], [3, 2], "di"),
        new("nextafter", new[] { 1.0 }, [new[] { 2.0 }], new[] { Math.BitIncrement(1.0) }, "d"),
    ];

    private static IEnumerable<Operation> Mixtures =>
    [
        new("lerp", new[] { 0.0, 10 }, [new[] { 4.0, 20 }, new[] { 0.25, 0.5 }], new double[] { 1, 15 }, Wide),
        new("addcmul", new[] { 1.0, 2 }, [new[] { 3.0, 4 }, new[] { 5.0, 6 }, 2], new double[] { 31, 50 }, Numeric),
        new("addcdiv", new[] { 1.0, 2 }, [new[] { 3.0, 4 }, new[] { 4.0, 8 }, 2], new double[] { 2.5, 3 }),
        new("addcdiv", new[] { 1.0, 2 }, [new[] { 3.0, 4 }, new[] { 4.0, 8 }], new double[] { 1.75, 2.5 }),
        Zip("heaviside", (x, y) => x == 0 ? y : x > 0 ? 1 : 0, Left, [9, 8, 7, 6], Numeric),
        new("dist", new[] { 1.0, 2 }, [new[] { 4.0, 6 }], 5.0, Wide), new("dist", new[] { 1.0, 2 }, [new[] { 4.0, 6 }, 1.0], 7.0, Wide),
    ];

    private static IEnumerable<Operation> Limits =>
    [
        Zip("maximum", Math.Max, Left, Right, Numeric),
        Zip("minimum", Math.Min, Left, Right, Numeric),
        Zip("max", Math.Max, Left, Right, Numeric),
        Zip("min", Math.Min, Left, Right, Numeric),
        new("maximum", new[] { double.NaN, 1 }, [new[] { 1, double.NaN }], new[] { double.NaN, double.NaN }),
        new("minimum", new[] { 0.0, 1 }, [new[] { 1.0, 1 }], new[] { 0.0, 1 }, "b"),
        new("fmax", new[] { double.NaN, 1 }, [new[] { 2, double.NaN }], new double[] { 2, 1 }),
        new("fmin", new[] { double.NaN, 1 }, [new[] { 2, double.NaN }], new double[] { 2, 1 }),
        .. new[] { "clamp", "clip" }.Select(name => new Operation(name, Left, [-1, 2], new double[] { -1, 1, 2, 0 }, Numeric)),
        .. new[] { "clamp", "clip" }.Select(name => new Operation(name, Left, [1], new double[] { 1, 1, 4, 1 }, Numeric)),
        new("clamp", Left, [new double[] { 0, 2, 0, 0 }, new double[] { 5, 5, 3, 5 }], new double[] { 0, 2, 3, 0 }, Numeric),
        new("clamp_min", Left, [1], new double[] { 1, 1, 4, 1 }, Numeric), new("clamp_max", Left, [1], new double[] { -3, 1, 1, 0 }, Numeric),
    ];
}
