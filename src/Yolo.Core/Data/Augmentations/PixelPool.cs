using System.Buffers;
using Yolo.Imaging;

namespace Yolo.Data.Augmentations;

/// <summary>Lends pictures whose memory is used again: a sample passes through several, and each would be garbage at once.</summary>
internal static class PixelPool
{
    /// <summary>A picture with arbitrary pixels.</summary>
    public static Image Rent(int width, int height) => new(width, height, ArrayPool<byte>.Shared.Rent(Image.ByteCount(width, height)));

    /// <summary>Takes back a picture of <see cref="Rent"/>.</summary>
    public static void Return(Image image) => ArrayPool<byte>.Shared.Return(image.Buffer);
}
