using System.Globalization;

namespace Yolo.Callbacks;

/// <summary>Reads values of a restored state, whatever numeric type the checkpoint format made of them.</summary>
public static class CallbackState
{
    /// <summary>A number.</summary>
    /// <exception cref="InvalidDataException">There is no such entry, or it is no number.</exception>
    public static double ReadDouble(IReadOnlyDictionary<string, object?> state, string name) => Read(state, name, v => Convert.ToDouble(v, CultureInfo.InvariantCulture), "a number");

    /// <summary>A number, or null where null was saved.</summary>
    /// <exception cref="InvalidDataException">There is no such entry, or it is no number.</exception>
    public static double? ReadNullableDouble(IReadOnlyDictionary<string, object?> state, string name) =>
        Find(state, name) is null ? null : ReadDouble(state, name);

    /// <summary>A whole number.</summary>
    /// <exception cref="InvalidDataException">There is no such entry, or it is no whole number that fits.</exception>
    public static int ReadInt(IReadOnlyDictionary<string, object?> state, string name) => Read(state, name, v => Convert.ToInt32(v, CultureInfo.InvariantCulture), "a whole number");

    /// <summary>Numbers, from any sequence of numbers.</summary>
    /// <exception cref="InvalidDataException">There is no such entry, or it is no sequence of numbers.</exception>
    public static double[] ReadDoubles(IReadOnlyDictionary<string, object?> state, string name) => Read(
        state,
        name,
        v => v is System.Collections.IEnumerable items and not string
            ? items.Cast<object>().Select(item => Convert.ToDouble(item, CultureInfo.InvariantCulture)).ToArray()
            : throw new InvalidCastException(),
        "a sequence of numbers");

    /// <summary>A dictionary, of whatever type the checkpoint format made.</summary>
    /// <exception cref="InvalidDataException">There is no such entry, or it is no dictionary.</exception>
    public static IReadOnlyDictionary<string, object?> ReadDictionary(IReadOnlyDictionary<string, object?> state, string name) => Read(
        state,
        name,
        v => v switch
        {
            IReadOnlyDictionary<string, object?> dictionary => dictionary,
            System.Collections.IDictionary other => other.Keys.Cast<object>().ToDictionary(key => (string)key, key => other[key]),
            _ => throw new InvalidCastException(),
        },
        "a dictionary");

    private static T Read<T>(IReadOnlyDictionary<string, object?> state, string name, Func<object, T> convert, string expected)
    {
        var value = Find(state, name);
        try
        {
            return convert(value ?? throw new InvalidCastException());
        }
        catch (Exception thrown) when (thrown is InvalidCastException or FormatException or OverflowException)
        {
            var found = value is null ? "null" : $"'{value}' ({TypeName.Of(value.GetType())})";
            throw new InvalidDataException($"The saved callback state holds {found} under '{name}', where {expected} belongs.", thrown);
        }
    }

    private static object? Find(IReadOnlyDictionary<string, object?> state, string name)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.TryGetValue(name, out var value)
            ? value
            : throw new InvalidDataException($"The saved callback state lacks '{name}'; it holds: {string.Join(", ", state.Keys)}.");
    }
}
