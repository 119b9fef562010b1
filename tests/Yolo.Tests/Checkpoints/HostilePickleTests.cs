using Yolo.Checkpoints;
using Yolo.Checkpoints.Pickle;

namespace Yolo.Tests.Checkpoints;

/// <summary>Pickles made to run code, to hang or to fill the memory. Nothing of it happens.</summary>
public sealed class HostilePickleTests
{
    private const long Slack = 32 << 20;

    private static readonly string Marker = Path.Combine(Path.GetTempPath(), $"yolo-hostile-{Environment.ProcessId}");

    private static readonly (string Name, byte[] Pickle)[] Attacks =
    [
        ("os.system", Pickles.Bytes("cos\nsystem\n(S'touch ", Marker, "'\ntR.")),
        ("posix.system", Pickles.Bytes(0x80, 4, 0x8c, 5, "posix", 0x8c, 6, "system", 0x93, Pickles.Text($"touch {Marker}"), 0x85, "R.")),
        ("builtins.eval", Pickles.Bytes("c__builtin__\neval\n(S'open(\"", Marker, "\", \"w\")'\ntR.")),
        ("builtins.exec", Pickles.Bytes(0x80, 2, "cbuiltins\nexec\n", Pickles.Text($"open('{Marker}', 'w')"), 0x85, "R.")),
        ("subprocess.Popen", Pickles.Bytes("csubprocess\nPopen\n(](S'touch'\nS'", Marker, "'\netR.")),
        ("subprocess.Popen", Pickles.Bytes("(](S'touch'\nS'", Marker, "'\neisubprocess\nPopen\n.")),
        ("builtins.getattr", Pickles.Bytes("cbuiltins\ngetattr\n(cos\npath\nS'system'\ntR(S'touch ", Marker, "'\ntR.")),
        ("System.Diagnostics.Process.Start", Pickles.Bytes("cSystem.Diagnostics.Process\nStart\n(S'touch'\nS'", Marker, "'\ntR.")),
        ("torch.load", Pickles.Bytes("ctorch\nload\n(S'", Marker, "'\ntR.")),
        ("runpy._run_code", Pickles.Bytes(0x80, 2, "crunpy\n_run_code\n(", Pickles.Text(Marker), "}t", 0x81, "}", Pickles.Text("x"), "Nsb.")),
    ];

    [TestCaseSource(nameof(AttackCases))]
    public void Reader_OfHostileCall_RunsNothingAndNamesIt(string name, byte[] pickle)
    {
        var archive = Pickles.Archive(pickle);

        Assert.That(TorchFile.Read(archive, "evil.pt").UnknownClasses, Does.Contain(name));
        Assert.That(() => CheckpointReader.Read(archive, "evil.pt"), Throws.TypeOf<CheckpointException>()
            .With.Message.Contains(name).And.Message.Contains("nothing of it was run").And.Message.Contains("evil.pt"));
        Assert.That(File.Exists(Marker), Is.False);
    }

    [Test]
    public void Reader_OfHostileObjectInsideModel_ReadsTheModelAndNamesIt()
    {
        var root = Graphs.Checkpoint();
        root["extra"] = new PickleObject(new PickleGlobal("os", "system"), new PickleTuple("touch " + Marker));

        var checkpoint = CheckpointReader.Read(Graphs.ToBytes(root), "evil.pt");

        Assert.That(checkpoint.Summary.UnknownClasses, Is.EqualTo(new[] { "os.system" }));
        Assert.That(checkpoint.Tensors, Is.Not.Empty);
        Assert.That(File.Exists(Marker), Is.False);
    }

    [TestCase("]", "a", TestName = "Reader_OfDeepLists_NeedsNoRecursion")]
    [TestCase("(", "t", TestName = "Reader_OfDeepTuples_NeedsNoRecursion")]
    [TestCase("}N", "s", TestName = "Reader_OfDeepDictionaries_NeedsNoRecursion")]
    public void Reader_OfDeepNesting_NeedsNoRecursion(string open, string close)
    {
        var pickle = Pickles.Bytes(Pickles.Repeat(100_000, open), "N", Pickles.Repeat(100_000, close), ".");

        Assert.That(Bounded(pickle.Length, () => Pickles.Read(pickle).Root), Is.Not.Null);
    }

    [Test]
    public void Reader_OfDeepObjects_SaysThatItIsNoCheckpoint()
    {
        var pickle = Pickles.Bytes("cm\nC\nq\0", Pickles.Repeat(100_000, "h\0"), "N", Pickles.Repeat(100_000, 0x85, "R"), ".");

        Assert.That(() => Bounded(pickle.Length, () => CheckpointReader.Read(Pickles.Archive(pickle), "deep.pt")),
            Throws.TypeOf<CheckpointException>());
    }

    [Test]
    public void Reader_OfSharedDoublings_StaysSmall()
    {
        var pickle = Pickles.Bytes("Nq\0", Pickles.Repeat(10_000, "h\0h\0", 0x86, "q\0"), ".");

        Assert.That(Bounded(pickle.Length, () => Pickles.Read(pickle).Root), Is.TypeOf<PickleTuple>());
    }

    [Test]
    public void ModuleTree_OfModulesContainingTheNextTwice_IsRefused()
    {
        var module = Graphs.Module("m", "C", [], []);
        for (var i = 0; i < 60; i++)
        {
            module = Graphs.Module("m", "C", [], [], ("a", module), ("b", module));
        }

        var bytes = Graphs.ToBytes(module);
        Assert.That(() => Bounded(bytes.Length, () => CheckpointReader.Read(bytes, "bomb.pt")),
            Throws.TypeOf<CheckpointException>().With.Message.Contains("far more memory"));
    }

    [Test]
    public void ModuleTree_OfModuleContainingItself_IsRefused()
    {
        var module = Graphs.Module("m", "C", [], []);
        ((PickleDictionary)module.Attributes!["_modules"]!).Add("self", module);
        var bytes = Graphs.ToBytes(module);

        Assert.That(() => Bounded(bytes.Length, () => CheckpointReader.Read(bytes, "cycle.pt")),
            Throws.TypeOf<CheckpointException>().With.Message.Contains("contain themselves"));
    }

    private static readonly (string Name, byte[] Pickle)[] Bombs =
    [
        ("lists", Pickles.Repeat(3_000_000, "]")),
        ("dictionaries", Pickles.Repeat(3_000_000, "}")),
        ("sets", Pickles.Repeat(3_000_000, 0x8f)),
        ("marks", Pickles.Repeat(10_000_000, "(")),
        ("duplicates", Pickles.Bytes("N", Pickles.Repeat(10_000_000, "2"))),
        ("memo", Pickles.Bytes("N", Pickles.Repeat(4_000_000, 0x94))),
        ("scattered memo", Pickles.Bytes("N", Pickles.Bytes([.. Enumerable.Range(0, 1_000_000).Select(i => (object)Pickles.Bytes("r", BitConverter.GetBytes((i * 4099) + 7)))]))),
        ("objects", Pickles.Bytes("cm\nC\nq\0", Pickles.Repeat(1_000_000, "h\0)", 0x81))),
        ("copied sets", Pickles.Bytes("](", Pickles.Repeat(100_000, "}"), "eq\0", 0x85, "q\x01", Pickles.Repeat(100_000, "c__builtin__\nset\nh\x01R"))),
        ("copied bytes", Pickles.Bytes(Pickles.Text(new string('x', 1_000_000)), Pickles.Text("latin1"), 0x86, "q\0", Pickles.Repeat(10_000, "c_codecs\nencode\nh\0R"))),
        ("copied paths", Pickles.Bytes(Pickles.Text(new string('x', 1_000_000)), 0x85, "q\0", Pickles.Repeat(10_000, "cpathlib\nPosixPath\nh\0R"))),
        ("long names", Pickles.Bytes(Pickles.Text(new string('x', 1_000_000)), "q\0", Pickles.Repeat(300_000, "h\0h\0", 0x93))),
        ("names", Pickles.Bytes([.. Enumerable.Range(0, 300_000).Select(i => (object)$"cm\n{i}\n0")])),
        ("digits", Pickles.Bytes("I", new string('9', 5_000_000), "\n.")),
        ("deep tuples", Pickles.Bytes("K\x01", Pickles.Repeat(2_000_000, 0x85))),
    ];

    [TestCaseSource(nameof(BombCases))]
    public void Reader_OfBomb_IsRefusedInTime(byte[] pickle)
    {
        var archive = Pickles.Archive(Pickles.Bytes(pickle, "."));

        Assert.That(() => Bounded(archive.Length, () => CheckpointReader.Read(archive, "bomb.pt")), Throws.TypeOf<CheckpointException>());
    }

    /// <summary>A long key is compared by identity: hashing it over and over would take hours.</summary>
    [Test]
    public void Reader_OfLongKeyUsedOften_TakesNoTime()
    {
        var pickle = Pickles.Bytes(Pickles.Text(new string('x', 3_000_000)), "q\0", Pickles.Repeat(20_000, "}h\0N", "s0"), ".");

        Assert.That(Bounded(pickle.Length, () => Pickles.Read(pickle).Root), Is.Not.Null);
    }

    private static IEnumerable<TestCaseData> AttackCases() =>
        Attacks.Select((attack, index) => new TestCaseData(attack.Name, attack.Pickle).SetArgDisplayNames($"{index}: {attack.Name}"));

    private static IEnumerable<TestCaseData> BombCases() =>
        Bombs.Select(bomb => new TestCaseData(bomb.Pickle).SetArgDisplayNames(bomb.Name));

    private static T Bounded<T>(long length, Func<T> read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Environment.CpuUsage.TotalTime;
        try
        {
            return read();
        }
        finally
        {
            var taken = Environment.CpuUsage.TotalTime - start;
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            TestContext.Out.WriteLine($"{length} bytes: {taken.TotalMilliseconds:f0} ms, {allocated >> 10} KiB allocated");
            Assert.That(taken, Is.LessThan(TimeSpan.FromSeconds(2)));
            Assert.That(allocated, Is.LessThan(Slack + (2 * length)));
        }
    }
}
