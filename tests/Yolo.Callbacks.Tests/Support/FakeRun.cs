using System.Collections.ObjectModel;

namespace Yolo.Callbacks.Tests;

/// <summary>What the fake engine's objects have in common.</summary>
internal abstract class FakeRun : IRunContext
{
    public object? Model { get; set; } = "the model";

    public RunControl Control { get; } = new();

    public string? SaveDirectory { get; set; }

    public IReadOnlyDictionary<string, string> Settings { get; set; } = ReadOnlyDictionary<string, string>.Empty;
}
