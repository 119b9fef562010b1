using System.Buffers.Binary;
using System.Text;
using Yolo.Checkpoints;
using Yolo.Checkpoints.Safetensors;

namespace Yolo.Tests.Checkpoints;

/// <summary>Safetensors files, whole and broken.</summary>
public sealed class SafetensorsTests
{
    [Test]
    public void Reader_OfGolden_GivesTensorsAndMetadata()
    {
        var file = SafetensorsFile.Read(Shared.Path("goldens", "models", "yolov8n.safetensors"));

        Assert.That(file.Metadata, Is.Not.Empty);
        Assert.That(file.Tensors, Has.All.Property("Type").EqualTo(DType.Float32));
    }

    [Test]
    public void File_Written_ComesBackInOrderAndAligned()
    {
        using var folder = new TemporaryFolder();
        KeyValuePair<string, TensorData>[] tensors =
        [
            new("ü \"quoted\"", TensorData.Create(DType.UInt8, [3], new byte[] { 1, 2, 3 })),
            new("half", TensorData.Create(DType.Float16, [1, 1], new byte[] { 4, 5 })),
            new("scalar", TensorData.Create(DType.Float64, [], new byte[8])),
            new("empty", TensorData.Create(DType.Int32, [0, 7], Array.Empty<byte>())),
            new("weight", Graphs.Floats([2, 3])),
        ];
        var metadata = new Dictionary<string, string> { ["task"] = "detect", ["note"] = "a\nb" };

        SafetensorsFile.Write(folder.Path("a.safetensors"), tensors, metadata);

        var file = SafetensorsFile.Read(folder.Path("a.safetensors"));
        var header = BinaryPrimitives.ReadInt64LittleEndian(File.ReadAllBytes(folder.Path("a.safetensors")));
        Assert.That(header % 8, Is.Zero);
        Assert.That(file.Metadata, Is.EqualTo(metadata));
        Assert.That(file.Tensors.Select(tensor => tensor.Storage.Key), Is.EqualTo(tensors.Select(pair => pair.Key)));
        foreach (var (before, after) in tensors.Select(pair => pair.Value).Zip(file.Tensors))
        {
            Assert.That((after.Type, after.Shape.ToArray(), after.Bytes.ToArray()), Is.EqualTo((before.Type, before.Shape.ToArray(), before.Bytes.ToArray())));
        }

        Assert.That(folder.Files, Is.EqualTo(new[] { "a.safetensors" }));
    }

    [Test]
    public void Checkpoint_ThroughSafetensors_KeepsTensorsAndSummary()
    {
        using var folder = new TemporaryFolder();
        var original = CheckpointReader.Read(Shared.Path("weights", "bccd-yolov8n.pt"));

        SafetensorsFile.Write(folder.Path("a.safetensors"), original.Tensors, SafetensorsMetadata.Describe(original.Summary));

        var copy = CheckpointReader.Read(folder.Path("a.safetensors"));
        Assert.That(copy.Tensors.Keys, Is.EqualTo(original.Tensors.Keys));
        Assert.That(copy.Tensors.All(pair => pair.Value.Bytes.Span.SequenceEqual(original.Tensors[pair.Key].Bytes.Span)), Is.True);
        Assert.That(copy.Modules, Is.Null);
        Assert.That(copy.Summary.Names, Is.EqualTo(original.Summary.Names));
        Assert.That(copy.Summary.Strides, Is.EqualTo(original.Summary.Strides));
        Assert.That((copy.Summary.Task, copy.Summary.ClassCount, copy.Summary.Epoch, copy.Summary.Version),
            Is.EqualTo((original.Summary.Task, original.Summary.ClassCount, original.Summary.Epoch, original.Summary.Version)));
        Assert.That(copy.Tensors.Values.Select(tensor => tensor.Type), Is.EqualTo(original.Tensors.Values.Select(tensor => tensor.Type)).And.Contains(DType.Float16));
        GraphComparer.AssertEqual(original.Summary.Yaml!["backbone"], copy.Summary.Yaml!["backbone"]);
        GraphComparer.AssertEqual(original.Summary.TrainArguments, copy.Summary.TrainArguments);
    }

    [TestCase("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}""", 6, "inside another")]
    [TestCase("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}""", 6, "after a gap")]
    [TestCase("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 6, "the file has 6 bytes")]
    [TestCase("""{"a":{"dtype":"U8","shape":[9],"data_offsets":[0,9]}}""", 6, "outside the 6 bytes")]
    [TestCase("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[4,0]}}""", 4, "outside the 4 bytes")]
    [TestCase("""{"a":{"dtype":"U8","shape":[5],"data_offsets":[0,4]}}""", 4, "does not take the 4 bytes")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2305843009213693952,4],"data_offsets":[0,4]}}""", 4, "does not take")]
    [TestCase("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", 4, "does not take")]
    [TestCase("""{"a":{"dtype":"U8","shape":[-4],"data_offsets":[0,4]}}""", 4, "not a short list of whole numbers")]
    [TestCase("""{"a":{"dtype":"U8","shape":[4.5],"data_offsets":[0,4]}}""", 4, "not a short list of whole numbers")]
    [TestCase("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4,5]}}""", 4, "not a short list of whole numbers")]
    [TestCase("""{"a":{"dtype":"Q4","shape":[4],"data_offsets":[0,4]}}""", 4, "unsupported type 'Q4'")]
    [TestCase("""{"a":{"dtype":"U8","shape":[4]}}""", 4, "lacks its dtype")]
    [TestCase("""{"a":{"dtype":"U8","dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 4, "unexpected field 'dtype'")]
    [TestCase("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"a":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", 4, "tensor 'a' twice")]
    [TestCase("""{"__metadata__":{"x":"1","x":"2"}}""", 0, "names 'x' twice")]
    [TestCase("""{"__metadata__":{"x":1}}""", 0, "Number where text should stand")]
    [TestCase("""{"a":[]}""", 0, "StartArray where an object should stand")]
    [TestCase("""{"a":""", 0, "not valid JSON")]
    [TestCase("""{"a":{}}x""", 0, "lacks its dtype")]
    [TestCase("""{}x""", 0, "not valid JSON")]
    [TestCase("""{"\ud800":{}}""", 0, "not valid JSON")]
    public void Reader_OfBadHeader_SaysWhat(string json, int tensorBytes, string what)
    {
        AssertFails(Bytes(json, tensorBytes), what);
    }

    [TestCase(1UL << 60)]
    [TestCase(ulong.MaxValue)]
    [TestCase(1000UL)]
    public void Reader_OfHugeHeader_Fails(ulong length)
    {
        var bytes = Bytes("{}", 8);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);

        AssertFails(bytes, $"a header of {length} bytes");
    }

    [Test]
    public void Reader_OfFewBytes_Fails([Range(0, 7)] int length) => AssertFails(new byte[length], $"this one has {length} bytes");

    [Test]
    public void Writer_OfRepeatedName_Fails()
    {
        using var folder = new TemporaryFolder();
        KeyValuePair<string, TensorData>[] tensors = [new("a", Graphs.Floats([1])), new("a", Graphs.Floats([1]))];

        Assert.That(() => SafetensorsFile.Write(folder.Path("a.safetensors"), tensors), Throws.TypeOf<CheckpointException>().With.Message.Contains("'a'"));
        Assert.That(folder.Files, Is.Empty);
    }

    [Test]
    public void Writer_OfExistingFile_ReplacesIt()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Path("a.safetensors"), "old");

        SafetensorsFile.Write(folder.Path("a.safetensors"), [new("a", Graphs.Floats([1]))]);

        Assert.That(SafetensorsFile.Read(folder.Path("a.safetensors")).Tensors, Has.Count.EqualTo(1));
    }

    private static void AssertFails(byte[] bytes, string what) =>
        Assert.That(() => SafetensorsFile.Read(bytes, "a.safetensors"), Throws.TypeOf<CheckpointException>().With.Message.Contains(what));

    private static byte[] Bytes(string json, int tensorBytes)
    {
        var header = Encoding.UTF8.GetBytes(json);
        return [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[tensorBytes]];
    }
}
