using System.Collections;
using Yolo.Checkpoints.Pickle;

namespace Yolo.Checkpoints;

/// <summary>Between the values that programs hold (dictionaries, lists, numbers, texts, tensors) and those of a pickle.</summary>
internal static class PlainValues
{
    /// <summary>As a pickle holds it.</summary>
    /// <param name="value">
    /// null, a truth value, an integer, a floating-point number, a string, bytes, a <see cref="TensorData"/>, a value of a pickle, a
    /// dictionary or a list of such values.
    /// </param>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public static object? ToGraph(object? value) => value switch
    {
        null or bool or long or double or string or byte[] or DType or TensorData => value,
        PickleDictionary or PickleList or PickleTuple or PickleSet or PickleObject or PickleGlobal or TorchSize => value,
        int or short or byte or uint => Convert.ToInt64(value, null),
        float number => (double)number,
        IEnumerable<KeyValuePair<string, object?>> pairs => Dictionary(pairs.Select(pair => ((object?)pair.Key, pair.Value))),
        IDictionary pairs => Dictionary(pairs.Keys.Cast<object>().Select(key => (ToGraph(key), pairs[key]))),
        IEnumerable items => new PickleList(items.Cast<object?>().Select(ToGraph)),
        _ => throw new ArgumentException($"A checkpoint cannot hold a {value.GetType().Name}; it holds numbers, texts, bytes, tensors, and dictionaries and lists of them.", nameof(value)),
    };

    /// <summary>As programs hold it: dictionaries with text keys as <c>Dictionary&lt;string, object?&gt;</c>, lists and tuples as lists, the rest as it is.</summary>
    /// <param name="value">A value of a pickle, without cycles.</param>
    public static object? FromGraph(object? value) => value switch
    {
        PickleDictionary dictionary => FromGraph(dictionary) is var texts && texts.Count == dictionary.Count
            ? texts
            : dictionary.ToDictionary(pair => pair.Key ?? "None", pair => FromGraph(pair.Value)),
        TorchSize size => size.Lengths.Select(length => (object?)length).ToList(),
        IReadOnlyList<object?> list => FromList(list),
        _ => value,
    };

    /// <summary>The pairs of a dictionary whose keys are text, as programs hold them, in order.</summary>
    /// <param name="dictionary">A dictionary of a pickle, without cycles; pairs with other keys are left out.</param>
    public static Dictionary<string, object?> FromGraph(PickleDictionary dictionary)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        var result = new Dictionary<string, object?>(dictionary.Count, StringComparer.Ordinal);
        foreach (var (key, value) in dictionary)
        {
            if (key is string text)
            {
                result.Add(text, FromGraph(value));
            }
        }

        return result;
    }

    private static List<object?> FromList(IReadOnlyList<object?> list)
    {
        var result = new List<object?>(list.Count);
        foreach (var item in list)
        {
            result.Add(FromGraph(item));
        }

        return result;
    }

    private static PickleDictionary Dictionary(IEnumerable<(object? Key, object? Value)> pairs)
    {
        var result = new PickleDictionary();
        foreach (var (key, value) in pairs)
        {
            result.Add(key, ToGraph(value));
        }

        return result;
    }
}
