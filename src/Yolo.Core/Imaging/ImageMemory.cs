using System.Buffers;

namespace Yolo.Imaging;

/// <summary>Makes pictures whose pixels are about to be written.</summary>
internal static class ImageMemory
{
    /// <summary>A picture with arbitrary pixels: in memory of its own, or in a buffer rented from a pool, which may be longer.</summary>
    public static Image Take(int width, int height, ArrayPool<byte>? pool = null)
    {
        int length = Image.ByteCount(width, height);
        return new(width, height, pool?.Rent(length) ?? GC.AllocateUninitializedArray<byte>(length));
    }
}
