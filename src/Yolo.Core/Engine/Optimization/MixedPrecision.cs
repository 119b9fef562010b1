using System.Runtime.Intrinsics.X86;
using TorchSharp;
using TorchSharp.Modules;
using Yolo.Models;
using Yolo.Modules;
using Yolo.Runtime.Devices;
using Yolo.Runtime.Kernels;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>
/// Lets the convolutions of a network compute in 16 bits while its weights, the sums of norms, what the head predicts, losses and boxes stay in
/// single precision. bfloat16 has single precision's range, so that gradients need no scaling; those of float16 need a <see cref="LossScaler"/>.
/// </summary>
internal static class MixedPrecision
{
    // The first generation of GPUs that multiply in bfloat16, Ampere.
    private const int FirstWithBFloat16 = 8;

    // The last convolution of mask prototypes, which losses see as it is.
    private const string LastOfPrototypes = "cv3";

    /// <summary>The type of 16 bits that suits a device: bfloat16, and float16 on GPUs that are too old for it.</summary>
    /// <param name="device">The device.</param>
    /// <param name="capability">What a GPU can compute, such as 8.6; null: nobody can say.</param>
    internal static ScalarType TypeFor(Device device, (int Major, int Minor)? capability) =>
        device.type != DeviceType.CPU && capability is { Major: < FirstWithBFloat16 } ? ScalarType.Float16 : ScalarType.BFloat16;

    /// <summary>The type that convolutions compute in.</summary>
    /// <param name="device">The device.</param>
    /// <param name="isMixed">Whether that is one of 16 bits.</param>
    /// <param name="type">Which; null: what suits the device.</param>
    internal static ScalarType Precision(Device device, bool isMixed, ScalarType? type) =>
        isMixed ? type ?? TypeFor(device, CudaDriver.Shared.Capability(device)) : ScalarType.Float32;

    /// <summary>Whether a device has kernels for bfloat16: GPUs, and processors with AVX-512; others would crawl.</summary>
    internal static bool IsSupported(Device device) => device.type != DeviceType.CPU || Avx512BW.IsSupported;

    /// <summary>
    /// Switches a network in training over; convolutions of prediction heads, whatever else has no block of its own, and on a processor those
    /// whose kernels for the type are wrong, stay as they are.
    /// </summary>
    /// <param name="network">Its weights are in single precision, and stay so.</param>
    /// <param name="type">bfloat16 or float16.</param>
    internal static void Enable(YoloNetwork network, ScalarType type = ScalarType.BFloat16)
    {
        var last = network.modules().OfType<Proto>().Select(proto => proto.named_children().First(child => child.name == LastOfPrototypes).module).ToHashSet();
        var blocks = network.modules().OfType<Conv>().ToList();
        var trial = network.parameters().First().device_type == DeviceType.CPU ? new KernelTrial(type, NetworkState.IsChannelsLast(network), learns: true) : null;
        foreach (var block in blocks.Where(block => !last.Contains(block)))
        {
            block.Precision = trial?.Passes(block.Convolution) == false ? ScalarType.Float32 : type;
        }

        var inside = blocks.Select(block => (nn.Module)block.Convolution).ToHashSet();
        foreach (var module in network.modules().Where(module => module is Convolution or Linear && !inside.Contains(module)).Cast<nn.Module<Tensor, Tensor>>())
        {
            module.register_forward_pre_hook((_, input) => input.to(ScalarType.Float32));
        }

        foreach (var block in last.Cast<Conv>())
        {
            block.register_forward_pre_hook((_, input) => input.to(ScalarType.Float32));
        }
    }
}
