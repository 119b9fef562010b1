using System.Numerics;
using Yolo.Checkpoints;
using Yolo.Checkpoints.Pickle;

namespace Yolo.Tests.Checkpoints;

/// <summary>What is written is what was there.</summary>
public sealed class RoundTripTests
{
    [TestCase("yolov8n")]
    [TestCase("yolo11n")]
    [TestCase("yolo26n")]
    public void TorchFile_OfReference_ComesBackBitForBit(string name)
    {
        using var folder = new TemporaryFolder();
        var original = TorchFile.Read(Shared.Path("weights", $"bccd-{name}.pt"));

        TorchFile.Write(folder.Path("copy.pt"), original.Root);

        var copy = TorchFile.Read(folder.Path("copy.pt"));
        GraphComparer.AssertEqual(original.Root, copy.Root);
        Assert.That(copy.Tensors, Has.Count.EqualTo(original.Tensors.Count));
        foreach (var (before, after) in original.Tensors.Zip(copy.Tensors))
        {
            Assert.That(after.Bytes.Span.SequenceEqual(before.Bytes.Span), Is.True);
        }

        Assert.That(folder.Files, Is.EqualTo(new[] { "copy.pt" }), "No temporary file is left.");
    }

    [Test]
    public void TorchFile_OfAllValues_ComesBackEqual()
    {
        using var folder = new TemporaryFolder();
        var root = Graphs.Everything();

        TorchFile.Write(folder.Path("all.pt"), root);

        GraphComparer.AssertEqual(root, TorchFile.Read(folder.Path("all.pt")).Root);
    }

    [Test]
    public void TorchFile_OfCycles_ComesBackWithThem()
    {
        using var folder = new TemporaryFolder();
        var list = new PickleList();
        var tuple = new PickleTuple(list, 1L);
        list.Add(tuple);
        var made = new PickleObject(new PickleGlobal("m", "C"), new PickleTuple(list), PickleConstruction.New);
        list.Add(made);
        var self = new PickleDictionary();
        self.Add("self", self);
        made.State = self;
        var root = new PickleTuple(tuple, made, list);

        TorchFile.Write(folder.Path("cycle.pt"), root);

        GraphComparer.AssertEqual(root, TorchFile.Read(folder.Path("cycle.pt")).Root);
    }

    [Test]
    public void TorchFile_OfDeepNesting_IsWrittenAndReadWithoutRecursion()
    {
        using var folder = new TemporaryFolder();
        var root = new PickleList();
        for (var i = 0; i < 50_000; i++)
        {
            root = new PickleList([root]);
        }

        TorchFile.Write(folder.Path("deep.pt"), root);

        GraphComparer.AssertEqual(root, TorchFile.Read(folder.Path("deep.pt")).Root);
    }

    [Test]
    public void TorchFile_OfLongCollections_IsWrittenInBatches()
    {
        using var folder = new TemporaryFolder();
        var dictionary = new PickleDictionary();
        for (var i = 0L; i < 2001; i++)
        {
            dictionary.Add(i, BigInteger.Pow(3, 50 + (int)i));
        }

        var root = new PickleList([dictionary, .. Enumerable.Range(0, 1001).Select(i => (object?)(i * 0.1))]);

        TorchFile.Write(folder.Path("long.pt"), root);

        GraphComparer.AssertEqual(root, TorchFile.Read(folder.Path("long.pt")).Root);
    }

    [Test]
    public void TorchFile_OfForeignValue_SaysWhichType()
    {
        using var folder = new TemporaryFolder();

        Assert.That(() => TorchFile.Write(folder.Path("bad.pt"), new PickleList([new Uri("http://localhost")])),
            Throws.TypeOf<CheckpointException>().With.Message.Contains("Uri"));
        Assert.That(folder.Files, Is.Empty);
    }

    [Test]
    public void TorchFile_WhereAFileStandsForTheFolder_SaysWhatToCheck()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Path("taken"), "a file");

        Assert.That(() => TorchFile.Write(folder.Path("taken/bad.pt"), null),
            Throws.TypeOf<CheckpointException>().With.Message.Contains("Check that the folder exists"));
    }

    [Test]
    public void TorchFile_Written_AlignsEveryEntryTo64Bytes()
    {
        using var folder = new TemporaryFolder();
        TorchFile.Write(folder.Path("all.pt"), Graphs.Everything());
        var bytes = File.ReadAllBytes(folder.Path("all.pt"));

        using var zip = System.IO.Compression.ZipFile.OpenRead(folder.Path("all.pt"));
        Assert.That(zip.Entries.Select(entry => entry.FullName), Does.Contain("all/data/0").And.Contain("all/byteorder").And.Contain("all/version"));
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            var contents = new byte[entry.Length];
            stream.ReadExactly(contents);
            if (contents.Length > 2)
            {
                var at = bytes.AsSpan().IndexOf(contents);
                Assert.That(at % 64, Is.Zero, entry.FullName);
            }
        }
    }
}
