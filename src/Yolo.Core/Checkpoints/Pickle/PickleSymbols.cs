using System.Text;

namespace Yolo.Checkpoints.Pickle;

/// <summary>The fixed table of plain Python's names whose calls are understood and carried out by us. All others stay descriptions.</summary>
internal class PickleSymbols
{
    private static readonly Dictionary<string, Func<PickleTuple, PickleBuilder, object?>> Table =
        new()
        {
            ["collections.OrderedDict"] = OrderedDict,
            ["builtins.set"] = (arguments, builder) => Set(arguments, builder, isFrozen: false),
            ["builtins.frozenset"] = (arguments, builder) => Set(arguments, builder, isFrozen: true),
            ["builtins.bytes"] = (arguments, _) => arguments.Count == 0 ? Array.Empty<byte>() : null,
            ["_codecs.encode"] = Encode,
            ["copyreg._reconstructor"] = Reconstruct,
            ["copyreg.__newobj_ex__"] = (arguments, builder) => arguments.Count == 3 ? builder.New([.. arguments]) : null,
            ["pathlib.Path"] = Posix,
            ["pathlib.PosixPath"] = Posix,
            ["pathlib.PurePosixPath"] = Posix,
            ["pathlib.WindowsPath"] = Windows,
            ["pathlib.PureWindowsPath"] = Windows,
            ["numpy.core.multiarray.scalar"] = NumpyScalar.Read,
        };

    private static readonly HashSet<string> Harmless = ["builtins.object", "builtins.bytearray", "numpy.dtype"];

    /// <summary>Whether a name is in the table, or is known to be data and nothing else.</summary>
    internal static bool Understands(PickleGlobal global) => Table.ContainsKey(global.FullName) || Harmless.Contains(global.FullName);

    /// <summary>What a name stands for where it is not called.</summary>
    internal virtual object Name(PickleGlobal global) => global;

    /// <summary>The value of a call, or null where the name or its arguments are not understood.</summary>
    internal virtual object? Call(PickleGlobal callable, PickleTuple arguments, PickleBuilder builder) =>
        Table.TryGetValue(callable.FullName, out var call) ? call(arguments, builder) : null;

    /// <summary>What an object outside the pickle stands for.</summary>
    internal virtual object Persistent(object? id, PickleBuilder builder) =>
        throw builder.Input.Fail("it refers to an object outside the pickle", CheckpointSource.Resave);

    private static PickleDictionary? OrderedDict(PickleTuple arguments, PickleBuilder builder)
    {
        if (arguments.Count == 0)
        {
            return builder.Dict([], isOrdered: true);
        }

        if (arguments is not [IReadOnlyList<object?> pairs])
        {
            return null;
        }

        var dict = builder.Dict([], isOrdered: true);
        foreach (var pair in pairs)
        {
            if (pair is not IReadOnlyList<object?> { Count: 2 } both)
            {
                return null;
            }

            builder.SetItems([both[0], both[1]], dict);
        }

        return dict;
    }

    private static PickleSet? Set(PickleTuple arguments, PickleBuilder builder, bool isFrozen)
    {
        if (arguments is not ([] or [IReadOnlyList<object?>]))
        {
            return null;
        }

        var set = builder.Set([], isFrozen);
        foreach (var item in arguments.Count == 0 ? [] : (IReadOnlyList<object?>)arguments[0]!)
        {
            builder.AddItems([item], set);
        }

        return set;
    }

    /// <summary>Protocols 0 to 2 have no bytes; Python 3 writes them as text of one character per byte.</summary>
    private static byte[]? Encode(PickleTuple arguments, PickleBuilder builder)
    {
        if (arguments is not [string text, "latin1" or "latin-1"])
        {
            return null;
        }

        builder.Budget.Charge(24 + text.Length);
        return text.AsSpan().IndexOfAnyExceptInRange('\0', '\xff') < 0
            ? Encoding.Latin1.GetBytes(text)
            : throw builder.Input.Fail("bytes hold a character beyond 255");
    }

    private static object? Reconstruct(PickleTuple arguments, PickleBuilder builder) =>
        arguments is [PickleGlobal, PickleGlobal { FullName: "builtins.object" }, null] ? builder.New([arguments[0], PickleTuple.Empty]) : null;

    private static string? Posix(PickleTuple arguments, PickleBuilder builder) => Join(arguments, '/', builder);

    private static string? Windows(PickleTuple arguments, PickleBuilder builder) => Join(arguments, '\\', builder);

    private static string? Join(PickleTuple arguments, char separator, PickleBuilder builder)
    {
        var path = new StringBuilder();
        foreach (var argument in arguments)
        {
            if (argument is not string part)
            {
                return null;
            }

            builder.Budget.Charge(32 + (4L * part.Length));
            if (path.Length > 0 && path[^1] != separator)
            {
                path.Append(separator);
            }

            path.Append(part);
        }

        return path.Length == 0 ? "." : path.ToString();
    }
}
