using System.Buffers;

namespace Yolo.Imaging.Codecs;

/// <summary>
/// Decoding in its order: header, limits, codec, orientation. With a pool the picture's buffer, which may be longer than the picture, is rented
/// from it; the caller gives it back.
/// </summary>
internal static class ImageDecoder
{
    public static Image Decode(Stream stream, string name, bool strict, ArrayPool<byte>? pool = null)
    {
        if (!stream.CanSeek)
        {
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return Decode(copy.GetBuffer().AsSpan(0, (int)copy.Length), name, strict, pool);
        }

        long length = stream.Length - stream.Position;
        if (length > Array.MaxLength)
        {
            throw new ImageFormatException($"{name}: {length} bytes are too many for a picture. Scale it down or cut it into tiles.");
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent((int)Math.Max(0, length));
        try
        {
            int count = stream.ReadAtLeast(rented.AsSpan(0, (int)Math.Max(0, length)), (int)Math.Max(0, length), throwOnEndOfStream: false);
            return Decode(rented.AsSpan(0, count), name, strict, pool);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public static Image Decode(ReadOnlySpan<byte> data, string name, bool strict, ArrayPool<byte>? pool = null)
    {
        var info = ImageInfo.Read(data, name);
        if (strict && info.Truncated)
        {
            string missing = info.Format == ImageFormat.Jpeg ? "the end marker FF D9 is missing" : $"the {info.Format} data ends early";
            throw new ImageFormatException($"{name}: truncated, {missing}. Download or export it again, remove it, or decode it with strict: false.");
        }

        var stored = ImageMemory.Take(info.StoredWidth, info.StoredHeight, pool);
        try
        {
            DecodePixels(data, info, strict, stored.Pixels);
        }
        catch (CodecException error)
        {
            pool?.Return(stored.Buffer);
            string state = info.Truncated ? "truncated" : "corrupt or unsupported";
            throw new ImageFormatException(
                $"{name}: {state} {info.Format} of {info.StoredWidth}x{info.StoredHeight}: {error.Message}. Download or export it again, or remove it.", error);
        }

        return ExifOrientation.Apply(stored, info.Orientation, pool);
    }

    /// <summary>Bitmaps are simple enough to be decoded here; the rest is the codec's.</summary>
    private static void DecodePixels(ReadOnlySpan<byte> data, ImageInfo info, bool strict, Span<byte> pixels)
    {
        if (info.Format == ImageFormat.Bmp)
        {
            BmpDecoder.Decode(data, info, pixels);
        }
        else
        {
            ImageCodecs.Current.Decode(data, info, strict, pixels);
        }
    }
}
