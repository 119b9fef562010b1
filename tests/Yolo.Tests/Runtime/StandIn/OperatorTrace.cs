using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Yolo.Tests.Runtime.StandIn;

/// <summary>Which operators libtorch is asked for, with the devices of their arguments and results: its own execution trace, read.</summary>
internal static unsafe partial class OperatorTrace
{
    private const int Backward = 1;

    // Their results, or the shapes of these, depend on numbers, which a GPU has to give out first.
    private static readonly HashSet<string> Looking = new(StringComparer.Ordinal)
    {
        "aten::item", "aten::_local_scalar_dense", "aten::is_nonzero", "aten::equal", "aten::allclose", "aten::nonzero", "aten::nonzero_numpy", "aten::argwhere", "aten::masked_select",
        "aten::unique_dim", "aten::unique_consecutive", "aten::_unique", "aten::_unique2", "aten::bincount", "aten::repeat_interleave",
    };

    // These do so if one of their arguments is a mask.
    private static readonly HashSet<string> Masking = new(StringComparer.Ordinal) { "aten::index", "aten::index_put", "aten::index_put_", "aten::_index_put_impl_" };

    /// <summary>Makes ready to record into a file; nothing is recorded yet.</summary>
    internal static void Open(string path)
    {
        var text = Encoding.UTF8.GetBytes(path);
        fixed (byte* bytes = text)
        {
            // A string of the C++ library: where its text is, its length, and room that is not used here.
            var name = stackalloc nint[4] { (nint)bytes, text.Length, text.Length, 0 };
            Open(name);
        }
    }

    /// <summary>Begins to record.</summary>
    [LibraryImport("torch_cpu", EntryPoint = "_ZN5torch8profiler4impl28enableExecutionTraceObserverEv")]
    internal static partial void Begin();

    /// <summary>Stops recording.</summary>
    [LibraryImport("torch_cpu", EntryPoint = "_ZN5torch8profiler4impl29disableExecutionTraceObserverEv")]
    internal static partial void End();

    /// <summary>Writes the file to its end.</summary>
    [LibraryImport("torch_cpu", EntryPoint = "_ZN5torch8profiler4impl28removeExecutionTraceObserverEv")]
    internal static partial void Close();

    /// <summary>The operators that a program, or a backward pass, asked for and that had to look at numbers of a device: names, in their order.</summary>
    internal static List<string> Reads(string path)
    {
        using var trace = JsonDocument.Parse(File.ReadAllBytes(path));
        var nodes = trace.RootElement.GetProperty("nodes").EnumerateArray().ToDictionary(node => node.GetProperty("id").GetInt64());
        return [.. nodes.Values.Where(node => IsOperator(node) && IsAskedFor(node, nodes) && IsRead(node)).Select(Name)];
    }

    private static bool IsRead(JsonElement node)
    {
        var (given, made) = (node.GetProperty("inputs"), node.GetProperty("outputs"));
        return Devices(given).Contains("lazy:0") && (Looking.Contains(Name(node)) || Devices(made).Contains("cpu") || (Masking.Contains(Name(node)) && HasMask(given)));
    }

    private static bool HasMask(JsonElement arguments) =>
        arguments.GetProperty("types").EnumerateArray().Skip(1).Any(type => type.GetString() is { } text && (text.Contains("bool", StringComparison.Ordinal) || text.Contains("unsigned char", StringComparison.Ordinal)) && text.Contains("Tensor", StringComparison.Ordinal));

    // A tensor is [number, number of its memory, offset, elements, bytes of one, device], also within lists.
    private static HashSet<string> Devices(JsonElement arguments)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Collect(arguments.GetProperty("values"), found);
        return found;
    }

    private static void Collect(JsonElement value, HashSet<string> found)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        if (value.GetArrayLength() == 6 && value[5].ValueKind == JsonValueKind.String)
        {
            found.Add(value[5].GetString()!);
            return;
        }

        foreach (var entry in value.EnumerateArray())
        {
            Collect(entry, found);
        }
    }

    private static bool IsOperator(JsonElement node) => Name(node).StartsWith("aten::", StringComparison.Ordinal);

    private static bool IsAskedFor(JsonElement node, Dictionary<long, JsonElement> nodes)
    {
        while (nodes.TryGetValue(node.GetProperty("ctrl_deps").GetInt64(), out var parent) && parent.GetProperty("id").GetInt64() != node.GetProperty("id").GetInt64())
        {
            if (IsOperator(parent) || (Scope(parent) != Backward && !Name(parent).StartsWith('[')))
            {
                return false;
            }

            node = parent;
        }

        return true;
    }

    private static int Scope(JsonElement node) =>
        node.GetProperty("attrs").EnumerateArray().Where(attribute => attribute.GetProperty("name").GetString() == "scope").Select(attribute => attribute.GetProperty("value").GetInt32()).FirstOrDefault();

    private static string Name(JsonElement node) => node.GetProperty("name").GetString()!;

    [LibraryImport("torch_cpu", EntryPoint = "_ZN5torch8profiler4impl25addExecutionTraceObserverERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE")]
    [return: MarshalAs(UnmanagedType.U1)]
    private static partial bool Open(nint* path);
}
