using System.Runtime.InteropServices;
using Yolo.Imaging;

namespace Yolo.Sources;

/// <summary>Makes pictures of bare pixels.</summary>
internal static class RawPixels
{
    internal static Image ToImage(ReadOnlySpan<byte> pixels, int width, int height, ChannelOrder order)
    {
        var image = new Image(width, height);
        if (pixels.Length != image.Pixels.Length)
        {
            throw new ArgumentException(FormattableString.Invariant($"{width}x{height} pixels have {image.Pixels.Length} bytes, three each; {pixels.Length} were given."), nameof(pixels));
        }

        pixels.CopyTo(image.Pixels);
        if (order == ChannelOrder.Bgr)
        {
            var own = image.Pixels;
            for (var at = 0; at < own.Length; at += Image.Channels)
            {
                (own[at], own[at + 2]) = (own[at + 2], own[at]);
            }
        }

        return image;
    }

    internal static Image ToImage(byte[,,] pixels, ChannelOrder order)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        var (height, width, channels) = (pixels.GetLength(0), pixels.GetLength(1), pixels.GetLength(2));
        return pixels.Length > 0 && channels == Image.Channels
            ? ToImage(MemoryMarshal.CreateReadOnlySpan(ref pixels[0, 0, 0], pixels.Length), width, height, order)
            : throw new ArgumentException(FormattableString.Invariant($"Pixels come as [height, width, 3]; this array is [{height}, {width}, {channels}]."), nameof(pixels));
    }
}
