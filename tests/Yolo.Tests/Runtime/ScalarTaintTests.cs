using static TorchSharp.torch;

namespace Yolo.Tests.Runtime;

public sealed class ScalarTaintTests
{
    // The one place that makes Scalars of numbers and holds them, and the one that calls scripts, whose arguments could be numbers but are tensors.
    private static readonly string[] MaySo = ["Yolo.Runtime.Number.", "Yolo.Runtime.TorchScripts."];

    private ScalarTaint taint = null!;

    [OneTimeSetUp]
    public void ReadTorchSharp() => taint = new ScalarTaint();

    [OneTimeTearDown]
    public void Close() => taint.Dispose();

    [TestCase("Yolo.Core.dll")]
    [TestCase("yolo.dll")]
    [TestCase("CustomBlock.dll")]
    public void OurAssemblies_HandLibtorchNoNumber_ThatNobodyKeeps(string file)
    {
        using var module = taint.Read(file);

        var uses = taint.UsesIn(module).Where(use => !Array.Exists(MaySo, place => use.StartsWith(place, StringComparison.Ordinal)));

        Assert.That(uses.Distinct().Order(StringComparer.Ordinal), Is.Empty);
    }

    [TestCase(nameof(AddNumber), "Scalar.op_Implicit(Int32)")]
    [TestCase(nameof(AddTensor), "Tensor.op_Addition(Tensor, Tensor)")]
    [TestCase(nameof(Square), "Tensor.square()")]
    [TestCase(nameof(MakeModule), "nn.ELU(Double, Boolean)")]
    [TestCase(nameof(MakeOptimizer), "optim.SGD(IEnumerable`1, Double, Double, Double, Double, Boolean, Boolean)")]
    public void OneThatDoes_IsFound(string method, string called)
    {
        using var module = taint.Read("Yolo.Tests.dll");

        Assert.That(taint.UsesIn(module), Has.Some.EqualTo($"{typeof(ScalarTaintTests).FullName}.{method} calls {called}"));
    }

    internal static Tensor AddNumber(Tensor x) => x.add(1, x.ToScalar());

    internal static Tensor AddTensor(Tensor x, Tensor y) => x + y;

    internal static Tensor Square(Tensor x) => x.square();

    internal static nn.Module MakeModule() => nn.ELU();

    internal static optim.Optimizer MakeOptimizer(IEnumerable<TorchSharp.Modules.Parameter> parameters) => optim.SGD(parameters, 0.1);
}
