using Yolo.Modules;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Tests.Models;

public sealed class SharedNormalizationTests
{
    [Test]
    public void Norm_WithoutOthers_IsThatOfLibtorch()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var input = randn(4, 6, 5, 3).Times(3).Plus(7);
        var gradient = randn(4, 6, 5, 3);

        var expected = Run(input, gradient, null);
        var actual = Run(input, gradient, new Alone());

        foreach (var (one, other, name) in expected.Zip(actual, Names))
        {
            Assert.That((one - other).abs().max().item<float>(), Is.LessThan(2e-6f), name);
        }
    }

    [Test]
    public void Norm_OfStandIns_LearnsNothingAndGivesNoGradient()
    {
        using var scope = NewDisposeScope();
        var input = randn(2, 3, 4, 4);

        var results = Run(input, ones(2, 3, 4, 4), new Alone { Weight = 0, Others = tensor([8.0, 4, 2, 16]) });

        Assert.Multiple(() =>
        {
            Assert.That(results[1].abs().max().item<float>(), Is.Zero);
            Assert.That(results[4].data<float>().ToArray(), Is.EqualTo(new[] { 0.05f, 0.025f, 0.0125f }).Within(1e-6f));
        });
    }

    private static readonly string[] Names = ["output", "gradient of the input", "of the weight", "of the bias", "mean", "variance"];

    private static Tensor[] Run(Tensor input, Tensor gradient, IStatisticSums? sums)
    {
        var norm = new BatchNormalization(input.shape[1]) { Shared = sums };
        using (no_grad())
        {
            norm.weight!.copy_(linspace(0.5, 2, input.shape[1]));
        }

        var own = input.clone().requires_grad_();
        var output = norm.call(own);
        output.backward([gradient]);
        return [output.detach(), own.grad!, norm.weight!.grad!, norm.bias!.grad!, norm.running_mean!, norm.running_var!];
    }

    private sealed class Alone : IStatisticSums
    {
        public double Weight { get; init; } = 1;

        public Tensor? Others { get; init; }

        public Tensor Add(Tensor own) => Others is not null && Others.numel() == own.numel() ? own + Others : own.clone();
    }
}
