namespace Yolo.Runtime.Devices;

/// <summary>How full the memory of a GPU is.</summary>
/// <param name="UsedBytes">What all programs together have taken of it, in bytes; what libtorch keeps for later tensors counts.</param>
/// <param name="TotalBytes">What there is, in bytes.</param>
public readonly record struct DeviceMemory(long UsedBytes, long TotalBytes)
{
    /// <summary>What nobody has taken, in bytes.</summary>
    public long FreeBytes => TotalBytes - UsedBytes;
}
