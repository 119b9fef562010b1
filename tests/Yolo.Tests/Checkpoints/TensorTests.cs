using Yolo.Checkpoints;

namespace Yolo.Tests.Checkpoints;

/// <summary>Tensors laid over storages by a pickle.</summary>
internal sealed class TensorTests
{
    private static readonly byte[] Twelve = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    [Test]
    public void Tensor_OfContiguousView_IsWindowOnTheFile()
    {
        var tensor = Read("K\x02", "K\x02K\x03\x86", "K\x03K\x01\x86");

        Assert.That(tensor.Bytes.Span.Overlaps(tensor.Storage.Bytes.Span), Is.True);
        Assert.That(tensor.Shape, Is.EqualTo(new[] { 2L, 3L }));
        Assert.That(tensor.Bytes.ToArray(), Is.EqualTo(new byte[] { 3, 4, 5, 6, 7, 8 }));
    }

    [Test]
    public void Tensor_OfStridedView_IsGatheredRowByRow()
    {
        var transposed = Read("K\0", "K\x04K\x03\x86", "K\x01K\x04\x86");
        var channelsLast = Read("K\0", "(K\x01K\x03K\x02K\x02t", "(K\x0cK\x01K\x06K\x03t");
        var skipping = Read("K\x01", "K\x03\x85", "K\x04\x85");
        var expanded = Read("K\x05", "K\x02K\x02\x86", "K\0K\x01\x86");

        Assert.Multiple(() =>
        {
            Assert.That(transposed.Bytes.Span.Overlaps(transposed.Storage.Bytes.Span), Is.False);
            Assert.That(transposed.Bytes.ToArray(), Is.EqualTo(new byte[] { 1, 5, 9, 2, 6, 10, 3, 7, 11, 4, 8, 12 }));
            Assert.That(channelsLast.Bytes.ToArray(), Is.EqualTo(new byte[] { 1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12 }));
            Assert.That(skipping.Bytes.ToArray(), Is.EqualTo(new byte[] { 2, 6, 10 }));
            Assert.That(expanded.Bytes.ToArray(), Is.EqualTo(new byte[] { 6, 7, 6, 7 }));
        });
    }

    [Test]
    public void Tensor_OfScalarAndEmpty_HaveTheirBytes()
    {
        Assert.That(Read("K\x07", ")", ")").Bytes.ToArray(), Is.EqualTo(new byte[] { 8 }));
        Assert.That(Read("K\x0c", "K\0\x85", "K\x01\x85").Bytes.Length, Is.Zero);
    }

    [TestCase("K\0", "K\x0d\x85", "K\x01\x85", "does not fit", TestName = "Tensor_LongerThanStorage_Fails")]
    [TestCase("K\x0c", "K\x01\x85", "K\x01\x85", "does not fit", TestName = "Tensor_BeginningPastStorage_Fails")]
    [TestCase("J\xff\xff\xff\xff", "K\x01\x85", "K\x01\x85", "does not fit", TestName = "Tensor_OfNegativeOffset_Fails")]
    [TestCase("K\0", "J\xff\xff\xff\xff\x85", "K\x01\x85", "negative or too large", TestName = "Tensor_OfNegativeShape_Fails")]
    [TestCase("K\0", "K\x02\x85", "J\xff\xff\xff\xff\x85", "strides", TestName = "Tensor_OfNegativeStride_Fails")]
    [TestCase("K\0", "K\x02K\x02\x86", "K\x01\x85", "2 dimensions has 1 strides", TestName = "Tensor_OfMissingStride_Fails")]
    [TestCase("K\0", "\x8a\x08\0\0\0\0\0\0\0\x40\x8a\x08\0\0\0\0\0\0\0\x40\x86", "K\0K\0\x86", "too large", TestName = "Tensor_OfOverflowingShape_Fails")]
    [TestCase("K\0", "K\x02\x85", "\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f\x85", "does not fit", TestName = "Tensor_OfOverflowingStride_Fails")]
    [TestCase("K\0", "J\0\0\0\x3f\x85", "K\0\x85", "far more memory", TestName = "Tensor_ExpandedToGigabyte_Fails")]
    [TestCase("K\0", "N", "N", "not described by", TestName = "Tensor_WithoutShape_Fails")]
    [TestCase("N", ")", ")", "not described by", TestName = "Tensor_WithoutOffset_Fails")]
    public void Tensor_OutsideItsStorage_Fails(string offset, string shape, string strides, string what)
    {
        Assert.That(() => Read(offset, shape, strides), Throws.TypeOf<CheckpointException>().With.Message.Contains(what));
    }

    [TestCase("K\x0d", "12 bytes, too few for the 13 elements", TestName = "Storage_ShorterThanAnnounced_Fails")]
    [TestCase("J\xff\xff\xff\xff", "too few", TestName = "Storage_OfNegativeLength_Fails")]
    [TestCase("N", "not a storage", TestName = "Storage_WithoutLength_Fails")]
    public void Storage_OfWrongLength_Fails(string count, string what)
    {
        var pickle = Pickles.Bytes(Storage("ByteStorage", "0", count), ".");

        Assert.That(() => TorchFile.Read(Pickles.Archive(pickle, Twelve), "test.pt"), Throws.TypeOf<CheckpointException>().With.Message.Contains(what));
    }

    [TestCase("QInt8Storage", "0", "not supported")]
    [TestCase("ByteStorage", "7", "lacks the entry 'test/data/7'")]
    [TestCase("ByteStorage", "../../x", "lacks the entry")]
    public void Storage_ThatIsUnknown_Fails(string type, string key, string what)
    {
        var pickle = Pickles.Bytes(Storage(type, key, "K\x0c"), ".");

        Assert.That(() => TorchFile.Read(Pickles.Archive(pickle, Twelve), "test.pt"), Throws.TypeOf<CheckpointException>().With.Message.Contains(what));
    }

    [Test]
    public void Storage_OfTwoTypes_Fails()
    {
        var pickle = Pickles.Bytes(Storage("ByteStorage", "0", "K\x0c"), Storage("CharStorage", "0", "K\x0c"), 0x86, ".");

        Assert.That(() => TorchFile.Read(Pickles.Archive(pickle, Twelve), "test.pt"),
            Throws.TypeOf<CheckpointException>().With.Message.Contains("12 elements of UInt8 at one place"));
    }

    [Test]
    public void Storage_SharedByViews_IsOneObject()
    {
        var view = Pickles.Bytes("ctorch._utils\n_rebuild_tensor_v2\n(", Storage("ByteStorage", "0", "K\x0c"), "K\x01K\x02\x85K\x01\x85\x89}tR");
        var file = TorchFile.Read(Pickles.Archive(Pickles.Bytes(view, view, 0x86, "."), Twelve), "test.pt");

        Assert.That(file.Tensors, Has.Count.EqualTo(2));
        Assert.That(file.Tensors[1].Storage, Is.SameAs(file.Tensors[0].Storage));
    }

    [TestCase(DType.Float16, "003c00c0", new[] { 1f, -2f })]
    [TestCase(DType.BFloat16, "803f00c0", new[] { 1f, -2f })]
    [TestCase(DType.Float32, "0000803f000000c0", new[] { 1f, -2f })]
    [TestCase(DType.Float64, "000000000000f03f", new[] { 1f })]
    [TestCase(DType.Int64, "feffffffffffffff", new[] { -2f })]
    [TestCase(DType.Int32, "feffffff", new[] { -2f })]
    [TestCase(DType.Int16, "feff", new[] { -2f })]
    [TestCase(DType.Int8, "fe", new[] { -2f })]
    [TestCase(DType.UInt8, "fe", new[] { 254f })]
    [TestCase(DType.Bool, "0001", new[] { 0f, 1f })]
    public void Tensor_OfEveryType_ConvertsToSingles(DType type, string hex, float[] expected)
    {
        Assert.That(TensorData.Create(type, [expected.Length], Convert.FromHexString(hex)).ToSingles(), Is.EqualTo(expected));
    }

    [Test]
    public void Create_OfWrongByteCount_Throws()
    {
        Assert.That(() => TensorData.Create(DType.Int16, [3], new byte[5]), Throws.ArgumentException.With.Message.Contains("Int16 tensor of shape [3]"));
        Assert.That(() => TensorData.Create(DType.Int16, [-1], new byte[2]), Throws.ArgumentException);
    }

    private static TensorData Read(string offset, string shape, string strides)
    {
        var pickle = Pickles.Bytes("ctorch._utils\n_rebuild_tensor_v2\n(", Storage("ByteStorage", "0", "K\x0c"), offset, shape, strides, 0x89,
            "ccollections\nOrderedDict\n)RtR.");
        return (TensorData)TorchFile.Read(Pickles.Archive(pickle, Twelve), "test.pt").Root!;
    }

    private static byte[] Storage(string type, string key, string count) =>
        Pickles.Bytes("(", Pickles.Text("storage"), $"ctorch\n{type}\n", Pickles.Text(key), Pickles.Text("cpu"), count, "tQ");
}
