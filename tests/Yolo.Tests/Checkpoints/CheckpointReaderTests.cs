using Yolo.Checkpoints;
using Yolo.Checkpoints.Pickle;

namespace Yolo.Tests.Checkpoints;

/// <summary>What is made of a file once it is read.</summary>
public sealed class CheckpointReaderTests
{
    [Test]
    public void Reader_OfTrainingCheckpoint_PrefersTheAverage()
    {
        var root = Graphs.Checkpoint();
        root["model"] = Graphs.Module("m", "C", [], []);

        var checkpoint = Read(root);

        var summary = checkpoint.Summary;
        Assert.Multiple(() =>
        {
            Assert.That(summary.Weights, Is.EqualTo(CheckpointWeights.Ema));
            Assert.That(summary.Names, Is.EqualTo(new Dictionary<int, string> { [0] = "cat", [1] = "dog" }));
            Assert.That(summary.ClassCount, Is.EqualTo(2));
            Assert.That(summary.Strides, Is.EqualTo(new[] { 8f, 9f }));
            Assert.That(summary.Task, Is.EqualTo("detect"), "guessed from the head");
            Assert.That(summary.Epoch, Is.EqualTo(3));
            Assert.That(summary.Date, Is.EqualTo("2026-11-22"));
            Assert.That(checkpoint.Tensors.Keys, Is.EqualTo(new[] { "model.0.weight", "model.0.running_mean" }));
        });
    }

    [Test]
    public void Reader_OfPickledModule_ReadsIt()
    {
        var summary = Read(Graphs.Model()).Summary;

        Assert.That((summary.Weights, summary.ClassCount, summary.Epoch), Is.EqualTo((CheckpointWeights.Module, 2, (int?)null)));
    }

    [TestCase(null)]
    [TestCase("state_dict")]
    [TestCase("model")]
    public void Reader_OfStateDict_ReadsIt(string? key)
    {
        var tensors = Graphs.Pairs(("a.weight", Graphs.Floats([2])), ("a.bias", Graphs.Floats([1])));

        var checkpoint = Read(key is null ? tensors : Graphs.Pairs((key, tensors), ("epoch", 1L)));

        Assert.That(checkpoint.Tensors.Keys, Is.EqualTo(new[] { "a.weight", "a.bias" }));
        Assert.That(checkpoint.Summary.Weights, Is.EqualTo(CheckpointWeights.StateDict));
        Assert.That(checkpoint.Modules, Is.Null);
    }

    [Test]
    public void Reader_OfStateDictWithOtherThings_NamesThem()
    {
        var tensors = Graphs.Pairs(("a", Graphs.Floats([2])), ("b", "text"));

        Assert.That(() => Read(tensors), Throws.TypeOf<CheckpointException>().With.Message.Contains("a string under 'b'"));
    }

    [TestCase("classify")]
    [TestCase("obb")]
    public void Summary_OfStatedTask_UsesIt(string task)
    {
        var root = Graphs.Checkpoint();
        root["train_args"] = Graphs.Pairs(("task", task));

        Assert.That(Read(root).Summary.Task, Is.EqualTo(task));
    }

    [Test]
    public void Summary_OfNamesAsList_NumbersThem()
    {
        var model = Graphs.Model();
        model.Attributes!["names"] = new PickleList(["x", "y"]);

        Assert.That(Read(model).Summary.Names, Is.EqualTo(new Dictionary<int, string> { [0] = "x", [1] = "y" }));
    }

    [Test]
    public void Summary_OfBrokenNames_Fails()
    {
        var model = Graphs.Model();
        model.Attributes!["names"] = Graphs.Pairs((0L, 5L));

        Assert.That(() => Read(model), Throws.TypeOf<CheckpointException>().With.Message.Contains("class names hold an integer under '0'"));
    }

    [Test]
    public void Summary_OfForeignClasses_NamesThem()
    {
        var model = Graphs.Model();
        model.Attributes!["plugin"] = new PickleObject(new PickleGlobal("mycompany.blocks", "Evil\u001b[31m"), PickleTuple.Empty);

        Assert.That(Read(model).Summary.UnknownClasses, Is.EqualTo(new[] { "mycompany.blocks.Evil\\u001b[31m" }));
    }

    [Test]
    public void ModuleTree_OfNonPersistentBuffer_LeavesItOut()
    {
        var module = Graphs.Module("m", "C", [("w", Graphs.Floats([1]))], [("kept", Graphs.Floats([1])), ("cache", Graphs.Floats([1])), ("none", null)]);
        var set = new PickleSet();
        set.Add("cache");
        module.Attributes!.Add("_non_persistent_buffers_set", set);

        var checkpoint = Read(module);

        Assert.That(checkpoint.Tensors.Keys, Is.EqualTo(new[] { "w", "kept" }));
        Assert.That(checkpoint.Modules!.Root.Buffers.Keys, Is.EqualTo(new[] { "kept", "cache", "none" }));
    }

    [Test]
    public void ModuleTree_OfSharedModule_GivesBothKeysOneTensor()
    {
        var shared = Graphs.Module("m", "Linear", [("weight", Graphs.Floats([1]))], []);

        var tensors = Read(Graphs.Module("m", "C", [], [], ("a", shared), ("b", shared), ("none", null))).Tensors;

        Assert.That(tensors.Keys, Is.EqualTo(new[] { "a.weight", "b.weight" }));
        Assert.That(tensors["a.weight"], Is.SameAs(tensors["b.weight"]));
    }

    [Test]
    public void ModuleTree_OfChildThatIsNoModule_NamesIt()
    {
        var module = Graphs.Module("m", "C", [], [], ("a", Graphs.Module("m", "D", [], [], ("b", new PickleList()))));

        Assert.That(() => Read(module), Throws.TypeOf<CheckpointException>().With.Message.Contains("'a.b' is not a module but a list of 0"));
    }

    [Test]
    public void ModuleTree_OfParameterThatIsNoTensor_NamesIt()
    {
        Assert.That(() => Read(Graphs.Module("m", "C", [("w", "text")], [])),
            Throws.TypeOf<CheckpointException>().With.Message.Contains("'w' is not a tensor but a string"));
    }

    [Test]
    public void ModuleTree_OfCollidingKeys_Fails()
    {
        var module = Graphs.Module("m", "C", [("a.w", Graphs.Floats([1]))], [], ("a", Graphs.Module("m", "D", [("w", Graphs.Floats([1]))], [])));

        Assert.That(() => Read(module), Throws.TypeOf<CheckpointException>().With.Message.Contains("two tensors have the key 'a.w'"));
    }

    private static Checkpoint Read(object? root) => CheckpointReader.Read(Graphs.ToBytes(root), "test.pt");
}
