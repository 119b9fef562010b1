using Yolo.Checkpoints;
using Yolo.Checkpoints.Safetensors;

namespace Yolo.Tests.Checkpoints;

/// <summary>Thousands of damaged files: each is read, or refused with a <see cref="CheckpointException"/>, quickly and in little memory.</summary>
public sealed class FuzzTests
{
    // For messages and the objects of tiny files; nothing beside a file of megabytes.
    private const long Slack = 256 << 10;

    /// <summary>Bytes that mean something to a pickle or to lengths, which random bytes seldom hit.</summary>
    private static readonly byte[] Telling =
    [
        0, 1, 0x7f, 0x80, 0xff, .. "()]}tab.012ceghijloqrsuNRQKMJXTUSVBCGFIL"u8,
        0x81, 0x82, 0x85, 0x86, 0x87, 0x88, 0x8a, 0x8b, 0x8c, 0x8d, 0x8e, 0x8f, 0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97,
    ];

    private int _read;
    private long _most;

    [Test]
    public void Archive_MutatedAnywhere_IsReadOrRefused() => Mutate(Graphs.ToBytes(Graphs.Checkpoint()), 800, seed: 1, bytes => bytes);

    [Test]
    public void Directory_Mutated_IsReadOrRefused()
    {
        var good = Graphs.ToBytes(Graphs.Checkpoint());
        var directory = good.AsSpan().IndexOf("PK\x01\x02"u8);

        Mutate(good[directory..], 800, seed: 2, bytes => [.. good[..directory], .. bytes]);
    }

    /// <summary>The checksum is made anew around every mutation, so that the pickle machine gets to see it.</summary>
    [Test]
    public void Pickle_Mutated_IsReadOrRefused()
    {
        var root = Graphs.Everything();
        root.Add("model", Graphs.Model());
        var good = Graphs.ToBytes(root);
        var storages = TorchFile.Read(good, "good.pt").Tensors.Select(tensor => tensor.Storage).Distinct().Select(storage => storage.Bytes.ToArray()).ToArray();

        Mutate(PickleOf(good, "test"), 1500, seed: 3, pickle => Pickles.Archive(pickle, storages));
    }

    [Test]
    public void Pickles_OfAllProtocolsMutated_AreReadOrRefused([Range(0, 4)] int protocol) =>
        Mutate(PythonPickles.OfProtocol(protocol), 300, seed: 10 + protocol, pickle => Pickles.Archive(pickle));

    [Test]
    public void RealPickle_Mutated_IsReadOrRefused()
    {
        var path = Shared.Path("weights", "bccd-yolov8n.pt");
        var file = File.ReadAllBytes(path);
        var storages = TorchFile.Read(file, path).Tensors.Select(tensor => tensor.Storage).Distinct().ToDictionary(storage => storage.Key, storage => storage.Bytes.ToArray());
        var ordered = Enumerable.Range(0, storages.Keys.Max(int.Parse) + 1).Select(key => storages.GetValueOrDefault($"{key}", [])).ToArray();
        var pickle = PickleOf(file, "bccd-yolov8n");

        Mutate(pickle, 40, seed: 4, mutated => Pickles.Archive(mutated, ordered));
    }

    [Test]
    public void RealFile_Mutated_IsReadOrRefused() =>
        Mutate(File.ReadAllBytes(Shared.Path("weights", "bccd-yolov8n.pt")), 40, seed: 5, bytes => bytes);

    [Test]
    public void Safetensors_Mutated_IsReadOrRefused()
    {
        using var folder = new TemporaryFolder();
        var summary = CheckpointReader.Read(Graphs.ToBytes(Graphs.Checkpoint()), "good.pt").Summary;
        SafetensorsFile.Write(folder.Path("good.safetensors"),
            [new("a", Graphs.Floats([2, 3])), new("b", TensorData.Create(DType.UInt8, [3], new byte[3]))], SafetensorsMetadata.Describe(summary));

        Mutate(File.ReadAllBytes(folder.Path("good.safetensors")), 1000, seed: 6, bytes => bytes);
    }

    /// <summary>From the disk, the buffer that holds the file counts too.</summary>
    [Test]
    public void RealFile_MutatedOnDisk_TakesAtMostTwiceItsLengthInAll()
    {
        using var folder = new TemporaryFolder();
        var good = File.ReadAllBytes(Shared.Path("weights", "bccd-yolov8n.pt"));
        var random = new Random(7);
        for (var i = 0; i <= 20; i++)
        {
            var path = folder.Path("mutated.pt");
            File.WriteAllBytes(path, i == 0 ? good : Mutation(good, random));

            var before = GC.GetAllocatedBytesForCurrentThread();
            var isRead = true;
            try
            {
                CheckpointReader.Read(path);
            }
            catch (CheckpointException)
            {
                isRead = false;
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan((2 * new FileInfo(path).Length) + Slack), $"mutation {i}");
            Assert.That(isRead || i > 0, "the file as it was");
        }
    }

    private static byte[] PickleOf(byte[] archive, string stem)
    {
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(archive));
        using var contents = new MemoryStream();
        using var entry = zip.GetEntry($"{stem}/data.pkl")!.Open();
        entry.CopyTo(contents);
        return contents.ToArray();
    }

    private void Mutate(byte[] good, int count, int seed, Func<byte[], byte[]> wrap)
    {
        var random = new Random(seed);
        (_read, _most) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            var bytes = wrap(Mutation(good, random));
            Read(bytes, $"seed {seed}, mutation {i}");
        }

        TestContext.Out.WriteLine($"{count} files, {_read} of them still readable; at most {_most >> 10} KiB beyond twice the length");
    }

    private void Read(byte[] bytes, string which)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Environment.CpuUsage.TotalTime;
        try
        {
            var checkpoint = CheckpointReader.Read(bytes, which);
            foreach (var tensor in checkpoint.File.Tensors)
            {
                Assert.That(tensor.Bytes.Length, Is.EqualTo(tensor.ElementCount * tensor.Type.Size()), which);
            }

            _read++;
        }
        catch (CheckpointException error)
        {
            Assert.That(error.Message, Does.StartWith(which).And.EndsWith("."));
        }

        Assert.That(Environment.CpuUsage.TotalTime - start, Is.LessThan(TimeSpan.FromSeconds(2)), which);
        var beyond = GC.GetAllocatedBytesForCurrentThread() - before - (2L * bytes.Length);
        _most = Math.Max(_most, beyond);
        Assert.That(beyond, Is.LessThan(Slack), which);
    }

    private static byte[] Mutation(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var edits = random.Next(1, 4); edits > 0 && bytes.Count > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 9), bytes.Count - at);
            switch (random.Next(8))
            {
                case 0: bytes.RemoveRange(at, bytes.Count - at); break;
                case 1: bytes.RemoveRange(at, length); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length)); break;
                case 3: bytes.Insert(at, Telling[random.Next(Telling.Length)]); break;
                case 4: SetNumber(bytes, at, random); break;
                case 5: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                default: bytes[at] = Telling[random.Next(Telling.Length)]; break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Overwrites what may be a length with an extreme one.</summary>
    private static void SetNumber(List<byte> bytes, int at, Random random)
    {
        long[] extremes = [0, -1, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, uint.MaxValue, bytes.Count, random.NextInt64()];
        var number = BitConverter.GetBytes(extremes[random.Next(extremes.Length)]);
        var width = random.Next(2) == 0 ? 4 : 8;
        for (var i = 0; i < width && at + i < bytes.Count; i++)
        {
            bytes[at + i] = number[i];
        }
    }
}
