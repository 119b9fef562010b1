using System.Text;

namespace Yolo.Callbacks.Tests;

internal sealed class TensorBoardWriterTests : FolderFixture
{
    [TestCase("", 0u)]
    [TestCase("123456789", 0xE3069283u)]
    [TestCase("a longer text, so that eight bytes at a time and the rest are both run through", null)]
    public void Crc32C_KnownValueAndIndependentOne(string text, uint? known)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        Assert.That(MaskedCrc32C.Crc32C(bytes), Is.EqualTo(known ?? EventFile.Crc(bytes)));
    }

    [Test]
    public void Scalars_AreReadBack_NotFiniteOnesToo()
    {
        var path = Write(w =>
        {
            w.AddScalar("loss", 1.5, 1);
            w.AddScalar("loss", double.NaN, 2);
            w.AddScalar("größe/µ", -3, 1L << 40);
        });
        Assert.That(EventFile.Scalars(path), Is.EqualTo(new[] { ("loss", 1L, 1.5f), ("loss", 2L, float.NaN), ("größe/µ", 1L << 40, -3f) }));
    }

    [Test]
    public void WallTime_IsTheClocks()
    {
        var path = Write(w => w.AddScalar("x", 1, 1));
        Assert.That(EventFile.Read(path)[0].Double(1), Is.EqualTo(1_700_000_000.25));
    }

    [Test]
    public void FileName_IsOneThatTensorBoardFinds() =>
        Assert.That(Path.GetFileName(Write(_ => { })), Does.StartWith("events.out.tfevents.1700000000."));

    [Test]
    public void Histogram_IsReadBack()
    {
        float[] values = [1, 1, 2, -3, 0, 0.001f, float.NaN, float.PositiveInfinity];
        var path = Write(w => w.AddHistogram("weights", values, 3));
        var histogram = EventFile.Values(path).Single().Value.Message(5);
        var limits = histogram.Doubles(6);
        var counts = histogram.Doubles(7);
        Assert.Multiple(() =>
        {
            Assert.That((histogram.Double(1), histogram.Double(2), histogram.Double(3)), Is.EqualTo((-3.0, 2.0, 6.0)));
            Assert.That(histogram.Double(4), Is.EqualTo(1.001).Within(1e-6));
            Assert.That(histogram.Double(5), Is.EqualTo(15.000001).Within(1e-6));
            Assert.That(counts.Sum(), Is.EqualTo(6));
            Assert.That(limits, Is.Ordered.Ascending.And.Length.EqualTo(counts.Length));
            Assert.That(limits[^1], Is.GreaterThan(2).And.LessThan(2.3));
            Assert.That((counts[0], counts[^1]), Is.EqualTo((0, 1)));
            foreach (var value in values.Where(float.IsFinite).Distinct())
            {
                Assert.That(counts[Array.FindIndex(limits, l => l > value)], Is.EqualTo(values.Count(v => v == value)));
            }
        });
    }

    [Test]
    public void Histogram_OfNothing_WritesNothing() => Assert.That(EventFile.Read(Write(w => w.AddHistogram("weights", [float.NaN], 1))), Is.Empty);

    [Test]
    public void Image_PngAndJpeg_SizeAndContentAreReadBack()
    {
        var path = Write(w =>
        {
            w.AddImage("png", Images.Png, 1);
            w.AddImage("jpeg", Images.Jpeg, 2);
        });
        var images = EventFile.Values(path).Select(v => v.Value.Message(4)).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(images.Select(i => (i.Integer(1), i.Integer(2), i.Integer(3))), Is.EqualTo(new[] { (3L, 5L, 3L), (7L, 9L, 3L) }));
            Assert.That(images[0].Bytes(4), Is.EqualTo(Images.Png));
        });
    }

    [Test]
    public void Image_OfAnotherKind_IsRejected() =>
        Assert.That(() => Write(w => w.AddImage("gif", "GIF89a"u8, 1)), Throws.TypeOf<InvalidDataException>().With.Message.Contains("PNG and JPEG"));

    [Test]
    public void Text_IsReadBack()
    {
        var value = EventFile.Values(Write(w => w.AddText("note", "**bold**", 1))).Single().Value;
        var tensor = value.Message(8);
        Assert.Multiple(() =>
        {
            Assert.That(value.Message(9).Message(1).Text(1), Is.EqualTo("text"));
            Assert.That((tensor.Integer(1), tensor.Message(2).Message(2).Integer(1), tensor.Text(8)), Is.EqualTo((7L, 1L, "**bold**")));
        });
    }

    [Test]
    public void Hyperparameters_AreReadBack()
    {
        var path = Write(w =>
        {
            w.AddHyperparameters(new Dictionary<string, string> { ["lr0"] = "0.01", ["optimizer"] = "SGD", ["amp"] = "true" }, ["fitness"]);
            w.EndHyperparameters(true);
        });
        var records = EventFile.Values(path).ToDictionary(v => v.Value.Text(1), v => v.Value.Message(9).Message(1));
        var experiment = new Proto(records["_hparams_/experiment"].Bytes(2)).Message(2);
        var session = new Proto(records["_hparams_/session_start_info"].Bytes(2)).Message(3);
        var end = new Proto(records["_hparams_/session_end_info"].Bytes(2)).Message(4);
        var values = session.Messages(1).ToDictionary(p => p.Text(1), p => p.Message(2));
        Assert.Multiple(() =>
        {
            Assert.That(records.Values.Select(r => r.Text(1)), Is.All.EqualTo("hparams"));
            Assert.That(experiment.Messages(4).Select(i => (i.Text(1), i.Integer(4))), Is.EqualTo(new[] { ("lr0", 3L), ("optimizer", 1L), ("amp", 2L) }));
            Assert.That(experiment.Message(5).Message(1).Text(2), Is.EqualTo("fitness"));
            Assert.That((values["lr0"].Double(2), values["optimizer"].Text(3), values["amp"].Integer(4)), Is.EqualTo((0.01, "SGD", 1L)));
            Assert.That(end.Integer(1), Is.EqualTo(1));
        });
    }

    private string Write(Action<TensorBoardWriter> write)
    {
        using var writer = new TensorBoardWriter(Folder.Root, new FixedClock());
        write(writer);
        return writer.FilePath;
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_250);
    }
}
