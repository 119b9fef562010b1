using Yolo.Runtime;
using Yolo.Runtime.Kernels;
using Yolo.Tests.Engine.Optimization;
using static TorchSharp.torch;

namespace Yolo.Tests.Runtime.Kernels;

public sealed class KernelTrialTests
{
    private static readonly ConvolutionShape[] Shapes =
    [
        ConvolutionShape.Square(80, 80, 1),
        ConvolutionShape.Square(3, 16, 3, stride: 2),
        ConvolutionShape.Square(24, 40, 5),
        ConvolutionShape.Square(24, 24, 3, stride: 2, groups: 24),
        ConvolutionShape.Square(24, 48, 3, groups: 2),
        new([7, 5, 3, 2], [3, 2], [1, 0], [2, 3], 1),
        new([6, 2, 1, 7], [1, 1], [0, 3], [1, 1], 3),
    ];

    private static readonly object[] Faults =
    [
        new TestCaseData((Convolve)((shape, input, weight) => shape.Convolve(input, weight).Times(1.3))).SetArgDisplayNames("output"),
        new TestCaseData((Convolve)((shape, input, weight) => shape.Convolve(WithSteeperGradient(input), weight))).SetArgDisplayNames("gradient of the input"),
        new TestCaseData((Convolve)((shape, input, weight) => shape.Convolve(input, WithSteeperGradient(weight)))).SetArgDisplayNames("gradient of the weight"),
        new TestCaseData((Convolve)((shape, input, weight) => shape.Convolve(input, weight).Times(double.NaN))).SetArgDisplayNames("not a number"),
        new TestCaseData((Convolve)((shape, input, weight) => shape.Convolve(input, weight).Times(input.shape[3] < 4 ? 1.3 : 1))).SetArgDisplayNames("output of short rows"),
    ];

    [TestCaseSource(nameof(Shapes))]
    public void Passes_WithRightKernels_IsTrue(object shape)
    {
        foreach (var (channelsLast, learns) in new[] { (true, true), (true, false), (false, true), (false, false) })
        {
            // Kernels of libtorch that read each number by itself, and no others, so that this holds on any processor.
            var trial = new KernelTrial(ScalarType.Float32, channelsLast, learns, InDouble);

            Assert.That(trial.Passes((ConvolutionShape)shape), Is.True);
        }
    }

    [TestCaseSource(nameof(Faults))]
    public void Passes_WithAFault_IsFalse(object kernels) =>
        Assert.That(new KernelTrial(ScalarType.Float32, channelsLast: true, learns: true, (Convolve)kernels).Passes(Shapes[0]), Is.False);

    [Test]
    public void Passes_TriesEachShapeOnce()
    {
        var tried = 0;
        var trial = new KernelTrial(ScalarType.Float32, channelsLast: true, learns: false, (shape, input, weight) =>
        {
            tried++;
            return shape.Convolve(input, weight);
        });

        trial.Passes(Shapes[0]);
        var first = tried;
        trial.Passes(ConvolutionShape.Square(80, 80, 1));

        Assert.That((first, tried), Is.EqualTo((2, 2)), "in two sizes, and never again");
    }

    [Test]
    public void Passes_LeavesGeneratorGradientsAndMemoryAsTheyAre([Values] bool learns, [Values] bool channelsLast)
    {
        using var convolution = nn.Conv2d(24, 24, 3, padding: 1, groups: 2, bias: false);
        using var numbers = Drawn(() => { });
        var before = LiveTensors.Count;

        using var same = Drawn(() => new KernelTrial(ScalarType.BFloat16, channelsLast, learns).Passes(convolution));

        Assert.That(Training.Values(same), Is.EqualTo(Training.Values(numbers)));
        Assert.That(convolution.weight.grad, Is.Null);
        Assert.That(LiveTensors.Count, Is.EqualTo(before + 1));
    }

    [Test]
    public void Passes_InInferenceMode_HasGradientsAllTheSame()
    {
        using var mode = inference_mode();

        Assert.That(new KernelTrial(ScalarType.Float32, channelsLast: true, learns: true, InDouble).Passes(Shapes[1]), Is.True);
        Assert.That(is_inference_mode_enabled(), Is.True);
    }

    private static Tensor InDouble(ConvolutionShape shape, Tensor input, Tensor weight) =>
        shape.Convolve(input.to(ScalarType.Float64), weight.to(ScalarType.Float64)).to(ScalarType.Float32);

    // The same numbers, but 1.3 of each gradient.
    private static Tensor WithSteeperGradient(Tensor x) => x.Times(1.3).sub(x.detach().Times(0.3));

    private static Tensor Drawn(Action between)
    {
        manual_seed(3);
        between();
        return rand(8);
    }
}
