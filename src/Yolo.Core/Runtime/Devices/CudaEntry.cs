namespace Yolo.Runtime.Devices;

/// <summary>A time in which a GPU is the one that the driver's functions are about on this thread.</summary>
/// <param name="driver">The driver; null: there is nothing to leave.</param>
internal readonly struct CudaEntry(CudaDriver? driver) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => driver?.Leave();
}
