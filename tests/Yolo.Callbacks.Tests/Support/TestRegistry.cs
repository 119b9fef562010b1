namespace Yolo.Callbacks.Tests;

/// <summary>Registries as the engine makes them, with their warnings at hand.</summary>
internal static class TestRegistry
{
    public static ReceiverTypes Receivers { get; } = new()
    {
        Trainer = typeof(FakeTrainer),
        Validator = typeof(FakeValidator),
        Predictor = typeof(FakePredictor),
        Exporter = typeof(FakeExporter),
    };

    public static CallbackRegistry Create() => Create(out _);

    public static CallbackRegistry Create(out List<CallbackWarning> warnings)
    {
        var collected = new List<CallbackWarning>();
        warnings = collected;
        var registry = new CallbackRegistry(Receivers);
        registry.Settings.Warn = warning =>
        {
            lock (collected)
            {
                collected.Add(warning);
            }
        };
        return registry;
    }
}
