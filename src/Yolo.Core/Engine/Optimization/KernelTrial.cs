using TorchSharp.Modules;
using Yolo.Engine.Settings;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>
/// Tries whether convolutions compute in bfloat16 what they compute in single precision. On processors not all do (PyTorch issue 163347): met with
/// libtorch 2.10 were wrong outputs of 1x1 kernels from 80 to 80 channels, and wrong input gradients of depthwise kernels with a stride.
/// </summary>
/// <param name="channelsLast">How the tensors of the network are laid out: there are other kernels for each layout.</param>
/// <param name="learns">Whether gradients are wanted, too.</param>
/// <remarks>Legend: B images, C channels that enter, K channels that leave, H height, W width.</remarks>
internal sealed class KernelTrial(bool channelsLast, bool learns)
{
    private const long Images = 2;
    private const long Side = 16;

    // bfloat16 has 8 bits, so that rounding alone makes 0.004.
    private const double LargestError = 0.05;

    private readonly Dictionary<string, bool> outcomes = new(StringComparer.Ordinal);

    /// <summary>Refuses to predict in bfloat16 where that gives other boxes.</summary>
    /// <exception cref="SettingException">The kernels of some convolutions are wrong.</exception>
    internal static void RequireExact(YoloNetwork network)
    {
        var trial = new KernelTrial(NetworkState.IsChannelsLast(network), learns: false);
        var convolutions = network.named_modules().Where(entry => entry.module is Conv2d).ToList();
        var wrong = convolutions.Where(entry => !trial.Passes((Conv2d)entry.module)).Select(entry => entry.name).ToList();
        if (wrong.Count > 0)
        {
            throw new SettingException(FormattableString.Invariant(
                $"half=true would give wrong boxes: on this processor libtorch miscalculates {wrong.Count} of {convolutions.Count} convolutions in bfloat16, {wrong[0]} among them. Leave half out, or use a GPU."));
        }
    }

    /// <summary>Whether output and gradients of a convolution agree; each shape is tried once.</summary>
    /// <param name="convolution">With its weights, which stay as they are.</param>
    internal bool Passes(Conv2d convolution)
    {
        var shape = FormattableString.Invariant(
            $"{Text(convolution.weight.shape)} {Text(convolution.stride)} {Text(convolution.padding ?? [])} {Text(convolution.dilation)} {convolution.groups}");
        if (!outcomes.TryGetValue(shape, out var passes))
        {
            outcomes.Add(shape, passes = Try(convolution));
        }

        return passes;
    }

    private bool Try(Conv2d convolution)
    {
        using var scope = NewDisposeScope();
        using var gradients = learns ? enable_grad() : no_grad();
        var input = Noise(Images, convolution.weight.shape[1] * convolution.groups, Side, Side); // [B, C, H, W]
        return Run(convolution, input, ScalarType.Float32).Zip(Run(convolution, input, ScalarType.BFloat16)).All(pair => Agree(pair.First, pair.Second));
    }

    // Output; gradient of the input, gradient of the weight.
    private Tensor[] Run(Conv2d convolution, Tensor numbers, ScalarType type)
    {
        var input = numbers.to(type).detach().requires_grad_(learns); // [B, C, H, W]
        var weight = convolution.weight.detach().to(type).requires_grad_(learns);
        var output = nn.functional.conv2d(input, weight, null, convolution.stride, convolution.padding, convolution.dilation, convolution.groups); // [B, K, H, W]
        if (!learns)
        {
            return [output];
        }

        output.backward([Noise(output.shape).to(type)]);
        return [output.detach(), input.grad!, weight.grad!];
    }

    private static bool Agree(Tensor single, Tensor narrow) =>
        (narrow.to(ScalarType.Float32) - single).norm().item<float>() <= LargestError * single.norm().item<float>();

    // [B, C, H, W]: numbers in [-0.5, 0.5) without a pattern, which leave the generators of the run where they are.
    private Tensor Noise(params long[] shape)
    {
        var waves = arange(shape.Aggregate((a, b) => a * b), ScalarType.Float64).mul_(12.9898).sin_().mul_(43758.5453);
        var numbers = waves.sub_(waves.floor()).sub_(0.5).to(ScalarType.Float32);
        return channelsLast ? numbers.reshape(shape[0], shape[2], shape[3], shape[1]).permute(0, 3, 1, 2) : numbers.reshape(shape);
    }

    private static string Text(long[] numbers) => string.Join('x', numbers);
}
