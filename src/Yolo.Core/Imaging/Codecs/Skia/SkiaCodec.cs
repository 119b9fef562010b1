using System.Buffers;
using SkiaSharp;

namespace Yolo.Imaging.Codecs;

/// <summary>Skia's codecs: libjpeg-turbo, with the settings that OpenCV uses, and libwebp.</summary>
/// <remarks>Pixels are asked for without a colour space, so that a colour profile in the file changes none of them.</remarks>
internal sealed unsafe class SkiaCodec : IImageCodec
{
    private const int Wide = 4;
    private const byte Grey = 128;

    // Rows that are decoded at a time: whole blocks of a JPEG, and few enough to stay in the cache until they are packed.
    private const int Band = 16;

    /// <inheritdoc/>
    public ImageInfo Identify(ReadOnlySpan<byte> data, ImageFormat format)
    {
        fixed (byte* start = data)
        {
            using var content = SKData.Create((nint)start, data.Length);
            using var codec = Open(content, format);
            return new(format, codec.Info.Width, codec.Info.Height, (int)codec.EncodedOrigin, 8, Truncated: false);
        }
    }

    /// <inheritdoc/>
    public bool Decode(ReadOnlySpan<byte> data, ImageInfo info, bool strict, Span<byte> pixels)
    {
        if (info is { Format: ImageFormat.Jpeg, Truncated: true } && !strict)
        {
            // With an end marker libjpeg paints what is missing, as it does for every program that reads from a file.
            data = (byte[])[.. data, 0xFF, 0xD9];
        }

        fixed (byte* start = data)
        {
            using var content = SKData.Create((nint)start, data.Length);
            using var codec = Open(content, info.Format);
            if (codec.Info.Width != info.StoredWidth || codec.Info.Height != info.StoredHeight)
            {
                throw new CodecException($"the data holds {codec.Info.Width}x{codec.Info.Height} pixels");
            }

            if (info.Format == ImageFormat.Jpeg)
            {
                return DecodeBands(codec, strict, pixels);
            }

            DecodeWhole(codec, pixels);
            return true;
        }
    }

    /// <inheritdoc/>
    public byte[] Encode(Image image, ImageFormat format, int quality)
    {
        var layout = new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        byte[] wide = ArrayPool<byte>.Shared.Rent(layout.BytesSize);
        try
        {
            PixelPacking.Widen(image.Pixels, wide.AsSpan(0, layout.BytesSize));
            fixed (byte* start = wide)
            {
                using var pixels = new SKPixmap(layout, (nint)start);
                using var file = pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, quality));
                return file?.ToArray() ?? throw new CodecException("the encoder refused it");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(wide);
        }
    }

    /// <summary>Whether a JPEG holds all of its picture data; it is decoded at an eighth of its size for it.</summary>
    public static bool IsComplete(ReadOnlySpan<byte> data)
    {
        fixed (byte* start = data)
        {
            using var content = SKData.Create((nint)start, data.Length);
            using var codec = SKCodec.Create(content);
            if (codec is null)
            {
                return false;
            }

            var size = codec.GetScaledDimensions(1f / 8);
            using var small = new SKBitmap(Layout(size.Width, size.Height));
            return codec.GetPixels(small.Info, small.GetPixels()) == SKCodecResult.Success;
        }
    }

    private static SKCodec Open(SKData content, ImageFormat format)
    {
        using var stream = new SKMemoryStream(content);
        if (SKCodec.Create(stream, out var result) is { } codec)
        {
            return codec;
        }

        throw result == SKCodecResult.IncompleteInput
            ? new CodecException("the data ends early") { EndsEarly = true }
            : new CodecException(format == ImageFormat.Jpeg
                ? "no JPEG that can be read: it is damaged, or of a rare kind (12 bits, lossless)"
                : $"no {format} that can be read");
    }

    private static bool DecodeBands(SKCodec codec, bool strict, Span<byte> pixels)
    {
        var layout = Layout(codec.Info.Width, codec.Info.Height);
        var result = codec.StartScanlineDecode(layout);
        if (result != SKCodecResult.Success)
        {
            throw Failure(result);
        }

        byte[] wide = ArrayPool<byte>.Shared.Rent(layout.RowBytes * Band);
        try
        {
            int stride = layout.Width * Image.Channels;
            fixed (byte* start = wide)
            {
                for (int top = 0; top < layout.Height; top += Band)
                {
                    int rows = Math.Min(Band, layout.Height - top);
                    int decoded = Math.Max(0, codec.GetScanlines((nint)start, rows, layout.RowBytes));
                    PixelPacking.Narrow(wide.AsSpan(0, decoded * layout.RowBytes), pixels[(top * stride)..]);
                    if (decoded < rows)
                    {
                        Lack(strict, top + decoded, layout.Height, pixels[((top + decoded) * stride)..]);
                        return false;
                    }
                }
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(wide);
        }
    }

    private static void Lack(bool strict, int decoded, int height, Span<byte> rest)
    {
        if (strict)
        {
            throw new CodecException($"only {decoded} of {height} rows are there") { EndsEarly = true };
        }

        rest.Fill(Grey);
    }

    private static void DecodeWhole(SKCodec codec, Span<byte> pixels)
    {
        var layout = Layout(codec.Info.Width, codec.Info.Height);
        byte[] wide = ArrayPool<byte>.Shared.Rent(layout.BytesSize);
        try
        {
            fixed (byte* start = wide)
            {
                var result = codec.GetPixels(layout, (nint)start);
                if (result != SKCodecResult.Success)
                {
                    throw Failure(result);
                }
            }

            PixelPacking.Narrow(wide.AsSpan(0, layout.BytesSize), pixels);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(wide);
        }
    }

    // Alpha that is not multiplied in can be dropped.
    private static SKImageInfo Layout(int width, int height) => new(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);

    private static CodecException Failure(SKCodecResult result)
    {
        return result == SKCodecResult.IncompleteInput
            ? new CodecException("the picture data ends early") { EndsEarly = true }
            : new CodecException("the picture data is damaged");
    }

    // Thin coloured lines and text stay sharp at high quality.
}
