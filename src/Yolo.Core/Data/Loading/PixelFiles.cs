using System.Buffers.Binary;
using Yolo.Data.Labels;
using Yolo.Imaging;

namespace Yolo.Data.Loading;

/// <summary>Decoded pictures as files: width, height, the time of the original, then the pixels. They lie beside the label folder, never among the pictures.</summary>
internal sealed class PixelFiles(int imageSize)
{
    private const int HeaderSize = 16;

    public string? Notice { get; private set; }

    /// <summary>The picture if it was kept and its original has not changed since.</summary>
    public Image? Read(LabelledImage image)
    {
        try
        {
            string path = PathOf(image);
            if (!File.Exists(path))
            {
                return null;
            }

            using var file = File.OpenRead(path);
            Span<byte> header = stackalloc byte[HeaderSize];
            file.ReadExactly(header);
            var (width, height) = (BinaryPrimitives.ReadInt32LittleEndian(header), BinaryPrimitives.ReadInt32LittleEndian(header[4..]));
            bool current = BinaryPrimitives.ReadInt64LittleEndian(header[8..]) == Stamp(image) && width > 0 && height > 0
                && file.Length == HeaderSize + ((long)width * height * Image.Channels);
            if (!current)
            {
                return null;
            }

            var picture = new Image(width, height);
            file.ReadExactly(picture.Pixels);
            return picture;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Notice = $"Pictures kept on disk cannot be read ({error.Message}); they are decoded anew.";
            return null;
        }
    }

    /// <summary>Keeps a picture; where that fails, training goes on without.</summary>
    public void Write(LabelledImage image, Image picture)
    {
        string path = PathOf(image);
        if (!WritableFolder.Allows(Path.GetDirectoryName(ImageList.LabelPath(image.Path))!))
        {
            Notice = $"Decoded pictures are not kept on disk, because {Path.GetDirectoryName(Path.GetDirectoryName(path))} cannot be written to.";
            return;
        }

        try
        {
            AtomicFile.Write(path, stream =>
            {
                Span<byte> header = stackalloc byte[HeaderSize];
                BinaryPrimitives.WriteInt32LittleEndian(header, picture.Width);
                BinaryPrimitives.WriteInt32LittleEndian(header[4..], picture.Height);
                BinaryPrimitives.WriteInt64LittleEndian(header[8..], Stamp(image));
                stream.Write(header);
                stream.Write(picture.Pixels);
            });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Notice = $"Decoded pictures are not kept on disk: {error.Message}";
        }
    }

    private static long Stamp(LabelledImage image) => File.GetLastWriteTimeUtc(image.Path).Ticks ^ new FileInfo(image.Path).Length;

    private string PathOf(LabelledImage image)
    {
        string label = ImageList.LabelPath(image.Path);
        return Path.Combine($"{Path.GetDirectoryName(label)}.pixels{imageSize}", Path.GetFileName(image.Path) + ".rgb");
    }
}
