using System.Reflection;
using TorchSharp.Interop;

namespace TorchSharp.Tests;

[TestFixture]
public class OperatorTests
{
    private static IEnumerable<TestCaseData> Operators =>
        typeof(Aten).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(found => new TestCaseData(found.GetValue(null)).SetArgDisplayNames(found.Name));

    [TestCaseSource(nameof(Operators))]
    public void Operator_OfThisAssembly_ExistsInTheInstalledLibtorch(object op) => Assert.That(((Operator)op).Resolve, Throws.Nothing);

    [Test]
    public void Operator_ThatLibtorchLacks_ThrowsWithItsName() =>
        Assert.That(new Operator("no_such_operator").Resolve, Throws.TypeOf<System.Runtime.InteropServices.ExternalException>().With.Message.Contains("no_such_operator"));
}
