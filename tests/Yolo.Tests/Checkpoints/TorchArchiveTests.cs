using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Yolo.Checkpoints;

namespace Yolo.Tests.Checkpoints;

/// <summary>Archives that are damaged, or of another kind.</summary>
public sealed class TorchArchiveTests
{
    private static readonly byte[] Good = Graphs.ToBytes(Graphs.Checkpoint());

    [Test]
    public void Reader_OfTruncatedArchive_Fails([Values(0, 1, 4, 30, 500, 1000)] int length)
    {
        AssertFails(Good[..length], "test.pt");
    }

    [Test]
    public void Reader_OfArchiveWithoutItsEnd_SaysSo() => AssertFails(Good[..^10], "its end is missing");

    [Test]
    public void Reader_OfFlippedTensorByte_FailsOnChecksum()
    {
        var bytes = Good.ToArray();
        bytes[IndexOf(bytes, "/data/0") + 64] ^= 1;

        AssertFails(bytes, "checksum of 'test/data/0' is wrong");
    }

    [Test]
    public void Reader_OfDirectoryThatPointsElsewhere_Fails()
    {
        var bytes = Good.ToArray();
        var directory = bytes.AsSpan().IndexOf("PK\x01\x02"u8);
        bytes[directory + 42] ^= 1;

        AssertFails(bytes, "where no entry starts");
    }

    [Test]
    public void Reader_OfDirectoryWithOtherName_Fails()
    {
        var bytes = Good.ToArray();
        var directory = bytes.AsSpan().IndexOf("PK\x01\x02"u8);
        bytes[directory + 46] ^= 1;

        AssertFails(bytes, "contradicts the directory");
    }

    [TestCase(10, 0xfff0, "points outside the file")]
    [TestCase(12, 0xfff0, "points outside the file")]
    [TestCase(16, 0xfff0, "points outside the file")]
    [TestCase(16, 0, "breaks off at entry 0")]
    [TestCase(10, 0xffff, "64-bit end record")]
    public void Reader_OfWrongEndRecord_Fails(int field, int value, string what)
    {
        var bytes = Good.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(bytes.Length - 22 + field), (ushort)value);

        AssertFails(bytes, what);
    }

    [Test]
    public void Reader_OfRepeatedEntry_Fails() => AssertFails(Zip(("t/data.pkl", "N."), ("t/version", "3"), ("t/version", "3")), "'t/version' twice");

    [Test]
    public void Reader_OfOverlappingEntries_Fails()
    {
        var bytes = Zip(("t/data.pkl", "N."), ("t/version", "3"));
        var directory = bytes.AsSpan().IndexOf("PK\x01\x02"u8);
        var size = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(directory + 20)) + 10;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(directory + 20), size);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(directory + 24), size);

        AssertFails(bytes, "overlaps");
    }

    [TestCase("big", "byte order 'big'")]
    [TestCase("middle", "little-endian machine")]
    public void Reader_OfOtherByteOrder_SaysHowToConvert(string order, string what) =>
        AssertFails(Zip(("t/data.pkl", "N."), ("t/byteorder", order), ("t/version", "3\n")), what);

    [TestCase("99")]
    [TestCase("x")]
    [TestCase("")]
    public void Reader_OfUnknownVersion_Fails(string version) => AssertFails(Zip(("t/data.pkl", "N."), ("t/version", version)), "is of version");

    [Test]
    public void Reader_OfArchiveWithoutPickle_Fails() => AssertFails(Zip(("a.txt", "hello")), "holds no data.pkl");

    [Test]
    public void Reader_OfTorchScript_SaysWhatItIs() =>
        AssertFails(Zip(("t/data.pkl", "N."), ("t/constants.pkl", "N."), ("t/version", "3")), "TorchScript");

    [Test]
    public void Reader_OfLegacyFile_SaysHowToConvert()
    {
        byte[] magic = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];

        AssertFails(magic, "torch.save(torch.load(");
    }

    [TestCase("\x80\x04N.", "bare pickle", TestName = "Reader_OfBarePickle_SaysWhatItIs")]
    [TestCase("version https://git-lfs.github.com/spec/v1\n", "git lfs pull")]
    [TestCase("<!DOCTYPE html>", "web page")]
    [TestCase("", "the file is empty")]
    [TestCase("PK\x05\x06", "no entries", TestName = "Reader_OfEmptyArchive_SaysWhatItIs")]
    [TestCase("hello", "not a zip archive")]
    public void Reader_OfOtherKindOfFile_SaysWhatItIs(string contents, string what) => AssertFails(Encoding.Latin1.GetBytes(contents), what);

    [Test]
    public void Reader_OfMissingFile_SaysSo() =>
        Assert.That(() => CheckpointReader.Read("missing.pt"), Throws.TypeOf<CheckpointException>().With.Message.Contains("no such file"));

    [Test]
    public void Reader_OfFolder_SaysSo() =>
        Assert.That(() => CheckpointReader.Read(Path.GetTempPath()), Throws.TypeOf<CheckpointException>().With.Message.Contains("cannot be read"));

    [Test]
    public void Reader_OfCompressedEntries_UnpacksThem()
    {
        var root = TorchFile.Read(Zip(("t/data.pkl", "K\x05."), ("t/version", "3")), "test.pt").Root;

        Assert.That(root, Is.EqualTo(5L));
    }

    [Test]
    public void Reader_OfZipBomb_IsRefused()
    {
        var bytes = Zip(("t/data.pkl", new string('N', 40_000_000)), ("t/version", "3"));

        Assert.That(bytes, Has.Length.LessThan(1_000_000));
        AssertFails(bytes, "far more memory");
    }

    private static void AssertFails(byte[] bytes, string what) =>
        Assert.That(() => TorchFile.Read(bytes, "test.pt"), Throws.TypeOf<CheckpointException>().With.Message.Contains(what));

    private static int IndexOf(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text));

    private static byte[] Zip(params (string Name, string Contents)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, contents) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(Encoding.Latin1.GetBytes(contents));
            }
        }

        return stream.ToArray();
    }
}
