using static TorchSharp.Tests.Operations.Operation;

namespace TorchSharp.Tests.Operations;

/// <summary>Functions of one element.</summary>
internal static class PointwiseTable
{
    private const double Inf = double.PositiveInfinity;
    private const double NaN = double.NaN;

    private static readonly double[] Around = [-2.5, -1, -0.5, 0, 0.25, 1, 3];
    private static readonly double[] Positive = [0.125, 0.5, 1, 2, 9];
    private static readonly double[] Unit = [-0.75, -0.5, 0, 0.25, 0.5];
    private static readonly double[] Integers = [-3, -1, 0, 2, 5];

    internal static IEnumerable<Operation> Operations => [.. Elementary, .. Rounding, .. Trigonometry, .. Special, .. Finite, .. Activations];

    private static IEnumerable<Operation> Elementary =>
    [
        .. new[] { "abs", "absolute" }.Select(name => Map(name, Math.Abs, Around)), Map("abs", Math.Abs, Integers, "i"),
        .. new[] { "neg", "negative" }.Select(name => Map(name, item => -item, Around)), Map("neg", item => -item, Integers, "i"),
        Map("positive", item => item, Around), Map("positive", item => item, Integers, "i"),
        .. new[] { "sign", "sgn" }.Select(name => Map(name, item => Math.Sign(item), Around)), Map("sign", item => Math.Sign(item), Integers, "i"),
        Map("signbit", item => item < 0 ? 1 : 0, Around), Map("signbit", item => item < 0 ? 1 : 0, Integers, "i"),
        Map("exp", Math.Exp, Around), Map("exp", Math.Exp, [0, 1, 2], "ib"[..1]),
        Map("exp2", item => Math.Pow(2, item), Around), Map("expm1", item => Math.Exp(item) - 1, Around),
        Map("log", Math.Log, Positive),
        Map("log", Math.Log, [1, 2, 10], "i"),
        Map("log2", Math.Log2, Positive),
        Map("log10", Math.Log10, Positive),
        Map("log1p", item => Math.Log(1 + item), Positive),
        Map("sqrt", Math.Sqrt, Positive), Map("sqrt", Math.Sqrt, [0, 1, 9], "i"), Map("rsqrt", item => 1 / Math.Sqrt(item), Positive),
        Map("square", item => item * item, Around), Map("square", item => item * item, Integers, "i"),
        Map("reciprocal", item => 1 / item, Positive), Map("reciprocal", item => 1 / item, [1, 2, 4], "i"),
        new("frexp", new[] { 0.5, 3, -8 }, [], new object[] { new[] { 0.5, 0.75, -0.5 }, new double[] { 0, 2, 4 } }, Wide),
    ];

    private static IEnumerable<Operation> Rounding =>
    [
        Map("floor", Math.Floor, Around), Map("ceil", Math.Ceiling, Around), Map("trunc", Math.Truncate, Around), Map("fix", Math.Truncate, Around),
        Map("round", item => Math.Round(item, MidpointRounding.ToEven), [-2.5, -1.5, -0.4, 0.5, 1.5, 2.6]),
        new("round", new[] { 1.234, -5.678 }, [2], new[] { 1.23, -5.68 }, Wide),
        new("round", new[] { 1250.0, 1340 }, [-2], new[] { 1200.0, 1300 }, Wide),
        Map("frac", item => item - Math.Truncate(item), Around),
        .. new[] { "floor", "ceil", "trunc", "round" }.Select(name => Map(name, item => item, Integers, "i")),
        Map("deg2rad", item => item * Math.PI / 180, [-180, 0, 45, 90]), Map("rad2deg", item => item * 180 / Math.PI, Unit),
    ];

    private static IEnumerable<Operation> Trigonometry =>
    [
        Map("sin", Math.Sin, Around),
        Map("cos", Math.Cos, Around),
        Map("tan", Math.Tan, Unit),
        Map("sin", Math.Sin, Integers, "i"),
        Map("cos", Math.Cos, [0, 1], "ib"),
        Map("sinh", Math.Sinh, Unit), Map("cosh", Math.Cosh, Unit), Map("tanh", Math.Tanh, Around),
        .. new[] { "asin", "arcsin" }.Select(name => Map(name, Math.Asin, Unit)),
        .. new[] { "acos", "arccos" }.Select(name => Map(name, Math.Acos, Unit)),
        .. new[] { "atan", "arctan" }.Select(name => Map(name, Math.Atan, Around)),
        .. new[] { "asinh", "arcsinh" }.Select(name => Map(name, Math.Asinh, Around)),
        .. new[] { "acosh", "arccosh" }.Select(name => Map(name, Math.Acosh, [1, 1.5, 4])),
        .. new[] { "atanh", "arctanh" }.Select(name => Map(name, Math.Atanh, Unit)),
        .. new[] { "atan2", "arctan2", "arctan" }.Select(name => Zip(name, Math.Atan2, [1, -1, 0, 2], [1, 2, -1, 0.5])),
        Zip("hypot", (x, y) => Math.Sqrt((x * x) + (y * y)), [3, -5, 0], [4, 12, 2]),
        Map("sinc", item => item == 0 ? 1 : Math.Sin(Math.PI * item) / (Math.PI * item), Around),
    ];

    private static IEnumerable<Operation> Special =>
    [
        new("erf", new[] { -1.0, 0, 0.5 }, [], new[] { -0.8427007929497149, 0, 0.5204998778130465 }),
        new("erfc", new[] { -1.0, 0, 0.5 }, [], new[] { 1.8427007929497149, 1, 0.4795001221869535 }),
        new("erfinv", new[] { 0, 0.5 }, [], new[] { 0, 0.4769362762044699 }, Wide),
        new("lgamma", new[] { 1.0, 0.5, 5 }, [], new[] { 0, 0.5723649429247001, 3.1780538303479458 }, Wide),
        new("digamma", new[] { 1.0, 2 }, [], new[] { -0.5772156649015329, 0.42278433509846713 }, Wide),
        new("polygamma", new[] { 1.0, 2 }, [1], new[] { 1.6449340668482264, 0.6449340668482264 }, Wide),
        new("mvlgamma", new[] { 3.0 }, [2], new[] { 0.5723649429247001 + 0.6931471805599453 + 0.2846828704729192 }, Wide),
        new("i0", new[] { 0, 1.0 }, [], new[] { 1, 1.2660658777520084 }, Wide),
        Map("logit", item => Math.Log(item / (1 - item)), [0.125, 0.5, 0.75]),
        new("logit", new[] { 0, 0.5, 1 }, [0.25], new[] { Math.Log(1 / 3.0), 0, Math.Log(3) }),
        new("igamma", new[] { 1.0, 1 }, [new[] { 1.0, 2 }], new[] { 1 - Math.Exp(-1), 1 - Math.Exp(-2) }, Wide),
        new("igammac", new[] { 1.0, 1 }, [new[] { 1.0, 2 }], new[] { Math.Exp(-1), Math.Exp(-2) }, Wide),
    ];

    private static IEnumerable<Operation> Finite =>
    [
        Map("isnan", item => double.IsNaN(item) ? 1 : 0, [0, NaN, Inf, -Inf, 1]), Map("isnan", _ => 0, Integers, "i"),
        Map("isinf", item => double.IsInfinity(item) ? 1 : 0, [0, NaN, Inf, -Inf, 1]), Map("isinf", _ => 0, Integers, "i"),
        Map("isfinite", item => double.IsFinite(item) ? 1 : 0, [0, NaN, Inf, -Inf, 1]), Map("isfinite", _ => 1, [0, 1], "ib"),
        Map("isposinf", item => item == Inf ? 1 : 0, [0, NaN, Inf, -Inf, 1]), Map("isneginf", item => item == -Inf ? 1 : 0, [0, NaN, Inf, -Inf, 1]),
        Map("isreal", _ => 1, Around),
        new("nan_to_num", new[] { NaN, Inf, -Inf, 2 }, [7.0, 8.0, 9.0], new double[] { 7, 8, 9, 2 }),
        new("nan_to_num", new[] { NaN, 1 }, [], new double[] { 0, 1 }),
    ];

    private static IEnumerable<Operation> Activations =>
    [
        Map("sigmoid", item => 1 / (1 + Math.Exp(-item)), Around), Map("sigmoid", item => 1 / (1 + Math.Exp(-item)), Integers, "i"),
        Map("relu", item => Math.Max(0, item), Around), Map("relu", item => Math.Max(0, item), Integers, "i"),
        Map("relu6", item => Math.Clamp(item, 0, 6), [-1, 2, 7]), Map("silu", item => item / (1 + Math.Exp(-item)), Around),
        Map("elu", item => item > 0 ? item : Math.Exp(item) - 1, Around),
        new("elu", new[] { -1.0, 2 }, [2.0], new[] { 2 * (Math.Exp(-1) - 1), 2 }),
        new("elu", new[] { -1.0, 2 }, [2.0, 3.0, 0.5], new[] { 6 * (Math.Exp(-0.5) - 1), 6 }),
        Map("celu", item => Math.Max(0, item) + Math.Min(0, Math.Exp(item) - 1), Around),
        new("celu", new[] { -1.0, 2 }, [2.0], new[] { 2 * (Math.Exp(-0.5) - 1), 2 }),
        Map("selu", item => 1.0507009873554805 * (item > 0 ? item : 1.6732632423543772 * (Math.Exp(item) - 1)), Around),
        Map("hardsigmoid", item => Math.Clamp(item + 3, 0, 6) / 6, [-4, -1, 0, 2, 5]),
        Map("hardswish", item => item * Math.Clamp(item + 3, 0, 6) / 6, [-4, -1, 0, 2, 5]),
        new("hardtanh", new[] { -4.0, 0.5, 3 }, [-1.0, 2.0], new[] { -1, 0.5, 2 }), new("leaky_relu", new[] { -4.0, 3 }, [0.25], new[] { -1.0, 3 }),
        Map("log_sigmoid", item => -Math.Log(1 + Math.Exp(-item)), Around), new("glu", new[] { 1.0, 2, 0, 0 }, [], new[] { 0.5, 1 }, Wide),
        new("prelu", new[] { -4.0, 3 }, [new[] { 0.25 }], new[] { -1.0, 3 }, Wide),
        Map("softplus", item => Math.Log(1 + Math.Exp(item)), Around),
        new("softplus", new[] { 1.0, 30 }, [2.0, 20.0], new[] { Math.Log(1 + Math.Exp(2)) / 2, 30 }),
        new("threshold", new[] { -4.0, 0.5, 3 }, [0.5, 9.0], new[] { 9.0, 9, 3 }),
        Map("gelu", item => item * Normal(item), [-1, 0, 1]),
        new("softmax", new[] { 0, Math.Log(3) }, [0], new[] { 0.25, 0.75 }),
        new("log_softmax", new[] { 0, Math.Log(3) }, [0], new[] { Math.Log(0.25), Math.Log(0.75) }),
    ];

    // The normal distribution function at -1, 0 and 1.
    private static double Normal(double item) => 0.5 + (Math.Sign(item) * 0.3413447460685429);
}
