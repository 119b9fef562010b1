using System.Globalization;
using System.Reflection;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>The operators of C#, in every combination of tensors and numbers that is declared.</summary>
[TestFixture]
public class OperatorOverloadTests : ScopedTests
{
    private static readonly Dictionary<string, Func<double, double, double>> Meanings = new()
    {
        ["op_Addition"] = (x, y) => x + y,
        ["op_Subtraction"] = (x, y) => x - y,
        ["op_Multiply"] = (x, y) => x * y,
        ["op_Division"] = (x, y) => x / y,
        ["op_Modulus"] = (x, y) => x - (y * Math.Floor(x / y)),
        ["op_Equality"] = (x, y) => x == y ? 1 : 0,
        ["op_Inequality"] = (x, y) => x != y ? 1 : 0,
        ["op_LessThan"] = (x, y) => x < y ? 1 : 0,
        ["op_LessThanOrEqual"] = (x, y) => x <= y ? 1 : 0,
        ["op_GreaterThan"] = (x, y) => x > y ? 1 : 0,
        ["op_GreaterThanOrEqual"] = (x, y) => x >= y ? 1 : 0,
        ["op_BitwiseAnd"] = (x, y) => (int)x & (int)y,
        ["op_BitwiseOr"] = (x, y) => (int)x | (int)y,
        ["op_ExclusiveOr"] = (x, y) => (int)x ^ (int)y,
    };

    private static IEnumerable<TestCaseData> Binary =>
        from method in typeof(Tensor).GetMethods(BindingFlags.Static | BindingFlags.Public)
        where method.IsSpecialName && method.GetParameters().Length == 2
        from type in method.Name is "op_BitwiseAnd" or "op_BitwiseOr" or "op_ExclusiveOr" ? new[] { int64 } : [float32, float64, bfloat16, int64]
        select new TestCaseData(method, type).SetArgDisplayNames(method.ToString()!, type.ToString());

    [TestCaseSource(nameof(Binary))]
    public void Operator_OnTwoOperands_GivesWhatArithmeticSays(MethodInfo method, ScalarType type)
    {
        foreach (var (left, right) in new[] { (6.0, 4.0), (2, 2), (-3, 4) })
        {
            var parameters = method.GetParameters();
            var result = (Tensor)method.Invoke(null, [Operand(left, parameters[0], type), Operand(right, parameters[1], type)])!;

            Assert.That(result.to(float64).item<double>(), Is.EqualTo(Meanings[method.Name](left, right)).Within(type == bfloat16 ? 0.01 : 1e-6), $"{left}, {right}");
        }
    }

    [Test]
    public void Operator_OnOneOperand_NegatesOrInverts()
    {
        Assert.That((-tensor(2.5)).item<double>(), Is.EqualTo(-2.5));
        Assert.That((~tensor(5L)).item<long>(), Is.EqualTo(-6));
        Assert.That((~tensor(true)).item<bool>(), Is.False);
    }

    [Test]
    public void Conversion_FromValues_MakesTensorsOfTheirType()
    {
        Tensor[] scalars = [(byte)1, (sbyte)1, (short)1, 1, 1L, 1f, 1.0, true, (1f, 2f), new System.Numerics.Complex(1, 2)];
        Tensor[] vectors = [new byte[] { 1 }, new sbyte[] { 1 }, new short[] { 1 }, new[] { 1 }, new[] { 1L }, new[] { 1f }, new[] { 1.0 }, new[] { true }, new[] { (1f, 2f) }, new[] { new System.Numerics.Complex(1, 2) }];
        ScalarType[] types = [uint8, int8, int16, int32, int64, float32, float64, @bool, complex64, complex128];

        Assert.That(scalars.Select(item => item.dtype), Is.EqualTo(types));
        Assert.That(vectors.Select(item => item.dtype), Is.EqualTo(types));
        Assert.That(scalars.Select(item => item.ndim), Is.All.Zero);
        Assert.That(vectors.Select(item => item.ndim), Is.All.EqualTo(1));
        Assert.That(() => { Tensor _ = 1.ToScalar(); }, Throws.InvalidOperationException);
    }

    [Test]
    public void Conversion_ToValues_ReadsTheOnlyElement()
    {
        var seven = tensor(7.0);

        Assert.That(new object[] { (float)seven, (double)seven, (sbyte)seven, (byte)seven, (short)seven, (int)seven, (long)seven, (bool)seven }, Is.EqualTo(new object[] { 7f, 7.0, (sbyte)7, (byte)7, (short)7, 7, 7L, true }));
        Assert.That(seven.ToHalf(), Is.EqualTo((Half)7));
        Assert.That(seven.ToBFloat16().ToSingle(), Is.EqualTo(7f));
    }

    private static object Operand(double value, ParameterInfo parameter, ScalarType type) =>
        parameter.ParameterType == typeof(Tensor) ? tensor(value).to(type)
        : parameter.ParameterType == typeof(Scalar) ? (is_integral(type) ? ((long)value).ToScalar() : value.ToScalar())
        : Convert.ChangeType(value, parameter.ParameterType, CultureInfo.InvariantCulture);
}
