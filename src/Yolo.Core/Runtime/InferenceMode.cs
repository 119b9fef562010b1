using static TorchSharp.torch;

namespace Yolo.Runtime;

/// <summary>Computing of which nothing is recorded: no gradients, and where the device can do without, no versions of tensors.</summary>
internal static class InferenceMode
{
    /// <summary>Whether tensors have no versions then, as is fastest. The device that stands in for a GPU in tests cannot do without.</summary>
    internal static bool IsWithoutVersions { get; set; } = true;

    /// <summary>Begins it on this thread.</summary>
    /// <returns>To be disposed at its end.</returns>
    internal static IDisposable Begin() => IsWithoutVersions ? inference_mode() : no_grad();
}
