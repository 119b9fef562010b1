using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Yolo.Export;

/// <summary>A graph of ONNX operators while it is put together. Nodes are added in the order in which they run.</summary>
/// <remarks>Not thread-safe. The operators as methods: <see cref="OnnxOperators"/>, <see cref="OnnxShaping"/>.</remarks>
public sealed class OnnxGraph
{
    private readonly List<OnnxNode> nodes = [];
    private readonly Dictionary<OnnxValue, OnnxTensor> constants = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, OnnxValue> constantsByContent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> namesTaken = new(StringComparer.Ordinal);
    private readonly List<OnnxPort> inputs = [];
    private readonly List<OnnxPort> outputs = [];

    internal OnnxGraph(int opset, OnnxType floatType)
    {
        Opset = opset;
        FloatType = floatType;
    }

    /// <summary>The version of the operators.</summary>
    public int Opset { get; }

    /// <summary>The type in which the network computes: <see cref="OnnxType.Float"/> or <see cref="OnnxType.Float16"/>.</summary>
    public OnnxType FloatType { get; }

    /// <summary>The operations in order.</summary>
    public IReadOnlyList<OnnxNode> Nodes => nodes;

    /// <summary>Metadata of the file, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; internal set; } = [];

    internal IReadOnlyCollection<OnnxTensor> Constants => constants.Values;

    internal IReadOnlyList<OnnxPort> Inputs => inputs;

    internal IReadOnlyList<OnnxPort> Outputs => outputs;

    /// <summary>Adds an operation with one result.</summary>
    /// <param name="operation">The operator's name in the format.</param>
    /// <param name="type">The type of the result.</param>
    /// <param name="shape">The shape of the result, <see cref="OnnxValue.Unknown"/> where it varies.</param>
    /// <param name="inputs">What enters; null for an input that is left out.</param>
    /// <param name="attributes">Settings of the operator.</param>
    /// <returns>The result.</returns>
    public OnnxValue Node(string operation, OnnxType type, IReadOnlyList<long> shape, IReadOnlyList<OnnxValue?> inputs, params IReadOnlyList<OnnxSetting> attributes) =>
        Node(operation, [(type, shape)], inputs, attributes)[0];

    /// <summary>Adds an operation with several results.</summary>
    /// <inheritdoc cref="Node(string, OnnxType, IReadOnlyList{long}, IReadOnlyList{OnnxValue}, IReadOnlyList{OnnxSetting})"/>
    public IReadOnlyList<OnnxValue> Node(
        string operation,
        IReadOnlyList<(OnnxType Type, IReadOnlyList<long> Shape)> results,
        IReadOnlyList<OnnxValue?> inputs,
        params IReadOnlyList<OnnxSetting> attributes)
    {
        OnnxValue[] values = [.. results.Select(result => new OnnxValue(NewName(operation), result.Type, result.Shape))];
        nodes.Add(new OnnxNode(operation, inputs, values, attributes));
        return values;
    }

    /// <summary>Whole numbers that are part of the file; equal ones are stored once.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="shape">Their shape; null for one dimension, empty for a single number.</param>
    public OnnxValue Constant(IReadOnlyList<long> values, IReadOnlyList<long>? shape = null)
    {
        long[] numbers = [.. values];
        return Shared(OnnxType.Int64, MemoryMarshal.AsBytes<long>(numbers), shape ?? [values.Count], size => tensor(numbers, size));
    }

    /// <summary>Numbers that are part of the file; equal ones are stored once.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="shape">Their shape; empty for a single number.</param>
    /// <param name="type">Half or single precision.</param>
    public OnnxValue Constant(IReadOnlyList<float> values, IReadOnlyList<long> shape, OnnxType type = OnnxType.Float)
    {
        float[] numbers = [.. values];
        return Shared(type, MemoryMarshal.AsBytes<float>(numbers), shape, size => tensor(numbers, size));
    }

    /// <summary>Weights, in the type in which the network computes.</summary>
    /// <param name="name">Their key in the state dictionary.</param>
    /// <param name="weights">The tensor, of any floating type. Not disposed.</param>
    public OnnxValue Weights(string name, Tensor weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return Add(NewName(name), FloatType, weights.detach());
    }

    /// <summary>A constant in another shape and type, itself a constant; anything else by operators.</summary>
    internal OnnxValue Recast(OnnxValue value, OnnxType type, params long[] shape) => constants.TryGetValue(value, out var constant)
        ? Add(NewName(value.Name), type, constant.Numbers.reshape(shape))
        : this.Cast(this.Reshape(value, shape), type);

    internal OnnxTensor? ConstantOf(OnnxValue? value) => value is null ? null : constants.GetValueOrDefault(value);

    internal OnnxValue Add(string name, OnnxType type, Tensor numbers)
    {
        var value = new OnnxValue(name, type, numbers.shape);
        constants.Add(value, new OnnxTensor(value, numbers.DetachFromDisposeScope()));
        return value;
    }

    internal OnnxValue AddInput(string name, OnnxType type, IReadOnlyList<OnnxDimension> dimensions)
    {
        var value = new OnnxValue(NewName(name), type, [.. dimensions.Select(dimension => dimension.Size)]);
        inputs.Add(new OnnxPort(value, dimensions));
        return value;
    }

    internal void AddOutput(string name, OnnxValue value, IReadOnlyList<OnnxDimension> dimensions)
    {
        value.Name = NewName(name);
        outputs.Add(new OnnxPort(value, dimensions));
    }

    /// <summary>Puts other operations in the place of those there are, in their order; what an output stands for must be among their results.</summary>
    internal void Replace(IEnumerable<OnnxNode> others)
    {
        OnnxNode[] all = [.. others];
        nodes.Clear();
        nodes.AddRange(all);
    }

    /// <summary>Forgets constants that no operation uses.</summary>
    internal void DropUnused()
    {
        var used = nodes.SelectMany(node => node.Inputs).OfType<OnnxValue>().Concat(outputs.Select(port => port.Value)).ToHashSet();
        foreach (var constant in constants.Values.Where(constant => !used.Contains(constant.Value)).ToList())
        {
            constants.Remove(constant.Value);
            constant.Numbers.Dispose();
        }
    }

    /// <summary>Turns all constants into the bytes of the file; after that nothing changes any more.</summary>
    internal void Seal()
    {
        foreach (var constant in constants.Values)
        {
            constant.Seal();
        }
    }

    /// <summary>Forgets the numbers of all constants, which are in the file now. Names, types and shapes stay.</summary>
    internal void DropBytes()
    {
        foreach (var constant in constants.Values)
        {
            constant.DropBytes();
        }
    }

    // The first of a name bears it alone, the next ones with a number; a name that was made so is taken, too.
    internal string NewName(string wanted)
    {
        string name;
        do
        {
            var count = namesTaken[wanted] = namesTaken.GetValueOrDefault(wanted) + 1;
            name = count == 1 ? wanted : FormattableString.Invariant($"{wanted}_{count}");
        }
        while (name != wanted && !namesTaken.TryAdd(name, 1));
        return name;
    }

    private OnnxValue Shared(OnnxType type, ReadOnlySpan<byte> bytes, IReadOnlyList<long> shape, Func<long[], Tensor> make)
    {
        var key = FormattableString.Invariant($"{type} {string.Join(' ', shape)} {Convert.ToBase64String(bytes)}");
        if (constantsByContent.TryGetValue(key, out var known) && constants.ContainsKey(known))
        {
            return known;
        }

        return constantsByContent[key] = Add(NewName("constant"), type, make([.. shape]));
    }
}
