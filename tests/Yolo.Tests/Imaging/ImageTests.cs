using System.Buffers.Binary;
using System.IO.Compression;
using Yolo.Imaging;

namespace Yolo.Tests.Imaging;

public class ImageTests : FolderFixture
{
    [TestCase("a.png", 0)]
    [TestCase("a.jpg", 4)]
    [TestCase("a.JPEG", 4)]
    [TestCase("a.webp", 12)]
    public void Save_AndDecode_GiveThePictureBack(string name, int tolerance)
    {
        var picture = Pictures.Gradient(67, 43);
        string path = Folder.Path(name);

        picture.Save(path, 100);
        picture.Save(path, 100);

        ImageAssert.Close(Image.Decode(path), picture, tolerance, tolerance / 2.0);
        using var stream = File.OpenRead(path);
        ImageAssert.Close(Image.Decode(stream), picture, tolerance, tolerance / 2.0);
        Assert.That(Folder.Files, Has.Length.EqualTo(1));
    }

    [TestCase(1, 1)]
    [TestCase(2, 1)]
    [TestCase(1, 7)]
    [TestCase(20000, 100)]
    [TestCase(100, 20000)]
    public void Encode_ExtremeSizes_SurviveJpegAndPng(int width, int height)
    {
        var picture = Pictures.Gradient(width, height);

        ImageAssert.Close(Image.Decode(picture.Encode(ImageFormat.Png)), picture, 0, 0);
        ImageAssert.Close(Image.Decode(picture.Encode(ImageFormat.Jpeg)), picture, 16, 2);
    }

    [Test]
    public void Encode_BeyondTheFormat_SaysSo()
    {
        var wide = new Image(20000, 1);

        Assert.That(() => wide.Encode(ImageFormat.WebP), Throws.TypeOf<ImageFormatException>().With.Message.Contains("16383"));
        Assert.That(() => wide.Encode(ImageFormat.Bmp), Throws.ArgumentException);
        Assert.That(() => wide.Encode(ImageFormat.Jpeg, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => wide.Save(Folder.Path("a.gif")), Throws.ArgumentException.With.Message.Contains(".png"));
    }

    [Test]
    public void Decode_OfNothing_NamesTheFileAndTheRemedy()
    {
        string path = Folder.Path("empty.jpg");
        File.WriteAllBytes(path, []);
        Assert.That(() => Image.Decode(path), Throws.TypeOf<ImageFormatException>().With.Message.Contains(path).And.Message.Contains("zero bytes"));

        File.WriteAllText(path, "<html>not found</html>");
        Assert.That(() => ImageInfo.Read(path), Throws.TypeOf<ImageFormatException>().With.Message.Contains("known format").And.Message.Contains("convert"));
        Assert.That(() => Image.Decode(Folder.Path("absent.png")), Throws.TypeOf<FileNotFoundException>());
    }

    [TestCase("png", 1 << 20)]
    [TestCase("bmp", 1 << 20)]
    [TestCase("gif", 65535)]
    [TestCase("jpeg", 65500)]
    public void Decode_HugeSizeInTheHeader_IsRefusedBeforeMemoryIsTaken(string format, int side)
    {
        byte[] file = format switch
        {
            "png" => new PngFile(1, 1, 8, 2) { StatedSide = side, Sample = (_, _, _) => 0 }.ToBytes(),
            "bmp" => BmpFile.Build(side, side, 24, []),
            "gif" => File.ReadAllBytes(Path.Combine(FixtureDecodeTests.Folder, "animated.gif")),
            _ => new Image(1, 1).Encode(ImageFormat.Jpeg),
        };
        if (format == "gif")
        {
            file.AsSpan(6, 4).Fill(0xFF);
        }
        else if (format == "jpeg")
        {
            int frame = file.AsSpan().IndexOf((byte[])[0xFF, 0xC0]);
            BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), (ushort)side);
            BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), (ushort)side);
        }

        Assert.That(() => Image.Decode(file), Throws.TypeOf<ImageFormatException>());
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(() => Image.Decode(file), Throws.TypeOf<ImageFormatException>().With.Message.Contains($"{side}x{side}"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000));
    }

    [Test]
    public void Read_JpegWithBytesBehindItsEnd_IsWhole()
    {
        byte[] file = Pictures.Gradient(40, 30).Encode(ImageFormat.Jpeg);

        Assert.That(ImageInfo.Read([.. file, 0, 0, 0]).Truncated, Is.False);
        Assert.That(ImageInfo.Read(file.AsSpan(0, file.Length - 2)).Truncated, Is.True);
        Assert.That(() => Image.Decode([.. file, 0, 0, 0]), Throws.Nothing);
    }

    [Test]
    public void Read_CutJpegWithAPreviewInItsHeader_IsTruncated()
    {
        byte[] file = Pictures.Noise(60, 50, 4).Encode(ImageFormat.Jpeg);
        byte[] preview = new Image(8, 8).Encode(ImageFormat.Jpeg);
        byte[] both = [0xFF, 0xD8, 0xFF, 0xFE, (byte)((preview.Length + 2) >> 8), (byte)(preview.Length + 2), .. preview, .. file[2..]];

        Assert.That(ImageInfo.Read(both).Truncated, Is.False);
        Assert.That(ImageInfo.Read([.. both, 0]).Truncated, Is.False);
        Assert.That(ImageInfo.Read(both.AsSpan(0, both.Length * 3 / 4)).Truncated, Is.True);
    }

    [TestCase(ImageFormat.Jpeg, false)]
    [TestCase(ImageFormat.Jpeg, true)]
    [TestCase(ImageFormat.Png, false)]
    public void Read_OfALongFile_SaysTheSameAsOfItsBytes(ImageFormat format, bool longHeader)
    {
        byte[] file = Pictures.Noise(300, 200, 4).Encode(format);
        byte[] comment = [0xFF, 0xFE, 0xFF, 0xFF, .. new byte[0xFFFD]];
        file = longHeader ? [.. file[..2], .. comment, .. comment, .. file[2..]] : file;
        File.WriteAllBytes(Folder.Path("long"), file);

        Assert.That(file, Has.Length.GreaterThan(1 << 16));
        Assert.That(ImageInfo.Read(Folder.Path("long")), Is.EqualTo(new ImageInfo(format, 300, 200, 1, 8, false)));
        Assert.That(ImageInfo.Read(Folder.Path("long")), Is.EqualTo(ImageInfo.Read(file)));
    }

    [Test]
    public void Decode_PngWithABombOfText_TakesNoMemoryForIt()
    {
        using var text = new MemoryStream();
        text.Write("Comment\0\0"u8);
        using (var packed = new ZLibStream(text, CompressionLevel.Optimal, leaveOpen: true))
        {
            packed.Write(new byte[100_000_000]);
        }

        byte[] file = new PngFile(3, 3, 8, 2) { CompressedText = text.ToArray(), Sample = (_, _, _) => 7 }.ToBytes();
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(Image.Decode(file)[1, 1], Is.EqualTo(new Rgb(7, 7, 7)));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(2_000_000));
    }

    [Test]
    public void DecodeAndEncode_InParallelWhileMemoryIsCollected_GiveTheSameBytes()
    {
        string[] files = Directory.GetFiles(FixtureDecodeTests.Folder);
        byte[][] expected = [.. files.Select(file => Image.Decode(file).Pixels.ToArray())];
        ImageFormat[] formats = [ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.WebP];
        var picture = Pictures.Noise(90, 70, 8);
        byte[][] encoded = [.. formats.Select(format => picture.Encode(format))];
        bool over = false;
        var collector = new Thread(() =>
        {
            while (!Volatile.Read(ref over))
            {
                GC.KeepAlive(new byte[100_000]);

                // The youngest objects alone: what nobody holds is among them, and all of a long process's memory would take minutes.
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
                Thread.Sleep(0);
            }
        });
        collector.Start();
        try
        {
            Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            {
                Check(Image.Decode(files[i % files.Length]).Pixels, expected[i % files.Length], files[i % files.Length]);
                Check(picture.Encode(formats[i % formats.Length]), encoded[i % formats.Length], $"{formats[i % formats.Length]}");
            });
        }
        finally
        {
            Volatile.Write(ref over, true);
            collector.Join();
        }

        static void Check(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> wanted, string name)
        {
            if (!actual.SequenceEqual(wanted))
            {
                throw new AssertionException(name);
            }
        }
    }

    [Test]
    public void Crop_BeyondTheEdge_IsCut()
    {
        var picture = Pictures.Noise(10, 8, 5);

        var part = picture.Crop(-3, 5, 6, 100);

        Assert.That((part.Width, part.Height), Is.EqualTo((3, 3)));
        Assert.That(part[2, 1], Is.EqualTo(picture[2, 6]));
        Assert.That(() => picture.Crop(10, 0, 5, 5), Throws.ArgumentException);
    }

    [Test]
    public void Flips_Twice_GiveThePictureBack()
    {
        var picture = Pictures.Noise(701, 7, 6);
        var flipped = picture.Clone();

        flipped.FlipHorizontally();
        Assert.That(flipped[3, 2], Is.EqualTo(picture[697, 2]));
        flipped.FlipVertically();
        Assert.That(flipped[3, 2], Is.EqualTo(picture[697, 4]));
        flipped.FlipHorizontally();
        flipped.FlipVertically();

        ImageAssert.Close(flipped, picture, 0, 0);
    }
}
