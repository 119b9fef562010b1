namespace Yolo.Callbacks.Tests;

internal sealed class OrderTests
{
    [Test]
    public void Raise_EqualPriorities_RunInOrderOfAdding_LowerFirst()
    {
        var registry = TestRegistry.Create();
        var order = new List<string>();
        registry.Add("on_val_end", () => order.Add("last"), new() { Priority = CallbackPriority.Last });
        registry.Add("on_val_end", () => order.Add("a"));
        registry.Add("on_val_end", () => order.Add("b"));
        registry.Add("on_val_end", () => order.Add("first"), new() { Priority = CallbackPriority.First });
        registry.Add("on_val_end", () => order.Add("c"));
        new FakeValidator(registry).Run();
        Assert.That(order, Is.EqualTo(new[] { "first", "a", "b", "c", "last" }));
    }

    [Test]
    public void Raise_InScope_MergesParentAndOwnByPriorityThenAge()
    {
        var registry = TestRegistry.Create();
        var order = new List<string>();
        registry.Add("on_val_end", () => order.Add("parent"));
        using var scope = registry.CreateScope();
        scope.Add("on_val_end", () => order.Add("scope"));
        scope.Add("on_val_end", () => order.Add("scope first"), new() { Priority = -1 });
        registry.Add("on_val_end", () => order.Add("parent later"));
        new FakeValidator(scope).Run();
        Assert.That(order, Is.EqualTo(new[] { "scope first", "parent", "scope", "parent later" }));
    }

    [Test]
    public void Add_CheckpointingCallbacks_RunAfterAllOthers()
    {
        var registry = TestRegistry.Create();
        registry.Add(new ModelCheckpoint("m.pt"));
        registry.Add(new EarlyStopping());
        registry.Add(new CsvLogger());
        Assert.That(
            registry.List().Where(line => line.Event == Events.OnFitEpochEnd).Select(line => line.Name),
            Is.EqualTo(new[] { "EarlyStopping", "CsvLogger", "ModelCheckpoint" }));
    }

    [Test]
    public void Describe_ListsWhatRunsWhen()
    {
        var registry = TestRegistry.Create();
        registry.Add("on_train_end", Named, new() { Priority = 5, Once = true });
        registry.Add("on_train_start", (FakeTrainer t) => { }, new() { Name = "mine", Every = 3, OnError = ExceptionPolicy.DisableAfter(2) });
        Assert.That(registry.Describe(), Is.EqualTo(
            """
            on_train_start (just before the first epoch)
                  0  mine, every 3, on error: disable after 2
            on_train_end (after the final validation; also when training failed)
                  5  OrderTests.Named, once, on error: propagate

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Name_OfLambdaAndLocalFunction_SaysWhereTheyAre()
    {
        static void Local()
        {
        }

        var registry = TestRegistry.Create();
        registry.Add("on_train_end", () => { });
        registry.Add("on_train_end", Local);
        Assert.That(registry.List().Select(line => line.Name), Is.EqualTo(new[]
        {
            "lambda in OrderTests.Name_OfLambdaAndLocalFunction_SaysWhereTheyAre",
            "Local in OrderTests.Name_OfLambdaAndLocalFunction_SaysWhereTheyAre",
        }));
    }

    private static void Named()
    {
    }
}
