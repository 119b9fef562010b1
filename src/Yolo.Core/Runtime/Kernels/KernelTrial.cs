using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Runtime.Kernels;

/// <summary>
/// Tries whether libtorch's kernels for convolutions compute what a multiplication of matrices in single precision does. On processors not all do
/// (PyTorch issue 163347): met with libtorch 2.10 were wrong outputs of 1x1 kernels from 80 to 80 channels, and wrong input gradients of depthwise
/// kernels with a stride; on the level of AVX2, to 40, 48, 72, 80 or 144 channels, outputs of rows of a few pixels.
/// </summary>
/// <param name="type">In which the kernels compute: single precision or bfloat16.</param>
/// <param name="channelsLast">How the tensors are laid out: there are other kernels for each layout.</param>
/// <param name="learns">Whether gradients are wanted, too.</param>
/// <param name="kernels">The kernels; null for libtorch's.</param>
/// <remarks>Legend: B images, C channels that enter, K channels that leave, G groups, H height, W width, P pixels that leave, S sums' terms.</remarks>
internal sealed class KernelTrial(ScalarType type, bool channelsLast, bool learns, Convolve? kernels = null)
{
    private const long Images = 2;

    // Rows of a few pixels have kernels of their own, which were wrong where those of longer ones were right.
    private static readonly long[] Sides = [16, 3];

    // bfloat16 has 8 bits, so that rounding alone makes 0.004, and float16 11; single precision has 24, and what was met was off by tenths.
    private readonly float largestError = type switch { ScalarType.BFloat16 => 0.05f, ScalarType.Float16 => 0.01f, _ => 0.002f };

    private readonly Convolve kernels = kernels ?? ((shape, input, weight) => shape.Convolve(input, weight));
    private readonly Dictionary<string, bool> outcomes = new(StringComparer.Ordinal);

    /// <summary>Whether output and gradients of a convolution agree; each shape is tried once.</summary>
    /// <param name="convolution">With its weights, which stay as they are.</param>
    internal bool Passes(Conv2d convolution) => Passes(ConvolutionShape.Of(convolution), () => convolution.weight.detach().to(ScalarType.Float32));

    /// <summary>Whether output and gradients of a convolution agree, with weights of its own.</summary>
    internal bool Passes(ConvolutionShape shape) => Passes(shape, () => Noise(shape.Weight));

    private bool Passes(ConvolutionShape shape, Func<Tensor> weight)
    {
        if (!outcomes.TryGetValue(shape.ToString(), out var passes))
        {
            outcomes.Add(shape.ToString(), passes = Try(shape, weight));
        }

        return passes;
    }

    private bool Try(ConvolutionShape shape, Func<Tensor> weight) => Sides.All(side => Try(shape, weight, side));

    private bool Try(ConvolutionShape shape, Func<Tensor> weight, long side)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode(false);
        using var gradients = learns ? enable_grad() : no_grad();
        var (numbers, input) = (weight(), Noise(Images, shape.Weight[1] * shape.Groups, Math.Max(side, shape.Smallest(0)), Math.Max(side, shape.Smallest(1)))); // [K, C/G, H, W], [B, C, H, W]
        return Run(Multiply, shape, input, numbers, ScalarType.Float32).Zip(Run(kernels, shape, input, numbers, type)).All(pair => Agree(pair.First, pair.Second));
    }

    // Output; gradient of the input, gradient of the weight.
    private Tensor[] Run(Convolve convolve, ConvolutionShape shape, Tensor numbers, Tensor weights, ScalarType type)
    {
        var input = numbers.to(type).detach().requires_grad_(learns); // [B, C, H, W]
        var weight = weights.to(type).detach().requires_grad_(learns);
        var output = convolve(shape, input, weight); // [B, K, H, W]
        if (!learns)
        {
            return [output];
        }

        output.backward([Noise(output.shape).to(type)]);
        return [output.detach(), input.grad!, weight.grad!];
    }

    // The same sums by a multiplication of matrices, for each group.
    private static Tensor Multiply(ConvolutionShape shape, Tensor input, Tensor weight)
    {
        var (images, groups, leaving) = (input.shape[0], shape.Groups, shape.Weight[0]);
        var patches = nn.functional.unfold(
            input, (shape.Weight[2], shape.Weight[3]), (shape.Dilation[0], shape.Dilation[1]), (shape.Padding[0], shape.Padding[1]), (shape.Stride[0], shape.Stride[1])); // [B, G·S, P]
        var sums = matmul(weight.reshape(1, groups, leaving / groups, -1), patches.reshape(images, groups, -1, patches.shape[2])); // [B, G, K/G, P]
        var height = ((input.shape[2] + (2 * shape.Padding[0]) - (shape.Dilation[0] * (shape.Weight[2] - 1)) - 1) / shape.Stride[0]) + 1;
        return sums.reshape(images, leaving, height, -1); // [B, K, H, W]
    }

    // Not a number does not agree with anything.
    private bool Agree(Tensor right, Tensor tried) =>
        tried.to(ScalarType.Float32).sub(right).norm().item<float>() <= largestError * right.norm().item<float>();

    // [B, C, H, W]: numbers in [-0.5, 0.5) without a pattern, which leave the generators of the run where they are.
    private Tensor Noise(params long[] shape)
    {
        var values = new float[shape.Aggregate((a, b) => a * b)];
        var state = 1u;
        for (var i = 0; i < values.Length; i++)
        {
            state = (state * 1664525) + 1013904223;
            values[i] = ((state >> 8) / (float)(1 << 24)) - 0.5f;
        }

        var numbers = tensor(values);
        return channelsLast ? numbers.reshape(shape[0], shape[2], shape[3], shape[1]).permute(0, 3, 1, 2) : numbers.reshape(shape);
    }
}
