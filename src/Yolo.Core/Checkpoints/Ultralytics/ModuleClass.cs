using Yolo.Checkpoints.Pickle;
using static TorchSharp.torch;

namespace Yolo.Checkpoints.Ultralytics;

/// <summary>What a module of ours is in the reference.</summary>
/// <param name="Global">The class.</param>
/// <param name="Describe">Adds what the class has beyond tensors and children of the same names.</param>
internal sealed record ModuleClass(PickleGlobal Global, Action<nn.Module, ModuleState> Describe)
{
    /// <summary>An entry of a table.</summary>
    internal static KeyValuePair<Type, ModuleClass> Of<T>(string module, string name, Action<T, ModuleState>? describe = null)
        where T : nn.Module =>
        new(typeof(T), new ModuleClass(new PickleGlobal(module, name), (instance, state) => describe?.Invoke((T)instance, state)));
}
