using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Pbm;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tga;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.Metadata;

namespace Yolo.Imaging.Codecs;

/// <summary>The formats that ImageSharp reads for us, and how.</summary>
internal static class ImageSharpFormats
{
    // The largest picture that is allowed takes 1.5 GiB with 16 bits a channel; what asks for more is no honest file.
    private const int MostMegabytes = 2048;

    // Text beside the pixels is never unpacked: a small file can hold gigabytes of it. Of several pictures only the first is decoded.
    private static readonly Dictionary<ImageFormat, IImageDecoder> Decoders = new()
    {
        [ImageFormat.Png] = new PngDecoder { IgnoreMetadata = true },
        [ImageFormat.Bmp] = new BmpDecoder { RleSkippedPixelHandling = RleSkippedPixelHandling.FirstColorOfPalette },
        [ImageFormat.Tiff] = new TiffDecoder { IgnoreMetadata = true, DecodingMode = FrameDecodingMode.First },
        [ImageFormat.Gif] = new GifDecoder { IgnoreMetadata = true, DecodingMode = FrameDecodingMode.First },
        [ImageFormat.Tga] = new TgaDecoder(),
        [ImageFormat.Pbm] = new PbmDecoder(),
    };

    // TGA has no signature and comes last.
    private static readonly (ImageFormat Format, IImageFormatDetector Detector)[] Detectors =
    [
        (ImageFormat.Png, new PngImageFormatDetector()),
        (ImageFormat.Bmp, new BmpImageFormatDetector()),
        (ImageFormat.Tiff, new TiffImageFormatDetector()),
        (ImageFormat.Gif, new GifImageFormatDetector()),
        (ImageFormat.Pbm, new PbmImageFormatDetector()),
        (ImageFormat.Tga, new TgaImageFormatDetector()),
    ];

    /// <summary>The library's settings.</summary>
    public static Configuration Configuration { get; } = new()
    {
        MemoryAllocator = MemoryAllocator.Create(new MemoryAllocatorOptions { AllocationLimitMegabytes = MostMegabytes }),
    };

    /// <summary>Tells the format from the first bytes of a file; null if it is none of these.</summary>
    public static ImageFormat? Detect(ReadOnlySpan<byte> head)
    {
        foreach (var (format, detector) in Detectors)
        {
            if (detector.DetectFormat(head[..Math.Min(head.Length, detector.HeaderSize)]) is not null)
            {
                return format;
            }
        }

        return null;
    }

    /// <summary>What reads a format.</summary>
    public static IImageDecoder Decoder(ImageFormat format) => Decoders[format];

    /// <summary>Depth of one stored channel.</summary>
    public static int BitsPerChannel(ImageMetadata metadata, ImageFormat format)
    {
        return format switch
        {
            ImageFormat.Png => (int)(metadata.GetPngMetadata().BitDepth ?? PngBitDepth.Bit8),
            ImageFormat.Bmp => (int)metadata.GetBmpMetadata().BitsPerPixel switch { <= 8 and var index => index, 16 => 5, _ => 8 },
            ImageFormat.Tga => metadata.GetTgaMetadata().BitsPerPixel == TgaBitsPerPixel.Pixel16 ? 5 : 8,
            ImageFormat.Pbm => metadata.GetPbmMetadata().ComponentType switch
            {
                PbmComponentType.Bit => 1,
                PbmComponentType.Byte => 8,

                // The library reads the two bytes of a sample in the wrong order.
                _ => throw new CodecException("a PGM or PPM with 16 bits a channel is not read; save it as PNG"),
            },
            _ => 8,
        };
    }
}
