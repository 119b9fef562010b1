namespace Yolo.Checkpoints.Pickle;

/// <summary>A class or function that a pickle names. Only ever a name: nothing is looked up or loaded.</summary>
/// <param name="Module">The dotted Python module, in its present spelling.</param>
/// <param name="Name">The name within the module; dotted for nested ones.</param>
internal sealed record PickleGlobal(string Module, string Name)
{
    /// <summary>Module and name: <c>torch.nn.modules.conv.Conv2d</c>.</summary>
    public string FullName => Module.Length == 0 ? Name : $"{Module}.{Name}";

    /// <inheritdoc/>
    public override string ToString() => FullName;
}
