using TorchSharp;
using Yolo.Imaging;
using Yolo.Sources;

namespace Yolo.Tests.Sources;

public sealed class MemorySourceTests
{
    private static readonly Image Picture = new(2, 1, [1, 2, 3, 4, 5, 6]);

    [Test]
    public void Bytes_StreamAndImage_GiveThePicture()
    {
        var file = Picture.Encode(ImageFormat.Png);
        using var stream = new MemoryStream(file);

        PictureSource[] sources = [file, stream, Picture];

        Assert.That(sources.Select(source => Pixels(source.Read(default).Single())), Has.All.EqualTo(new byte[] { 1, 2, 3, 4, 5, 6 }));
    }

    [Test]
    public void Pixels_InEitherOrder_GiveThePicture()
    {
        var array = new byte[1, 2, 3] { { { 3, 2, 1 }, { 6, 5, 4 } } };

        Assert.That(Pixels(PictureSource.FromPixels([1, 2, 3, 4, 5, 6], 2, 1).Read(default).Single()), Is.EqualTo(new byte[] { 1, 2, 3, 4, 5, 6 }));
        Assert.That(Pixels(PictureSource.FromPixels(array, ChannelOrder.Bgr).Read(default).Single()), Is.EqualTo(new byte[] { 1, 2, 3, 4, 5, 6 }));
    }

    [Test]
    public void Pixels_OfAnotherNumber_AreRefused()
    {
        Assert.That(() => PictureSource.FromPixels([1, 2, 3], 2, 1), Throws.ArgumentException.With.Message.Contains("2x1 pixels have 6 bytes"));
        Assert.That(() => PictureSource.FromPixels(new byte[2, 2, 4]), Throws.ArgumentException.With.Message.Contains("[2, 2, 4]"));
    }

    [Test]
    public void Images_AreNumbered_AndAskedForOneByOne()
    {
        var asked = 0;
        IEnumerable<Image> Endless()
        {
            for (; ; asked++)
            {
                yield return Picture;
            }
        }

        var source = PictureSource.FromImages(Endless());

        Assert.That(source.Read(default).Take(3).Select(item => item.Path), Is.EqualTo(new[] { "image0", "image1", "image2" }));
        Assert.That(asked, Is.LessThan(4));
        Assert.That((source.Count, PictureSource.FromImages([Picture, Picture]).Count), Is.EqualTo(((int?)null, 2)));
    }

    [Test]
    public void Join_GivesOneAfterTheOther()
    {
        var source = PictureSource.Join(Picture, PictureSource.FromImage(Picture, "second"));

        Assert.That(source.Read(default).Select(item => item.Path), Is.EqualTo(new[] { "image0", "second" }));
        Assert.That(source.Count, Is.EqualTo(2));
    }

    [Test]
    public void Tensor_OfWrongShapeTypeOrRange_IsRefused()
    {
        using var scope = torch.NewDisposeScope();

        Assert.That(() => PictureSource.FromTensor(torch.zeros(3, 32, 32)), Throws.TypeOf<SourceException>().With.Message.Contains("[3, 32, 32]"));
        Assert.That(() => PictureSource.FromTensor(torch.zeros(1, 32, 32, 3)), Throws.TypeOf<SourceException>().With.Message.Contains("[1, 32, 32, 3]"));
        Assert.That(() => PictureSource.FromTensor(torch.zeros(1, 3, 32, 32, torch.uint8)), Throws.TypeOf<SourceException>().With.Message.Contains("Byte"));
        Assert.That(() => PictureSource.FromTensor(torch.full([1, 3, 32, 32], 200f)), Throws.TypeOf<SourceException>().With.Message.Contains("200"));
        Assert.That(PictureSource.FromTensor(torch.ones(2, 3, 32, 32)).PreferredBatch, Is.EqualTo(2));
    }

    [TestCase("gopher://x/y", "kind 'gopher'")]
    [TestCase("no/such.jpg", "no file or folder")]
    public void Parse_WhatIsNotThere_SaysSo(string source, string message) => Assert.That(() => PictureSource.Parse(source), Throws.TypeOf<SourceException>().With.Message.Contains(message));

    [Test]
    public void Options_OutOfRange_AreRefused() =>
        Assert.That(() => PictureSource.Parse("0", new() { FrameStride = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static byte[] Pixels(SourceItem item) => ((PictureItem)item).Decode().Pixels.ToArray();
}
