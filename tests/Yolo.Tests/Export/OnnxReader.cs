using System.Text;

namespace Yolo.Tests.Export;

/// <summary>Reads ONNX files by the wire format alone, independently of the writer.</summary>
internal sealed class OnnxReader
{
    private readonly Dictionary<int, List<object>> fields = [];

    private OnnxReader(ReadOnlyMemory<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var tag = Varint(bytes.Span, ref at);
            object value = (tag & 7) switch
            {
                0 => (long)Varint(bytes.Span, ref at),
                2 => Take(bytes, (int)Varint(bytes.Span, ref at), ref at),
                5 => BitConverter.ToSingle(Take(bytes, 4, ref at).Span),
                var kind => throw new InvalidDataException($"wire type {kind}"),
            };
            var list = fields.TryGetValue((int)(tag >> 3), out var known) ? known : fields[(int)(tag >> 3)] = [];
            list.Add(value);
        }
    }

    internal static OnnxReader Open(string path) => new(File.ReadAllBytes(path));

    internal long Number(int field) => (long)fields[field].Single();

    internal string Text(int field) => Texts(field).Single();

    internal IReadOnlyList<string> Texts(int field) => [.. All(field).Select(value => Encoding.UTF8.GetString(((ReadOnlyMemory<byte>)value).Span))];

    internal IReadOnlyList<long> Numbers(int field) => [.. All(field).Cast<long>()];

    internal int Size(int field) => ((ReadOnlyMemory<byte>)fields[field].Single()).Length;

    internal OnnxReader Message(int field) => Messages(field).Single();

    internal IReadOnlyList<OnnxReader> Messages(int field) => [.. All(field).Select(value => new OnnxReader((ReadOnlyMemory<byte>)value))];

    private IEnumerable<object> All(int field) => fields.GetValueOrDefault(field, []);

    private static ReadOnlyMemory<byte> Take(ReadOnlyMemory<byte> bytes, int count, ref int at)
    {
        at += count;
        return bytes.Slice(at - count, count);
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
