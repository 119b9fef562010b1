using static TorchSharp.Tests.Operations.Operation;

namespace TorchSharp.Tests.Operations;

/// <summary>Copies, other types, and what keeps the values.</summary>
internal static class ConversionTable
{
    private static readonly double[] Values = [1, 0, 1];
    private static readonly double[] None = [];

    internal static IEnumerable<Operation> Operations =>
    [
        .. new[]
        {
            "cpu", "clone", "contiguous", "detach", "alias", "byte", "char", "short", "int", "long", "half", "bfloat16", "float", "double", "bool", "resolve_conj", "resolve_neg", "conj",
            "BoolTensor", "ByteTensor", "ShortTensor", "IntTensor", "LongTensor", "FloatTensor", "DoubleTensor",
        }.Select(name => new Operation(name, Values, [], Values, All)),
        new("real", Values, [], Values, Numeric),
        new("conj_physical", Values, [], Values, Numeric),
        new("angle", new double[] { 1, -1 }, [], new[] { 0, Math.PI }, Wide),
        new("to", Values, [torch.ScalarType.Int32], Values, All),
        new("to", Values, [torch.CPU], Values, All),
        new("to", Values, ["cpu"], Values, All),
        new("to", Values, [DeviceType.CPU], Values, All),
        new("to", Values, [torch.ScalarType.Float64, torch.CPU, true], Values, All),
        new("to", Values, [new Index(1)], Values, All),
        new("to_type", Values, [torch.ScalarType.Int8, true], Values, All),
        new("type", Values, [torch.ScalarType.Int8], Values, All),
        new("type_as", Values, [new Mask(true)], Values, All),
        new("as_tensor", Values, [torch.ScalarType.Float64], Values, All),
        new("copy", Values, [new Index(1, 2, 3)], new double[] { 1, 2, 3 }, Numeric),
        new("set", Values, [new double[] { 1, 1 }], new double[] { 1, 1 }, All),
        new("view_as_complex", new double[,] { { 3, 4 } }, [], new double[] { 3 }, Wide),
        new("numel", Values, [], 3L, All),
        new("is_nonzero", new double[] { 1 }, [], true, All),
        new("is_conj", Values, [], false, All),
        new("is_neg", Values, [], false, All),
        new("is_pinned", Values, [], false, All),
        new("is_floating_point", Values, [], true),
        new("is_floating_point", Values, [], false, "ib"),
        new("is_integral", Values, [], true, "ib"),
        new("is_complex", Values, [], false, All),
        new("dim", Values, [], 1L, All),
        new("empty_like", None, [], None, All),
        new("zeros_like", Values, [], new double[3], All),
        new("ones_like", Values, [], new double[] { 1, 1, 1 }, All),
        new("full_like", Values, [1], new double[] { 1, 1, 1 }, All),
        new("new_zeros", Values, [2L], new double[2], All),
        new("new_ones", Values, [2L], new double[] { 1, 1 }, All),
        new("new_zeros", Values, [1L, 2L], new double[1, 2], All),
        new("new_ones", Values, [1L, 2L], new double[,] { { 1, 1 } }, All),
        new("new_zeros", Values, [1L, 1L, 2L], new double[1, 1, 2], All),
        new("new_ones", Values, [1L, 1L, 2L], new double[,,] { { { 1, 1 } } }, All),
        new("new_full", Values, [2L, 1], new double[] { 1, 1 }, All),
        new("new_full", Values, [1L, 2L, 1], new double[,] { { 1, 1 } }, All),
        new("new_full", Values, [1L, 1L, 2L, 1], new double[,,] { { { 1, 1 } } }, All),
        new("new_full", Values, [new long[] { 2 }, 1], new double[] { 1, 1 }, All),
        new("new_zeros", Values, [new long[] { 2 }], new double[2], All),
        new("new_empty", Values, [0L], None, All),
        new("new_empty", Values, [new long[] { 0 }], None, All),
        new("new_empty", Values, [0L, 1L], new double[0, 1], All),
        new("new_empty", Values, [0L, 1L, 1L], new double[0, 1, 1], All),
    ];
}
