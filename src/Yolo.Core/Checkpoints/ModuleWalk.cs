using Yolo.Checkpoints.Pickle;

namespace Yolo.Checkpoints;

/// <summary>
/// The walk behind <see cref="ModuleTree"/>. A pickle of a few bytes can describe modules that contain each other twice, forty levels
/// deep, or contain themselves; so depth, visits and the length of keys are bounded.
/// </summary>
internal sealed class ModuleWalk
{
    private const int DeepestNesting = 200;
    private const int LongestName = 256;
    private const int NodeSize = 1024;
    private const string Remedy = "Save the model again with the program that trained it";

    private readonly CheckpointSource _source;
    private readonly MemoryBudget _budget;
    private readonly List<ModuleNode> _nodes = [];
    private readonly OrderedDictionary<string, TensorData> _stateDict = [];
    private readonly Stack<ModuleNode> _pending = [];

    internal ModuleWalk(CheckpointFile file)
    {
        _source = new CheckpointSource(file.Path, "data.pkl");
        _budget = new MemoryBudget(file.Length, _source);
    }

    internal ModuleTree Run(PickleObject root)
    {
        _pending.Push(Node(root, "", 0));
        while (_pending.TryPop(out var node))
        {
            _nodes.Add(node);
            AddTensors(node, node.Parameters, null);
            AddTensors(node, node.Buffers, node.Attributes["_non_persistent_buffers_set"] as PickleSet);
            AddChildren(node);
        }

        return new ModuleTree(_nodes, _stateDict);
    }

    private ModuleNode Node(object? value, string path, int depth)
    {
        if (!ModuleTree.IsModule(value))
        {
            throw Fail($"{Name(path)} is not a module but {PickleBuilder.Kind(value)}");
        }

        if (depth > DeepestNesting)
        {
            throw Fail($"modules are nested more than {DeepestNesting} deep, or contain themselves");
        }

        var source = (PickleObject)value!;
        var attributes = source.Attributes!;
        _budget.Charge(NodeSize + (2L * path.Length));
        return new ModuleNode(path, depth, source, attributes)
        {
            Parameters = Tensors(attributes, "_parameters", path),
            Buffers = Tensors(attributes, "_buffers", path),
        };
    }

    private OrderedDictionary<string, TensorData?> Tensors(PickleDictionary attributes, string kind, string path)
    {
        var result = new OrderedDictionary<string, TensorData?>();
        if (!attributes.TryGet(kind, out var value))
        {
            return result;
        }

        var tensors = value as PickleDictionary ?? throw Fail($"{kind} of {Name(path)} is not a dictionary");
        _budget.Charge(64L * tensors.Count);
        foreach (var (key, tensor) in tensors)
        {
            var name = Component(key, path);
            if (tensor is not (null or TensorData))
            {
                throw Fail($"{Name(Join(path, name))} is not a tensor but {PickleBuilder.Kind(tensor)}");
            }

            result.Add(name, (TensorData?)tensor);
        }

        return result;
    }

    private void AddTensors(ModuleNode node, IReadOnlyDictionary<string, TensorData?> tensors, PickleSet? except)
    {
        foreach (var (name, tensor) in tensors)
        {
            if (tensor is null || except?.Contains(name) == true)
            {
                continue;
            }

            var key = Join(node.Path, name);
            _budget.Charge(64 + (2L * key.Length));
            if (!_stateDict.TryAdd(key, tensor))
            {
                throw Fail($"two tensors have the key {Printable.Quote(key)}");
            }
        }
    }

    private void AddChildren(ModuleNode node)
    {
        var children = (PickleDictionary)node.Attributes["_modules"]!;
        foreach (var (key, value) in children)
        {
            var name = Component(key, node.Path);
            if (value is not null)
            {
                node.Add(name, Node(value, Join(node.Path, name), node.Depth + 1));
            }
        }

        // The first child must come off the stack first.
        foreach (var child in node.Children.Values.Reverse())
        {
            _pending.Push(child);
        }
    }

    private string Component(object? key, string path) =>
        key is string { Length: > 0 and <= LongestName } name ? name : throw Fail($"{Name(path)} has a part whose name is {PickleBuilder.Kind(key)}");

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Name(string path) => path.Length == 0 ? "the model" : Printable.Quote(path);

    private CheckpointException Fail(string what) => _source.Error(null, what, Remedy);
}
