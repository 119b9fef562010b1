using System.Buffers;
using System.Runtime.InteropServices;

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

    /// <summary>The array that a picture lies in, which may be longer; null if it is memory of another kind.</summary>
    public static byte[]? BufferOf(Image image) => MemoryMarshal.TryGetArray<byte>(image.Memory, out var part) ? part.Array : null;

    /// <summary>Gives the buffer of a picture to the pool that it was rented from.</summary>
    public static void Return(Image image, ArrayPool<byte> pool)
    {
        if (BufferOf(image) is { } buffer)
        {
            pool.Return(buffer);
        }
    }
}
