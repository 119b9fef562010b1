using Yolo.Imaging;

namespace Yolo.Sources.Video;

/// <summary>Reads pictures one after the other from a stream of PPM: each says its own size, so a video may change it half-way.</summary>
/// <param name="stream">The stream; it is left open.</param>
internal sealed class PpmReader(Stream stream)
{
    private readonly byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;

    /// <summary>The next picture; null at the end, and when the stream ends within a picture.</summary>
    /// <exception cref="SourceException">What comes is no PPM.</exception>
    internal Image? Next()
    {
        if (ReadByte() is not { } first)
        {
            return null;
        }

        if (first != 'P' || ReadByte() != '6')
        {
            throw new SourceException("ffmpeg sent something that is no picture.");
        }

        // Width, height and 255, each after white space; one more white space comes before the pixels.
        if (ReadNumber() is not { } width || ReadNumber() is not { } height || ReadNumber() is not { } depth)
        {
            return null;
        }

        if (depth != 255)
        {
            throw new SourceException(FormattableString.Invariant($"ffmpeg sent a picture of depth {depth}, not 255."));
        }

        var pixels = GC.AllocateUninitializedArray<byte>(Image.ByteCount(width, height));
        return Fill(pixels) ? new Image(width, height, pixels) : null;
    }

    private bool Fill(Span<byte> pixels)
    {
        var ready = Math.Min(pixels.Length, end - start);
        buffer.AsSpan(start, ready).CopyTo(pixels);
        start += ready;
        return stream.ReadAtLeast(pixels[ready..], pixels.Length - ready, throwOnEndOfStream: false) == pixels.Length - ready;
    }

    private int? ReadNumber()
    {
        var digit = ReadByte();
        while (digit is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            digit = ReadByte();
        }

        var number = 0;
        for (; digit is >= (byte)'0' and <= (byte)'9'; digit = ReadByte())
        {
            number = checked((number * 10) + (digit.Value - '0'));
        }

        return digit is null ? null : number;
    }

    private byte? ReadByte()
    {
        if (start == end)
        {
            (start, end) = (0, stream.Read(buffer));
            if (end == 0)
            {
                return null;
            }
        }

        return buffer[start++];
    }
}
