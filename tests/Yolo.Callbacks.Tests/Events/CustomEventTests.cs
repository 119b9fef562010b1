namespace Yolo.Callbacks.Tests;

internal sealed class CustomEventTests
{
    [Test]
    public void Declare_NewEvent_CanBeAddedToAndRaised()
    {
        var registry = TestRegistry.Create();
        var frameDropped = registry.Declare<string>("on_frame_dropped");
        var seen = new List<string>();
        registry.Add("on_frame_dropped", (string frame) => seen.Add(frame));
        registry.Raise(frameDropped, "frame 7");
        registry.Raise("on_frame_dropped", "frame 8");
        Assert.That(seen, Is.EqualTo(new[] { "frame 7", "frame 8" }));
    }

    [Test]
    public void Declare_InTheParent_IsKnownInExistingScopes()
    {
        var registry = TestRegistry.Create();
        using var scope = registry.CreateScope();
        var declared = registry.Declare<string>("on_late");
        var count = 0;
        registry.Add(declared, () => count++);
        scope.Add("on_late", () => count++);
        scope.Raise(declared, "now");
        Assert.That(count, Is.EqualTo(2));
    }

    [Test]
    public void Declare_SameNameAndType_ReturnsTheSameEvent()
    {
        var registry = TestRegistry.Create();
        var first = registry.Declare<string>("on_mine");
        Assert.That(registry.Declare<string>("on_mine"), Is.SameAs(first));
    }

    [Test]
    public void Declare_NameOfAnotherEvent_Fails()
    {
        var registry = TestRegistry.Create();
        registry.Declare<string>("on_mine");
        Assert.Multiple(() =>
        {
            Assert.That(() => registry.Declare<Version>("on_mine"), Throws.ArgumentException.With.Message.Contains("declared for String"));
            Assert.That(() => registry.Declare<string>("on_val_end"), Throws.ArgumentException.With.Message.Contains("built-in"));
        });
    }

    [Test]
    public void Raise_EventOfAnotherRegistry_Fails()
    {
        var foreign = TestRegistry.Create().Declare<string>("on_mine");
        var registry = TestRegistry.Create();
        registry.Declare<string>("on_other");
        Assert.That(() => registry.Raise(foreign, "x"), Throws.ArgumentException.With.Message.Contains("another registry"));
    }

    [Test]
    public void Add_DeclaredEventWithAnotherType_FailsNamingBoth()
    {
        var registry = TestRegistry.Create();
        registry.Declare<string>("on_mine");
        Assert.That(() => registry.Add("on_mine", (Version v) => { }), Throws.TypeOf<CallbackTypeException>().With.Message.Contains("String").And.Message.Contains("Version"));
    }
}
