using System.Buffers;

namespace Yolo.Imaging.Codecs;

/// <summary>
/// Decoding in its order: header, limits, codec, orientation. With a pool the picture's buffer, which may be longer than the picture, is rented
/// from it; the caller gives it back.
/// </summary>
internal static class ImageDecoder
{
    public static Image Decode(Stream stream, string name, bool strict, ArrayPool<byte>? pool = null) =>
        WholeFile.Use(stream, (name, strict, pool), static (data, how) => Decode(data, how.name, how.strict, how.pool), name);

    public static Image Decode(ReadOnlySpan<byte> data, string name, bool strict, ArrayPool<byte>? pool = null)
    {
        var info = ImageHeader.Read(data, name);
        if (strict && info.Truncated)
        {
            string missing = info.Format == ImageFormat.Jpeg ? "the end marker FF D9 is missing" : $"the {info.Format} data ends early";
            throw new ImageFormatException($"{name}: truncated, {missing}. Download or export it again, or remove it.");
        }

        var stored = ImageMemory.Take(info.StoredWidth, info.StoredHeight, pool);
        bool whole;
        try
        {
            whole = ImageCodecs.Reader(info.Format).Decode(data, info, strict, stored.Pixels);
        }
        catch (CodecException error)
        {
            if (pool is not null)
            {
                ImageMemory.Return(stored, pool);
            }

            string state = info.Truncated || error.EndsEarly ? "truncated" : "corrupt or unsupported";
            throw new ImageFormatException(
                $"{name}: {state} {info.Format} of {info.StoredWidth}x{info.StoredHeight}: {error.Message}. Download or export it again, or remove it.", error);
        }

        var upright = ExifOrientation.Apply(stored, info.Orientation, pool);
        upright.IsIncomplete = info.Truncated || !whole;
        return upright;
    }
}
