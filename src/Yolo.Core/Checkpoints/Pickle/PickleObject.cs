namespace Yolo.Checkpoints.Pickle;

/// <summary>An object that Python would make by calling something; here it is only a description, and nothing is called.</summary>
/// <remarks>
/// Values in such a graph are: null (None), <see cref="bool"/>, <see cref="long"/>, <see cref="System.Numerics.BigInteger"/> beyond 64 bits,
/// <see cref="double"/>, <see cref="string"/>, <c>byte[]</c>, <see cref="PickleList"/>, <see cref="PickleTuple"/>, <see cref="PickleDictionary"/>,
/// <see cref="PickleSet"/>, <see cref="PickleGlobal"/>, <see cref="PickleObject"/>, <see cref="TorchSize"/>, <see cref="TorchDevice"/>,
/// <see cref="DType"/>, <see cref="TensorData"/> and <see cref="TensorStorage"/>. Graphs may share parts and contain cycles.
/// </remarks>
internal sealed class PickleObject
{
    /// <summary>Makes a description.</summary>
    /// <param name="callable">The class or function: a <see cref="PickleGlobal"/>, or another object of the graph.</param>
    /// <param name="arguments">Its positional arguments.</param>
    /// <param name="construction">Whether it is called, or its <c>__new__</c>.</param>
    public PickleObject(object callable, PickleTuple arguments, PickleConstruction construction = PickleConstruction.Call)
    {
        Callable = callable;
        Arguments = arguments;
        Construction = construction;
    }

    /// <summary>The class or function: a <see cref="PickleGlobal"/>, or (in strange files) another object of the graph.</summary>
    public object Callable { get; }

    /// <summary>The positional arguments.</summary>
    public PickleTuple Arguments { get; }

    /// <summary>The named arguments, or null.</summary>
    public PickleDictionary? NamedArguments { get; init; }

    /// <summary>Whether the callable is called, or its <c>__new__</c>.</summary>
    public PickleConstruction Construction { get; }

    /// <summary>The state set after construction, usually the attributes; null if none.</summary>
    public object? State { get; set; }

    /// <summary>Elements appended to it, where the class is a kind of list; null if none.</summary>
    public PickleList? Elements { get; set; }

    /// <summary>Pairs set on it, where the class is a kind of dictionary; null if none.</summary>
    public PickleDictionary? Items { get; set; }

    /// <summary>The class, or null where the callable is not a plain name.</summary>
    public PickleGlobal? Class => Callable as PickleGlobal;

    /// <summary>The state as a dictionary of attributes, or null where it is not one. Of a (attributes, slots) pair: the attributes.</summary>
    public PickleDictionary? Attributes => State switch
    {
        PickleDictionary attributes => attributes,
        PickleTuple { Count: 2 } pair => pair[0] as PickleDictionary,
        _ => null,
    };

    /// <summary>The name of the class, for messages.</summary>
    public override string ToString() => Class?.FullName ?? "(computed callable)";
}
