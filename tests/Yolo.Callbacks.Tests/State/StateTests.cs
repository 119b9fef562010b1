using System.Text.Json;

namespace Yolo.Callbacks.Tests;

internal sealed class StateTests
{
    [Test]
    public void Add_TwoOfOneTypeWithOneKey_FailsAtRegistration()
    {
        var registry = TestRegistry.Create();
        registry.Add(new EarlyStopping());
        Assert.That(
            () => registry.Add(new EarlyStopping { Name = "second" }),
            Throws.InvalidOperationException.With.Message.Contains("second").And.Message.Contains("'EarlyStopping'").And.Message.Contains("StateKey"));
    }

    [Test]
    public void Add_ClashWithTheParent_FailsToo()
    {
        var registry = TestRegistry.Create();
        registry.Add(new History());
        using var scope = registry.CreateScope();
        Assert.Throws<InvalidOperationException>(() => scope.Add(new History()));
    }

    [Test]
    public void Add_TwoOfOneTypeWithTwoKeys_Works()
    {
        var registry = TestRegistry.Create();
        registry.Add(new EarlyStopping());
        registry.Add(new EarlyStopping { StateKey = "second" });
        Assert.That(registry.SaveState().Keys, Is.EqualTo(new[] { "EarlyStopping", "second" }));
    }

    [Test]
    public void State_SavedAndLoaded_GoesOnWhereItWas()
    {
        var saved = Save(TrainThreeEpochs());
        var history = new History();
        var stopping = new EarlyStopping { Patience = 3 };
        var registry = TestRegistry.Create();
        registry.Add(history);
        registry.Add(stopping);
        var unknown = registry.LoadState(saved);
        new FakeTrainer(registry) { Fitnesses = [0.1], Epochs = 9 }.Run();
        Assert.Multiple(() =>
        {
            Assert.That(unknown, Is.EqualTo(new[] { "ReduceLrOnPlateau" }));
            Assert.That(stopping.Best, Is.EqualTo(0.9));
            Assert.That(stopping.StoppedEpoch, Is.EqualTo(1), "one epoch without improvement before, two after the resume");
            Assert.That(history["fitness"], Is.EqualTo(new[] { 0.2, 0.9, 0.1, 0.1, 0.1 }));
        });
    }

    [Test]
    public void State_RestoredRate_IsScaledAgain()
    {
        var saved = Save(TrainThreeEpochs());
        var registry = TestRegistry.Create();
        registry.Add(new ReduceLrOnPlateau());
        registry.LoadState(saved);
        var trainer = new FakeTrainer(registry) { Epochs = 1 };
        trainer.Run();
        Assert.That(trainer.RatesUsed[0], Is.EqualTo(0.001).Within(1e-12));
    }

    [Test]
    public void State_AfterTheRun_TheNextOneStartsAfresh()
    {
        var registry = TrainThreeEpochs();
        new FakeTrainer(registry) { Epochs = 1 }.Run();
        var history = registry.Callbacks.OfType<History>().Single();
        Assert.That(history.Epochs, Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public void State_Damaged_SaysWhatIsWrong()
    {
        var registry = TestRegistry.Create();
        registry.Add(new EarlyStopping());
        var damaged = new Dictionary<string, IReadOnlyDictionary<string, object?>> { ["EarlyStopping"] = new Dictionary<string, object?> { ["wait"] = "soon" } };
        Assert.That(() => registry.LoadState(damaged), Throws.TypeOf<InvalidDataException>().With.Message.Contains("'soon'").And.Message.Contains("wait"));
    }

    private static CallbackRegistry TrainThreeEpochs()
    {
        var registry = TestRegistry.Create();
        registry.Add(new History());
        registry.Add(new EarlyStopping { Patience = 3 });
        registry.Add(new ReduceLrOnPlateau { Patience = 1 });
        new FakeTrainer(registry) { Fitnesses = [0.2, 0.9, 0.1], Epochs = 3 }.Run();
        return registry;
    }

    /// <summary>Through JSON and back, as a checkpoint would: whole numbers and fractions change their types on the way.</summary>
    private static Dictionary<string, IReadOnlyDictionary<string, object?>> Save(CallbackRegistry registry)
    {
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(registry.SaveState()));
        return document.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => (IReadOnlyDictionary<string, object?>)Plain(p.Value)!);
    }

    private static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(p => p.Name, p => Plain(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
        JsonValueKind.Null => null,
        _ => element.GetString(),
    };
}
