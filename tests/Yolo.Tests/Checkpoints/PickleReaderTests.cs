using System.Numerics;
using Yolo.Checkpoints;
using Yolo.Checkpoints.Pickle;

namespace Yolo.Tests.Checkpoints;

/// <summary>Pickles of all protocols, and broken ones.</summary>
public sealed class PickleReaderTests
{
    [Test]
    public void Reader_OfPythonsPickle_GivesTheValues([Range(0, 5)] int protocol)
    {
        var root = (PickleDictionary)Pickles.Read(PythonPickles.OfProtocol(protocol)).Root!;

        var strings = (PickleList)root["s"]!;
        Assert.Multiple(() =>
        {
            Assert.That(root.Select(pair => pair.Key), Is.EqualTo(new[] { "none", "t", "f", "i", "x", "s", "b", "tu", "od", "set", "fs", "path", "cx" }));
            Assert.That(root.TryGet("none", out var none) && none is null, Is.True);
            Assert.That((root["t"], root["f"]), Is.EqualTo((true, false)));
            Assert.That(root["i"], Is.EqualTo(new object[]
            {
                0L, -1L, 255L, 256L, 65535L, 65536L, -70000L, 1L << 31, long.MinValue, BigInteger.Pow(2, 63), -BigInteger.Pow(2, 100),
            }));
            Assert.That(root["x"], Is.EqualTo(new[] { 1.5, -0.25, double.PositiveInfinity }));
            Assert.That(strings[1], Is.EqualTo("a\\b\n'\"é✓𝄞"));
            Assert.That(strings[3], Is.SameAs(strings[2]));
            Assert.That(root["b"], Is.EqualTo(new byte[] { 0, 0x80, 0xff }));
            Assert.That(((PickleTuple)root["tu"]!).Select(part => ((PickleTuple)part!).Count), Is.EqualTo(new[] { 0, 1, 2, 3, 4 }));
            Assert.That(root["od"], Is.TypeOf<PickleDictionary>().With.Property("IsOrdered").True);
            Assert.That(((PickleSet)root["set"]!).Contains(5L), Is.True);
            Assert.That(((PickleSet)root["fs"]!).IsFrozen, Is.True);
            Assert.That(root["path"], Is.EqualTo("/a/b/c.yaml"));
            Assert.That(((PickleObject)root["cx"]!).Class, Is.EqualTo(new PickleGlobal("builtins", "complex")));
        });
    }

    [TestCase("ultralytics.yolo.utils", "IterableSimpleNamespace", "ultralytics.utils.IterableSimpleNamespace")]
    [TestCase("ultralytics.yolo.v8.detect.train", "DetectionTrainer", "ultralytics.models.yolo.detect.train.DetectionTrainer")]
    [TestCase("ultralytics.yolo.data", "X", "ultralytics.data.X")]
    [TestCase("ultralytics.yolo.database", "X", "ultralytics.yolo.database.X")]
    [TestCase("ultralytics.nn.modules.block", "Silence", "torch.nn.modules.linear.Identity")]
    [TestCase("ultralytics.nn.tasks", "YOLOv10DetectionModel", "ultralytics.nn.tasks.DetectionModel")]
    [TestCase("ultralytics.utils.loss", "v10DetectLoss", "ultralytics.utils.loss.E2EDetectLoss")]
    public void Reader_OfOldName_GivesPresentName(string module, string name, string expected)
    {
        Assert.That(Pickles.Read($"c{module}\n{name}\n.").Root, Has.Property("FullName").EqualTo(expected));
    }

    [Test]
    public void Reader_OfObject_KeepsArgumentsAndState()
    {
        var made = (PickleObject)Pickles.Read(0x80, 2, "cm\nC\n", "K\x05", 0x85, 0x81, "}", Pickles.Text("a"), "K\x07", "sb.").Root!;

        Assert.Multiple(() =>
        {
            Assert.That(made.Class, Is.EqualTo(new PickleGlobal("m", "C")));
            Assert.That(made.Construction, Is.EqualTo(PickleConstruction.New));
            Assert.That(made.Arguments, Is.EqualTo(new object[] { 5L }));
            Assert.That(made.Attributes!["a"], Is.EqualTo(7L));
        });
    }

    [Test]
    public void Reader_OfOldStyleInstances_DescribesThem()
    {
        Assert.That(Pickles.Read("(K\x01im\nC\n.").Root, Has.Property("Arguments").EqualTo(new object[] { 1L }));
        Assert.That(Pickles.Read("(cm\nC\nK\x01o.").Root, Has.Property("Arguments").EqualTo(new object[] { 1L }));
        Assert.That(Pickles.Read("ccopy_reg\n_reconstructor\n(cm\nC\nc__builtin__\nobject\nNtR.").Root,
            Has.Property("Construction").EqualTo(PickleConstruction.New).And.Property("Class").EqualTo(new PickleGlobal("m", "C")));
    }

    [Test]
    public void Reader_OfSubclassedContainers_KeepsContents()
    {
        var list = (PickleObject)Pickles.Read("cm\nL\n)\x81(K\x01K\x02", "e.").Root!;
        var dictionary = (PickleObject)Pickles.Read("ccollections\ndefaultdict\n(c__builtin__\nlist\ntRK\x01K\x02s.").Root!;

        Assert.That(list.Elements, Is.EqualTo(new object[] { 1L, 2L }));
        Assert.That(dictionary.Items![1L], Is.EqualTo(2L));
    }

    [Test]
    public void Reader_OfStateDictMetadata_KeepsIt()
    {
        var root = (PickleDictionary)Pickles.Read("ccollections\nOrderedDict\n)R}", Pickles.Text("_metadata"), "K\x01sb.").Root!;

        Assert.That(((PickleDictionary)root.State!)["_metadata"], Is.EqualTo(1L));
    }

    [TestCase("f8", "\0\0\0\0\0\0\xf8\x3f", 1.5, TestName = "Reader_OfNumpyScalar_f8_GivesPlainNumber")]
    [TestCase("f4", "\0\0\xc0\x3f", 1.5, TestName = "Reader_OfNumpyScalar_f4_GivesPlainNumber")]
    [TestCase("i8", "\xff\xff\xff\xff\xff\xff\xff\xff", -1L, TestName = "Reader_OfNumpyScalar_i8_GivesPlainNumber")]
    [TestCase("b1", "\x01", true, TestName = "Reader_OfNumpyScalar_b1_GivesPlainNumber")]
    public void Reader_OfNumpyScalar_GivesPlainNumber(string code, string bytes, object expected)
    {
        var dtype = Pickles.Bytes("cnumpy\ndtype\n", Pickles.Text(code), 0x89, 0x88, 0x87, "R(K\x03", Pickles.Text("<"), "NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb");

        Assert.That(Pickles.Read("cnumpy._core.multiarray\nscalar\n", dtype, "C", bytes.Length, bytes, 0x86, "R.").Root, Is.EqualTo(expected));
    }

    [TestCase("", "without its STOP", TestName = "Reader_OfEmptyPickle_Fails")]
    [TestCase("N", "without its STOP", TestName = "Reader_WithoutStop_Fails")]
    [TestCase(".", "more values than the stack holds", TestName = "Reader_OfEmptyStack_Fails")]
    [TestCase("K\x01\x86.", "more values", TestName = "Reader_OfTupleBeyondStack_Fails")]
    [TestCase("K\x01(\x85.", "more values", TestName = "Reader_PoppingPastMark_Fails")]
    [TestCase("K\x01t.", "looks for a mark", TestName = "Reader_WithoutMark_Fails")]
    [TestCase("h\x05.", "memo number 5 was never stored", TestName = "Reader_OfMissingMemo_Fails")]
    [TestCase("gx\n.", "memo index is not a number", TestName = "Reader_OfMemoText_Fails")]
    [TestCase("X\xff\xff\xff\x7f" + "abc", "needs 2147483647 bytes, and 3 are left", TestName = "Reader_OfHugeString_Fails")]
    [TestCase("\x8d\xff\xff\xff\xff\xff\xff\xff\xff", "needs 18446744073709551615 bytes", TestName = "Reader_OfEndlessString_Fails")]
    [TestCase("T\xff\xff\xff\xff", "needs 18446744073709551615 bytes", TestName = "Reader_OfNegativeLength_Fails")]
    [TestCase("X\x01\0\0\0\xff.", "not UTF-8", TestName = "Reader_OfBadText_Fails")]
    [TestCase("\x80\x06.", "protocol 6", TestName = "Reader_OfFutureProtocol_Fails")]
    [TestCase("\x82\x01.", "extension registry", TestName = "Reader_OfExtension_Fails")]
    [TestCase("\x97.", "saved apart", TestName = "Reader_OfOutOfBandBuffer_Fails")]
    [TestCase("\x95\xff\0\0\0\0\0\0\0N.", "frame of 255 bytes", TestName = "Reader_OfLongFrame_Fails")]
    [TestCase("\xff.", "0xff is not an instruction", TestName = "Reader_OfUnknownInstruction_Fails")]
    [TestCase("}K\x01K\x02sK\x01K\x03s.", "key '1' twice", TestName = "Reader_OfRepeatedKey_Fails")]
    [TestCase("}(K\x01u.", "key without a value", TestName = "Reader_OfOddItems_Fails")]
    [TestCase("NNNs.", "items are set on None", TestName = "Reader_OfItemsOnNone_Fails")]
    [TestCase("}Na.", "appended to a dict", TestName = "Reader_OfAppendToDictionary_Fails")]
    [TestCase("K\x01)R.", "an integer is called", TestName = "Reader_OfCalledInteger_Fails")]
    [TestCase("cm\nC\nNR.", "is called with None", TestName = "Reader_OfCallWithoutTuple_Fails")]
    [TestCase("cm\nC\n}b.", "attributes are set on the name 'm.C'", TestName = "Reader_OfBuildOnClass_Fails")]
    [TestCase("cm\nC\n)R}b}b.", "set twice", TestName = "Reader_OfSecondState_Fails")]
    [TestCase("NK\x01\x93.", "not two strings", TestName = "Reader_OfStrangeName_Fails")]
    [TestCase("cm", "a line of text has no end", TestName = "Reader_OfCutName_Fails")]
    [TestCase("Pid\n.", "object outside the pickle", TestName = "Reader_OfPersistentId_Fails")]
    [TestCase("I12x\n.", "not written as one", TestName = "Reader_OfBadInteger_Fails")]
    [TestCase("F1,5\n.", "not written as one", TestName = "Reader_OfBadFloat_Fails")]
    [TestCase("S'a\n.", "lacks its quotes", TestName = "Reader_OfBadQuotes_Fails")]
    [TestCase("S'\\x4'\n.", "broken escape", TestName = "Reader_OfBadEscape_Fails")]
    public void Reader_OfBrokenPickle_SaysWhatAndWhere(string pickle, string what)
    {
        Assert.That(() => Pickles.Read(pickle), Throws.TypeOf<CheckpointException>()
            .With.Property(nameof(CheckpointException.What)).Contains(what)
            .And.Property(nameof(CheckpointException.Entry)).EqualTo("data.pkl")
            .And.Property(nameof(CheckpointException.Offset)).Not.Null);
    }
}
