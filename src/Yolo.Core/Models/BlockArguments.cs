using Yolo.Modules;

namespace Yolo.Models;

/// <summary>The arguments of a block, in the order of its constructor, with their types checked.</summary>
public sealed class BlockArguments
{
    private readonly string place;

    internal BlockArguments(IReadOnlyList<object?> values, ModelSpec spec, string place)
    {
        Values = values;
        Spec = spec;
        this.place = place;
    }

    /// <summary>The values: null, bool, int, double, string, or lists of them.</summary>
    public IReadOnlyList<object?> Values { get; }

    /// <summary>The network that the block becomes a part of.</summary>
    public ModelSpec Spec { get; }

    /// <summary>Whether class layers of the head are plain convolutions, as before the blocks of generation 10.</summary>
    internal bool LegacyHead { get; init; }

    /// <summary>A whole number.</summary>
    /// <param name="index">Which argument, from 0.</param>
    /// <param name="fallback">What holds if it is absent or null; without one, that is an error.</param>
    /// <exception cref="ModelSpecException">It is missing or of another type.</exception>
    public int WholeNumber(int index, int? fallback = null) =>
        At(index) is { } value ? AsWhole(value, index) : fallback ?? throw Missing(index, "a whole number");

    /// <summary>A number.</summary>
    /// <inheritdoc cref="WholeNumber"/>
    public double Number(int index, double? fallback = null) => At(index) switch
    {
        null => fallback ?? throw Missing(index, "a number"),
        double number => number,
        var other => AsWhole(other, index),
    };

    /// <summary>True or false.</summary>
    /// <inheritdoc cref="WholeNumber"/>
    public bool Flag(int index, bool? fallback = null) => At(index) switch
    {
        null => fallback ?? throw Missing(index, "true or false"),
        bool flag => flag,
        int number => number != 0,
        _ => throw Wrong(index, "true or false"),
    };

    /// <summary>Text.</summary>
    /// <inheritdoc cref="WholeNumber"/>
    public string Text(int index, string? fallback = null) => At(index) switch
    {
        null => fallback ?? throw Missing(index, "text"),
        string text => text,
        _ => throw Wrong(index, "text"),
    };

    /// <summary>A kernel, stride or padding: a whole number, or a list of two (height, width). Null if absent.</summary>
    /// <param name="index">Which argument, from 0.</param>
    /// <exception cref="ModelSpecException">It is of another type.</exception>
    public Extent? Extent(int index) => At(index) switch
    {
        null => null,
        IReadOnlyList<object?> { Count: 2 } pair => new Extent(AsWhole(pair[0], index), AsWhole(pair[1], index)),
        var value => AsWhole(value, index),
    };

    /// <summary>A list of whole numbers; empty if absent.</summary>
    /// <inheritdoc cref="Extent"/>
    public IReadOnlyList<int> WholeNumbers(int index) => At(index) switch
    {
        null => [],
        IReadOnlyList<object?> list => [.. list.Select(value => AsWhole(value, index))],
        var value => [AsWhole(value, index)],
    };

    /// <summary>A list of lists of whole numbers; empty if absent.</summary>
    /// <inheritdoc cref="Extent"/>
    public IReadOnlyList<IReadOnlyList<int>> Lists(int index) => At(index) switch
    {
        null => [],
        IReadOnlyList<object?> lists when lists.All(list => list is IReadOnlyList<object?>) =>
            [.. lists.Select(list => (IReadOnlyList<int>)[.. ((IReadOnlyList<object?>)list!).Select(value => AsWhole(value, index))])],
        _ => throw Wrong(index, "a list of lists"),
    };

    /// <summary>An activation: absent, null or true mean the default of the network (null), false none, a name that one.</summary>
    /// <inheritdoc cref="Extent"/>
    public Activation? Activation(int index)
    {
        switch (At(index))
        {
            case null or true:
                return null;
            case false:
                return Modules.Activation.Identity;
            case string text:
                try
                {
                    return Modules.Activation.Parse(text);
                }
                catch (FormatException error)
                {
                    throw new ModelSpecException($"{place}: {error.Message}", error);
                }

            default:
                throw Wrong(index, "an activation");
        }
    }

    /// <summary>An error about the block as a whole, which names file, line and block.</summary>
    public ModelSpecException Error(string message) => new($"{place}: {message}");

    private object? At(int index) => index < Values.Count ? Values[index] : null;

    private int AsWhole(object? value, int index) => value is int number ? number : throw Wrong(index, "a whole number");

    private ModelSpecException Missing(int index, string what) =>
        Error(FormattableString.Invariant($"argument {index + 1} is missing; it must be {what}. Given: {SpecReader.Show(Values)}."));

    private ModelSpecException Wrong(int index, string what) =>
        Error(FormattableString.Invariant($"argument {index + 1} must be {what}, not '{SpecReader.Show(At(index))}'. Given: {SpecReader.Show(Values)}."));
}
