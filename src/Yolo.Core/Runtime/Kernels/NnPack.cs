namespace Yolo.Runtime.Kernels;

/// <summary>
/// NNPACK, an older library in libtorch that takes what oneDNN leaves: with one thread, 1x1 convolutions of small batches. On processors whose caches
/// it cannot make out (AMD's in virtual machines) it fails to start before each of them, and each time says so in the standard error output.
/// </summary>
internal static class NnPack
{
    /// <summary>Leaves it out, so that the product of matrices takes its place on every processor; where this libtorch has none, nothing happens.</summary>
    internal static void LeaveOut() => TorchContext.UsesNnPack = false;
}
