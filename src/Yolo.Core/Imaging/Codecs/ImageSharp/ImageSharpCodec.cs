using System.Runtime.InteropServices;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Advanced;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;
using Picture = SixLabors.ImageSharp.Image;

namespace Yolo.Imaging.Codecs;

/// <summary>The managed codecs of SixLabors.ImageSharp: it reads all formats but JPEG and WebP, and writes all but WebP.</summary>
/// <remarks>Colour profiles are never looked at.</remarks>
internal sealed unsafe class ImageSharpCodec : IImageCodec
{
    private const int SharpColourFrom = 90;

    private static readonly PngEncoder Png = new() { ColorType = PngColorType.Rgb, BitDepth = PngBitDepth.Bit8 };

    /// <inheritdoc/>
    public ImageInfo Identify(ReadOnlySpan<byte> data, ImageFormat format)
    {
        try
        {
            (int orientation, int? bits) = format switch
            {
                ImageFormat.Png => (ExifTags.OrientationOfPng(data), null),
                ImageFormat.Tiff => ExifTags.OfTiff(data),
                _ => (1, default(int?)),
            };
            fixed (byte* start = data)
            {
                using var stream = new UnmanagedMemoryStream(start, data.Length);
                var found = ((IImageInfoDetector)ImageSharpFormats.Decoder(format)).Identify(ImageSharpFormats.Configuration, stream, CancellationToken.None);
                return new(format, found.Width, found.Height, orientation, bits ?? ImageSharpFormats.BitsPerChannel(found.Metadata, format), Truncated: false);
            }
        }
        catch (Exception error) when (IsDamage(error))
        {
            throw Wrapped(error);
        }
    }

    /// <inheritdoc/>
    public bool Decode(ReadOnlySpan<byte> data, ImageInfo info, bool strict, Span<byte> pixels)
    {
        try
        {
            fixed (byte* start = data)
            {
                using var stream = new UnmanagedMemoryStream(start, data.Length);
                if (info.BitsPerChannel > 8)
                {
                    DecodeDeep(stream, info, pixels);
                    return true;
                }

                using var picture = Load<Rgb24>(stream, info);
                picture.CopyPixelDataTo(pixels);
                return true;
            }
        }
        catch (Exception error) when (IsDamage(error))
        {
            throw Wrapped(error);
        }
    }

    /// <inheritdoc/>
    public byte[] Encode(Image image, ImageFormat format, int quality)
    {
        using var picture = Picture.WrapMemory<Rgb24>(ImageSharpFormats.Configuration, image.Memory, image.Width, image.Height);
        using var content = new MemoryStream();
        picture.Save(content, format == ImageFormat.Jpeg ? Jpeg(quality) : Png);
        return content.ToArray();
    }

    /// <summary>Thin coloured lines and text stay sharp at high quality.</summary>
    private static JpegEncoder Jpeg(int quality) => new()
    {
        Quality = quality,
        ColorType = quality >= SharpColourFrom ? JpegColorType.YCbCrRatio444 : JpegColorType.YCbCrRatio420,
    };

    /// <summary>Of 16 bits the high byte is kept, not the rounded quotient that the library's own conversion gives.</summary>
    private static void DecodeDeep(Stream stream, ImageInfo info, Span<byte> pixels)
    {
        using var picture = Load<Rgb48>(stream, info);
        int at = 0;
        for (int y = 0; y < picture.Height; y++)
        {
            foreach (ushort deep in MemoryMarshal.Cast<Rgb48, ushort>(picture.DangerousGetPixelRowMemory(y).Span))
            {
                pixels[at++] = (byte)(deep >> 8);
            }
        }
    }

    private static Image<TPixel> Load<TPixel>(Stream stream, ImageInfo info)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        var picture = ImageSharpFormats.Decoder(info.Format).Decode<TPixel>(ImageSharpFormats.Configuration, stream, CancellationToken.None);
        if (picture.Width == info.StoredWidth && picture.Height == info.StoredHeight)
        {
            return picture;
        }

        using (picture)
        {
            throw new CodecException($"the data holds {picture.Width}x{picture.Height} pixels");
        }
    }

    /// <summary>Damaged data surfaces as many kinds of exceptions, not only as the library's own.</summary>
    private static bool IsDamage(Exception error) => error is not (OutOfMemoryException or CodecException);

    private static CodecException Wrapped(Exception error) => new(error.Message.TrimEnd('.'), error) { EndsEarly = error is EndOfStreamException };
}
