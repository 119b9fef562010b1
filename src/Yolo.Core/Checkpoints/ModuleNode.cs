using System.Diagnostics.CodeAnalysis;
using Yolo.Checkpoints.Pickle;

namespace Yolo.Checkpoints;

/// <summary>One pickled <c>nn.Module</c>: its class, attributes, own tensors and children.</summary>
internal sealed class ModuleNode
{
    private readonly OrderedDictionary<string, ModuleNode> _children = [];

    internal ModuleNode(string path, int depth, PickleObject source, PickleDictionary attributes)
    {
        Path = path;
        Depth = depth;
        Source = source;
        Attributes = attributes;
    }

    /// <summary>Its dotted path from the root, as in state-dict keys; empty for the root.</summary>
    public string Path { get; }

    /// <summary>The object in the graph; the same one where a module is shared.</summary>
    public PickleObject Source { get; }

    /// <summary>The dotted name of its class: <c>ultralytics.nn.modules.conv.Conv</c>.</summary>
    public string ClassName => Source.ToString();

    /// <summary>The last part of the name of its class: <c>Conv</c>.</summary>
    public string ShortClassName => ClassName[(ClassName.LastIndexOf('.') + 1)..];

    /// <summary>All its attributes, those of <c>nn.Module</c> among them (<c>training</c>, <c>_modules</c>, …).</summary>
    public PickleDictionary Attributes { get; }

    /// <summary>Its child modules by name, in order.</summary>
    public IReadOnlyDictionary<string, ModuleNode> Children => _children;

    /// <summary>Its parameters by name, in order; null where it has none under that name (a convolution's missing bias).</summary>
    public IReadOnlyDictionary<string, TensorData?> Parameters { get; internal init; } = new Dictionary<string, TensorData?>();

    /// <summary>Its buffers by name, in order; null where it has none under that name.</summary>
    public IReadOnlyDictionary<string, TensorData?> Buffers { get; internal init; } = new Dictionary<string, TensorData?>();

    internal int Depth { get; }

    /// <summary>The child of that name, or null.</summary>
    public ModuleNode? Child(string name) => _children.GetValueOrDefault(name);

    /// <summary>Looks an attribute up that must be of the given type (integers are <see cref="long"/>); false where it is missing or of another.</summary>
    public bool TryGet<T>(string name, [NotNullWhen(true)] out T? value) => Attributes.TryGet(name, out value);

    /// <summary>For instance <c>model.0 (ultralytics.nn.modules.conv.Conv)</c>.</summary>
    public override string ToString() => $"{(Path.Length == 0 ? "root" : Path)} ({ClassName})";

    internal void Add(string name, ModuleNode child) => _children.Add(name, child);
}
