namespace Yolo.Runtime.Devices;

/// <summary>What CUDA's driver answers.</summary>
internal static class CudaError
{
    /// <summary>Throws where something did not go well.</summary>
    /// <param name="error">The driver's answer; 0: it did.</param>
    /// <param name="what">What it was to do.</param>
    /// <exception cref="InvalidOperationException">It could not.</exception>
    internal static void Check(int error, string what)
    {
        if (error != 0)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"The GPU's driver could not {what}: error {error} of the CUDA driver. Earlier work on the GPU may have failed."));
        }
    }
}
