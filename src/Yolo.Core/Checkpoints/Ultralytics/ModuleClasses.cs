using TorchSharp.Modules;
using Yolo.Checkpoints.Pickle;
using static TorchSharp.torch;

namespace Yolo.Checkpoints.Ultralytics;

/// <summary>The table of all modules that the reference has a class for.</summary>
internal static class ModuleClasses
{
    /// <summary>The package of classes that only we have: blocks that a user added. The reference cannot open such a network; we can.</summary>
    internal const string OwnModule = "yolonet.modules";

    private static readonly Dictionary<Type, ModuleClass> Table =
        new(TorchClasses.All.Concat(ConvolutionClasses.All).Concat(BlockClasses.All).Concat(HeadClasses.All));

    private static readonly ModuleClass List = new(new PickleGlobal("torch.nn.modules.container", "ModuleList"), (_, _) => { });

    /// <summary>Whether the reference has a class for a module.</summary>
    internal static bool Knows(nn.Module module) => Knows(module.GetType());

    /// <summary>Whether the reference has a class for modules of a type.</summary>
    internal static bool Knows(Type module) => Find(module) is not null;

    /// <summary>The class of the reference, else one of ours under the module's own name.</summary>
    internal static ModuleClass Of(nn.Module module) =>
        Find(module.GetType()) ?? new ModuleClass(new PickleGlobal(OwnModule, module.GetType().Name), (_, _) => { });

    private static ModuleClass? Find(Type type) =>
        Table.GetValueOrDefault(type) ?? (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ModuleList<>) ? List : null);
}
