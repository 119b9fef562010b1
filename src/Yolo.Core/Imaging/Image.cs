using Yolo.Imaging.Codecs;

namespace Yolo.Imaging;

/// <summary>A picture: 8-bit RGB, rows from top to bottom, pixels from left to right, tightly packed.</summary>
/// <remarks>The pixels are managed memory or the caller's: nothing needs to be disposed. Reading from several threads is safe, writing is the caller's to order.</remarks>
public sealed class Image
{
    /// <summary>Bytes of a pixel: red, green, blue.</summary>
    public const int Channels = 3;

    private readonly Memory<byte> memory;

    /// <summary>Creates a black picture.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or there are more than <see cref="ImageInfo.MaxPixels"/>.</exception>
    public Image(int width, int height)
        : this(width, height, new byte[ByteCount(width, height)])
    {
    }

    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="pixels">At least width × height × 3 bytes; what is longer is left alone, so that buffers can be reused.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or there are more than <see cref="ImageInfo.MaxPixels"/>.</exception>
    /// <exception cref="ArgumentException">The array is too short.</exception>
    public Image(int width, int height, byte[] pixels)
        : this(width, height, (pixels ?? throw new ArgumentNullException(nameof(pixels))).AsMemory())
    {
    }

    /// <summary>Wraps pixels without copying them, wherever they lie: a part of an array, or memory outside of .NET.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="pixels">At least width × height × 3 bytes; what is longer is left alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or there are more than <see cref="ImageInfo.MaxPixels"/>.</exception>
    /// <exception cref="ArgumentException">The memory is too short.</exception>
    public Image(int width, int height, Memory<byte> pixels)
    {
        int needed = ByteCount(width, height);
        if (pixels.Length < needed)
        {
            throw new ArgumentException($"{width}x{height} pixels need {needed} bytes; there are {pixels.Length}.", nameof(pixels));
        }

        (Width, Height, memory) = (width, height, pixels[..needed]);
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>Whether the file that it was read from lacked its end or was damaged: what is missing of it is grey. Default false.</summary>
    public bool IsIncomplete { get; internal set; }

    /// <summary>Bytes of a row, 3 × width.</summary>
    public int Stride => Width * Channels;

    /// <summary>All pixels, height × width × 3 bytes.</summary>
    public Span<byte> Pixels => memory.Span;

    /// <summary>The memory behind <see cref="Pixels"/>, for code that hands it to other threads.</summary>
    public Memory<byte> Memory => memory;

    /// <summary>One pixel.</summary>
    /// <param name="x">Column, from the left.</param>
    /// <param name="y">Row, from the top.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pixel lies outside.</exception>
    public Rgb this[int x, int y]
    {
        get
        {
            var pixel = Row(y).Slice(CheckedColumn(x) * Channels, Channels);
            return new(pixel[0], pixel[1], pixel[2]);
        }

        set
        {
            var pixel = Row(y).Slice(CheckedColumn(x) * Channels, Channels);
            (pixel[0], pixel[1], pixel[2]) = (value.R, value.G, value.B);
        }
    }

    /// <summary>Reads a picture file; its EXIF orientation is applied, alpha is dropped, of 16 bits the high byte is kept.</summary>
    /// <param name="path">A file of one of the formats of <see cref="ImageFormat"/>; the content decides, not the name.</param>
    /// <param name="strict">Refuse files that are truncated or damaged; otherwise what is missing of a JPEG is filled with grey.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ImageFormatException">The file is empty, truncated, corrupt, of an unknown format or too large.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static Image Decode(string path, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var file = Open(path);
        return ImageDecoder.Decode(file, path, strict);
    }

    /// <summary>Reads a picture from the stream's position to its end.</summary>
    /// <param name="stream">Readable stream; it is left open.</param>
    /// <param name="strict">As for <see cref="Decode(string, bool)"/>.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ImageFormatException">As for <see cref="Decode(string, bool)"/>.</exception>
    public static Image Decode(Stream stream, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ImageDecoder.Decode(stream, (stream as FileStream)?.Name ?? "the stream", strict);
    }

    /// <summary>Reads a picture from memory.</summary>
    /// <param name="data">The content of a picture file.</param>
    /// <param name="strict">As for <see cref="Decode(string, bool)"/>.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ImageFormatException">As for <see cref="Decode(string, bool)"/>.</exception>
    public static Image Decode(ReadOnlySpan<byte> data, bool strict = true) => ImageDecoder.Decode(data, "the picture", strict);

    /// <summary>One row.</summary>
    /// <param name="y">Row, from the top.</param>
    /// <returns>3 × width bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The row lies outside.</exception>
    public Span<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
        return memory.Span.Slice(y * Stride, Stride);
    }

    /// <summary>Paints every pixel.</summary>
    /// <param name="colour">The colour.</param>
    public void Fill(Rgb colour)
    {
        var first = Row(0);
        for (int at = 0; at < first.Length; at += Channels)
        {
            (first[at], first[at + 1], first[at + 2]) = (colour.R, colour.G, colour.B);
        }

        for (int y = 1; y < Height; y++)
        {
            first.CopyTo(Row(y));
        }
    }

    /// <summary>Copies the picture.</summary>
    /// <returns>A picture with its own pixels.</returns>
    public Image Clone() => new(Width, Height, Pixels.ToArray());

    /// <summary>Copies a rectangle, which is first cut to the picture.</summary>
    /// <param name="x">Left column.</param>
    /// <param name="y">Top row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <returns>The part that lies inside the picture.</returns>
    /// <exception cref="ArgumentException">Nothing of the rectangle lies inside.</exception>
    public Image Crop(int x, int y, int width, int height)
    {
        int left = Math.Clamp(x, 0, Width), right = (int)Math.Clamp((long)x + width, left, Width);
        int top = Math.Clamp(y, 0, Height), bottom = (int)Math.Clamp((long)y + height, top, Height);
        if (left == right || top == bottom)
        {
            throw new ArgumentException($"The rectangle {width}x{height} at ({x}, {y}) lies outside the picture of {Width}x{Height}.", nameof(width));
        }

        var part = new Image(right - left, bottom - top);
        for (int row = top; row < bottom; row++)
        {
            Row(row)[(left * Channels)..(right * Channels)].CopyTo(part.Row(row - top));
        }

        return part;
    }

    /// <summary>Mirrors left and right, in place.</summary>
    public void FlipHorizontally() => Flip.Horizontally(Pixels, Width, Height);

    /// <summary>Mirrors top and bottom, in place.</summary>
    public void FlipVertically() => Flip.Vertically(Pixels, Width, Height);

    /// <summary>Encodes the picture.</summary>
    /// <param name="format">JPEG, PNG or WebP.</param>
    /// <param name="quality">1 to 100 for JPEG and WebP, PNG ignores it; colour is stored at full resolution from 90 on.</param>
    /// <returns>The content of a file.</returns>
    /// <exception cref="ArgumentException">The format cannot be written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The quality is out of range.</exception>
    /// <exception cref="ImageFormatException">The picture exceeds what the format can hold (JPEG 65 500, WebP 16 383 pixels a side).</exception>
    public byte[] Encode(ImageFormat format, int quality = 95) => ImageEncoder.Encode(this, format, quality);

    /// <summary>Writes the picture to a file, completely or not at all.</summary>
    /// <param name="path">Where to; the extension .jpg, .jpeg, .png or .webp chooses the format. The folder must exist; a file is replaced.</param>
    /// <param name="quality">As for <see cref="Encode"/>.</param>
    /// <exception cref="ArgumentException">The extension is unknown.</exception>
    /// <exception cref="ImageFormatException">As for <see cref="Encode"/>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, int quality = 95) => ImageEncoder.Save(this, path, quality);

    internal static int ByteCount(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)width * height, ImageInfo.MaxPixels, nameof(width));
        return width * height * Channels;
    }

    private int CheckedColumn(int x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(x, Width);
        return x;
    }

    /// <summary>Opens a file that will be read at once.</summary>
    /// <exception cref="ImageFormatException">It is empty, or no file but a pipe or the like.</exception>
    internal static FileStream Open(string path) => RegularFile.HoldsNothing(path)
        ? throw new ImageFormatException($"{path}: the file has zero bytes, or is a pipe, socket or device, which is not read. Download or export it again, or remove it.")
        : new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
}
