using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

[TestFixture]
public class ActivationTests : ScopedTests
{
    private static readonly double[] Places = [-4, -2.5, -0.75, -0.25, 0.25, 0.75, 2.5, 7];

    private static IEnumerable<TestCaseData> Functions()
    {
        yield return Case("ReLU", inplace => nn.ReLU(inplace), x => Math.Max(0, x));
        yield return Case("ReLU6", inplace => nn.ReLU6(inplace), x => Math.Clamp(x, 0, 6));
        yield return Case("SiLU", inplace => nn.SiLU(inplace), x => x * Sigmoid(x));
        yield return Case("Mish", inplace => nn.Mish(inplace), x => x * Math.Tanh(Math.Log(1 + Math.Exp(x))));
        yield return Case("Sigmoid", inplace => nn.Sigmoid(inplace), Sigmoid);
        yield return Case("Tanh", inplace => nn.Tanh(inplace), Math.Tanh);
        yield return Case("LeakyReLU", inplace => nn.LeakyReLU(0.1, inplace), x => x > 0 ? x : 0.1 * x);
        yield return Case("ELU", inplace => nn.ELU(0.5, inplace), x => x > 0 ? x : 0.5 * (Math.Exp(x) - 1));
        yield return Case("CELU", inplace => nn.CELU(2, inplace), x => x > 0 ? x : 2 * (Math.Exp(x / 2) - 1));
        yield return Case("SELU", inplace => nn.SELU(inplace), x => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1)));
        yield return Case("GELU, tanh", inplace => nn.GELU(GELU.Approximate.tanh, inplace), x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))));
        yield return Case("Hardswish", inplace => nn.Hardswish(inplace), x => x * Math.Clamp(x + 3, 0, 6) / 6);
        yield return Case("Hardsigmoid", inplace => nn.Hardsigmoid(inplace), x => Math.Clamp(x + 3, 0, 6) / 6);
        yield return Case("Hardtanh", inplace => nn.Hardtanh(-2, 0.5, inplace), x => Math.Clamp(x, -2, 0.5));
        yield return Case("Threshold", inplace => nn.Threshold(0.5, 20, inplace), x => x > 0.5 ? x : 20);
        yield return Case("Softsign", inplace => nn.Softsign(inplace), x => x / (1 + Math.Abs(x)));
        yield return Case("Tanhshrink", inplace => nn.Tanhshrink(inplace), x => x - Math.Tanh(x));
        yield return Case("Softplus", _ => nn.Softplus(2), x => Math.Log(1 + Math.Exp(2 * x)) / 2, false);
        yield return Case("LogSigmoid", _ => nn.LogSigmoid(), x => Math.Log(Sigmoid(x)), false);
        yield return Case("Hardshrink", _ => nn.Hardshrink(0.5), x => Math.Abs(x) > 0.5 ? x : 0, false);
        yield return Case("Softshrink", _ => nn.Softshrink(0.5), x => Math.Sign(x) * Math.Max(0, Math.Abs(x) - 0.5), false);
        yield return Case("Identity", _ => nn.Identity(), x => x, false);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static TestCaseData Case(string name, Func<bool, nn.Module<Tensor, Tensor>> make, Func<double, double> expected, bool canOverwrite = true) =>
        new TestCaseData(make, expected, canOverwrite).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Functions))]
    public void Activation_OfNumbers_IsItsFormula(Func<bool, nn.Module<Tensor, Tensor>> make, Func<double, double> expected, bool canOverwrite)
    {
        using var module = make(false);
        foreach (var (type, tolerance) in new[] { (ScalarType.Float64, 1e-9), (ScalarType.Float32, 1e-5), (ScalarType.BFloat16, 0.05) })
        {
            if (module is Mish && type == ScalarType.BFloat16)
            {
                continue; // libtorch 1.13 has no such kernel for the processor.
            }

            Assert.That(module.call(tensor(Places).to(type)).Values(), Is.EqualTo(Places.Select(expected)).Within(tolerance), $"{type}");
        }
    }

    [TestCaseSource(nameof(Functions))]
    public void Activation_InPlace_OverwritesItsInput(Func<bool, nn.Module<Tensor, Tensor>> make, Func<double, double> expected, bool canOverwrite)
    {
        using var module = make(canOverwrite);
        var input = tensor(Places);

        var output = module.call(input);
        output.Dispose();

        Assert.That(input.Values(), Is.EqualTo(canOverwrite ? Places.Select(expected) : Places).Within(1e-9));
    }

    [TestCaseSource(nameof(Functions))]
    public void Activation_Differentiated_HasTheSlopeOfItsFormula(Func<bool, nn.Module<Tensor, Tensor>> make, Func<double, double> expected, bool canOverwrite)
    {
        using var module = make(false);
        var input = tensor(Places).requires_grad_();
        const double Step = 1e-6;

        module.call(input).sum().backward();

        Assert.That(input.grad!.Values(), Is.EqualTo(Places.Select(x => (expected(x + Step) - expected(x - Step)) / (2 * Step))).Within(1e-5));
    }

    [Test]
    public void Gelu_Exactly_UsesTheErrorFunction()
    {
        // The normal distribution at 1 and -1: 0.8413447460685429 and 0.15865525393145707.
        Assert.That(nn.GELU().call(tensor(new[] { 1.0, -1 })).Values(), Is.EqualTo(new[] { 0.8413447460685429, -0.15865525393145707 }).Within(1e-12));
    }

    [Test]
    public void Gelu_OfATensor_IsThatOfTheModule()
    {
        var input = tensor(Places);

        Assert.That(input.gelu(GELU.Approximate.tanh).Values(), Is.EqualTo(nn.GELU(GELU.Approximate.tanh).call(input).Values()));
        Assert.That(input.clone().gelu_(GELU.Approximate.none).Values(), Is.EqualTo(input.gelu().Values()));
    }

    [Test]
    public void Softmax_OverADimension_SumsToOne()
    {
        var input = Numbers.Of([2, 2], 0, Math.Log(3), 0, 0);

        Assert.That(nn.Softmax(1).call(input).Values(), Is.EqualTo(new[] { 0.25, 0.75, 0.5, 0.5 }).Within(1e-12));
        Assert.That(nn.Softmin(1).call(input).Values(), Is.EqualTo(new[] { 0.75, 0.25, 0.5, 0.5 }).Within(1e-12));
        Assert.That(nn.LogSoftmax(1).call(input).Values(), Is.EqualTo(new[] { 0.25, 0.75, 0.5, 0.5 }.Select(x => Math.Log(x))).Within(1e-12));
        Assert.That(nn.functional.softmax(input, 0, ScalarType.Float32).dtype, Is.EqualTo(ScalarType.Float32));
        Assert.That(nn.Softmax2d().call(zeros(1, 4, 1, 1)).Values(), Is.All.EqualTo(0.25));
    }

    [Test]
    public void PReLU_AndGLU_FollowTheirFormulas()
    {
        using var prelu = nn.PReLU(2, 0.5);

        Assert.That(prelu.call(Numbers.Of([1, 2], -2, 3).to(float32)).Values(), Is.EqualTo(new[] { -1.0, 3 }));
        Assert.That(prelu.state_dict().Keys, Is.EqualTo(new[] { "weight" }));
        Assert.That(nn.GLU().call(Numbers.Of([1, 2], 4, 0)).Values(), Is.EqualTo(new[] { 2.0 }));
    }
}
