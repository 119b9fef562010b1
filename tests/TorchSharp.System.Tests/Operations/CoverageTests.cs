using System.Reflection;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Operations;

/// <summary>Every public method of tensors and of torch is called by some test.</summary>
[TestFixture]
public class CoverageTests
{
    [Test]
    public void PublicMethods_OfTensorAndTorch_AreAllCalledByTests()
    {
        var called = CalledMethods.Of(typeof(CoverageTests).Assembly);
        called.UnionWith(OperationTests.Tables.SelectMany(operation => OperationForms.Fitting(operation, false).Concat(OperationForms.Fitting(operation, true))));

        var missing = (
            from type in new[] { typeof(Tensor), typeof(torch) }
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where !called.Contains(method) && !CalledByReflection(method)
            select $"{type.Name}.{method}").ToList();

        Assert.That(missing, Is.Empty, string.Join(Environment.NewLine, missing));
    }

    // OperatorOverloadTests and FactoryTests call whatever is declared; the compiler calls overrides of Object's methods through Object.
    private static bool CalledByReflection(MethodInfo method) =>
        method.GetBaseDefinition().DeclaringType == typeof(object) || method.Name.StartsWith("op_", StringComparison.Ordinal) || method.Name is "tensor" or "as_tensor" || method.GetCustomAttribute<ObsoleteAttribute>() is not null;
}
