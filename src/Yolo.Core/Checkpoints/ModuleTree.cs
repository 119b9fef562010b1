using Yolo.Checkpoints.Pickle;

namespace Yolo.Checkpoints;

/// <summary>The modules and tensors of a pickled network, as <c>named_modules()</c> and <c>state_dict()</c> would give them.</summary>
internal sealed class ModuleTree
{
    internal ModuleTree(IReadOnlyList<ModuleNode> nodes, IReadOnlyDictionary<string, TensorData> stateDict)
    {
        Nodes = nodes;
        StateDict = stateDict;
    }

    /// <summary>The outermost module.</summary>
    public ModuleNode Root => Nodes[0];

    /// <summary>All modules, each before its children; a shared module once per path.</summary>
    public IReadOnlyList<ModuleNode> Nodes { get; }

    /// <summary>Parameters and persistent buffers by dotted key; enumerates in the order of <c>state_dict()</c>. Shared tensors are one object.</summary>
    public IReadOnlyDictionary<string, TensorData> StateDict { get; }

    /// <summary>Whether an object looks like a pickled <c>nn.Module</c>.</summary>
    public static bool IsModule(object? value) => value is PickleObject { Attributes: { } attributes } && attributes.TryGet<PickleDictionary>("_modules", out _);

    /// <summary>Walks a pickled module.</summary>
    /// <param name="root">The module object.</param>
    /// <param name="file">The file that it came from, which bounds what the tree may take.</param>
    /// <exception cref="CheckpointException">Something in it is not a module or tensor, or modules contain themselves.</exception>
    public static ModuleTree Read(PickleObject root, CheckpointFile file) => new ModuleWalk(file).Run(root);
}
