using System.Buffers.Binary;
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

    [Test]
    public void Decode_HugeSizeInTheHeader_IsRefusedBeforeMemoryIsTaken()
    {
        byte[] file = new Image(1, 1).Encode(ImageFormat.Png);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), 1 << 20);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), 1 << 20);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(() => Image.Decode(file), Throws.TypeOf<ImageFormatException>().With.Message.Contains("1048576x1048576"));
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
    public void Decode_InParallel_GivesTheSamePixels()
    {
        string[] files = Directory.GetFiles(FixtureDecodeTests.Folder);
        byte[][] expected = [.. files.Select(file => Image.Decode(file).Pixels.ToArray())];

        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var image = Image.Decode(files[i % files.Length]);
            if (!image.Pixels.SequenceEqual(expected[i % files.Length]))
            {
                throw new AssertionException(files[i % files.Length]);
            }
        });
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
