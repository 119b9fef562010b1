using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Operations;

/// <summary>Runs the tables of operations in every form and element type.</summary>
[TestFixture]
public class OperationTests : ScopedTests
{
    internal static IEnumerable<Operation> Tables =>
    [
        .. PointwiseTable.Operations, .. ArithmeticTable.Operations, .. ComparisonTable.Operations, .. ShapeTable.Operations,
        .. ReductionTable.Operations, .. IndexingTable.Operations, .. LinearAlgebraTable.Operations, .. ConversionTable.Operations,
    ];

    private static IEnumerable<TestCaseData> Cases =>
        from operation in Tables
        from type in operation.Types
        select new TestCaseData(operation, Operation.ElementTypes[type]).SetArgDisplayNames(operation.ToString(), type.ToString());

    [TestCaseSource(nameof(Cases))]
    public void Operation_InEveryForm_GivesTheKnownResult(Operation operation, ScalarType type)
    {
        var forms = OperationForms.Fitting(operation, inPlace: false);
        Assert.That(forms.Count + OperationForms.Fitting(operation, inPlace: true).Count, Is.Positive, "No method fits.");

        foreach (var form in forms)
        {
            var result = OperationForms.Call(form, OperationForms.Build(operation.Input, type), operation.Arguments);
            Check(result, operation.Expected, type, form.ToString()!);
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Operation_InPlace_ChangesAndReturnsItsInput(Operation operation, ScalarType type)
    {
        foreach (var form in OperationForms.Fitting(operation, inPlace: true))
        {
            var apart = OperationForms.Fitting(operation, inPlace: false);
            var self = OperationForms.Build(operation.Input, type);
            if (apart.Count > 0 && (OperationForms.Call(apart[0], self, operation.Arguments) as Tensor)?.dtype != type && !Comparisons.Contains(operation.Name))
            {
                continue; // The result is of another type and does not fit into the input.
            }

            var result = OperationForms.Call(form, self, operation.Arguments);

            Assert.That(result, Is.SameAs(self), form.ToString());
            Check(self, operation.Expected, type, form.ToString()!);
        }
    }

    private static readonly HashSet<string> Comparisons = ["eq", "ne", "lt", "le", "gt", "ge", "not_equal", "less_equal"];

    private static void Check(object result, object expected, ScalarType type, string form)
    {
        var parts = OperationForms.Parts(result);
        var wanted = expected as object?[] ?? [expected];
        Assert.That(parts, Has.Count.EqualTo(wanted.Length), form);
        for (var i = 0; i < wanted.Length; i++)
        {
            CheckPart(parts[i], wanted[i], type, form);
        }
    }

    private static void CheckPart(object? part, object? expected, ScalarType type, string form)
    {
        if (expected is null || part is not Tensor tensor)
        {
            Assert.That(part, expected is double ? Is.EqualTo(expected).Within(1e-9) : Is.EqualTo(expected), form);
            return;
        }

        var values = expected is Array array ? array : new[] { Convert.ToDouble(expected, CultureInfo.InvariantCulture) };
        var shape = expected is Array ? Enumerable.Range(0, values.Rank).Select(i => (long)values.GetLength(i)).ToArray() : [];
        Assert.That(tensor.shape, Is.EqualTo(shape), form);
        Assert.That(tensor.to(ScalarType.Float64).data<double>().ToArray(), Is.EqualTo(values.Cast<object>().Select(item => Convert.ToDouble(item, CultureInfo.InvariantCulture))).Using<double>((a, b) => Close(a, b, type)), form);
    }

    private static bool Close(double actual, double expected, ScalarType type)
    {
        var tolerance = type switch { ScalarType.Float64 => 1e-9, ScalarType.BFloat16 => 0.02, _ => 2e-5 };
        return actual.Equals(expected) || Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected));
    }
}
