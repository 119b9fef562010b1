using System.Runtime.InteropServices;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;
using Picture = SixLabors.ImageSharp.Image;

namespace Yolo.Imaging.Codecs;

/// <summary>The managed codecs of SixLabors.ImageSharp.</summary>
internal sealed class ImageSharpCodec : IImageCodec
{
    public void Decode(ReadOnlySpan<byte> data, ImageInfo info, bool strict, Span<byte> pixels)
    {
        try
        {
            if (info.BitsPerChannel > 8)
            {
                DecodeDeep(data, info, pixels);
                return;
            }

            using var picture = Picture.Load<Rgb24>(data);
            Check(picture, info);
            picture.CopyPixelDataTo(pixels);
        }
        catch (Exception error) when (error is not (OutOfMemoryException or CodecException))
        {
            // Damaged data surfaces as many kinds of exceptions, not only as the library's own.
            throw new CodecException(error.Message.TrimEnd('.'), error);
        }
    }

    public byte[] Encode(Image image, ImageFormat format, int quality)
    {
        try
        {
            using var picture = Picture.LoadPixelData<Rgb24>(image.Pixels, image.Width, image.Height);
            using var content = new MemoryStream();
            picture.Save(content, Encoder(format, quality));
            return content.ToArray();
        }
        catch (SixLabors.ImageSharp.ImageFormatException error)
        {
            throw new CodecException(error.Message.TrimEnd('.'), error);
        }
    }

    /// <summary>Of 16 bits the high byte is kept, not the rounded quotient that the library's own conversion gives.</summary>
    private static void DecodeDeep(ReadOnlySpan<byte> data, ImageInfo info, Span<byte> pixels)
    {
        using var picture = Picture.Load<Rgb48>(data);
        Check(picture, info);
        ushort[] deep = new ushort[pixels.Length];
        picture.CopyPixelDataTo(MemoryMarshal.Cast<ushort, Rgb48>(deep.AsSpan()));
        for (int i = 0; i < deep.Length; i++)
        {
            pixels[i] = (byte)(deep[i] >> 8);
        }
    }

    private static void Check(Picture picture, ImageInfo info)
    {
        if (picture.Width != info.StoredWidth || picture.Height != info.StoredHeight)
        {
            throw new CodecException($"the data holds {picture.Width}x{picture.Height} pixels");
        }
    }

    private static IImageEncoder Encoder(ImageFormat format, int quality)
    {
        return format switch
        {
            // Thin coloured lines and text stay sharp at high quality.
            ImageFormat.Jpeg => new JpegEncoder
            {
                Quality = quality,
                ColorType = quality >= 90 ? JpegColorType.YCbCrRatio444 : JpegColorType.YCbCrRatio420,
            },
            ImageFormat.Png => new PngEncoder { ColorType = PngColorType.Rgb, BitDepth = PngBitDepth.Bit8 },
            _ => new WebpEncoder { Quality = quality, FileFormat = WebpFileFormatType.Lossy },
        };
    }
}
