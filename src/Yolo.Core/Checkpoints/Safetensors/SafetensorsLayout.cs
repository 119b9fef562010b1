using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace Yolo.Checkpoints.Safetensors;

/// <summary>Lays a safetensors file out: the widest types first, so that every tensor is aligned to its element size.</summary>
internal sealed class SafetensorsLayout
{
    private const int HeaderAlignment = 8;

    private readonly List<(string Name, TensorData Tensor)> _tensors = [];
    private readonly IReadOnlyDictionary<string, string>? _metadata;

    internal SafetensorsLayout(
        IEnumerable<KeyValuePair<string, TensorData>> tensors, IReadOnlyDictionary<string, string>? metadata, CheckpointSource source)
    {
        _metadata = metadata;
        var names = new HashSet<string> { SafetensorsHeader.MetadataKey };
        foreach (var (name, tensor) in tensors)
        {
            if (!names.Add(name))
            {
                throw source.Error(null, $"two tensors are to have the key {Printable.Quote(name)}, or it is reserved", "Give every tensor a name of its own");
            }

            _tensors.Add((name, tensor));
        }
    }

    internal void WriteTo(Stream stream)
    {
        var ordered = _tensors.OrderByDescending(item => item.Tensor.Type.Size()).ToList();
        var header = Header(ordered);
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach (var (_, tensor) in ordered)
        {
            stream.Write(tensor.Bytes.Span);
        }
    }

    private ReadOnlySpan<byte> Header(List<(string Name, TensorData Tensor)> ordered)
    {
        var begins = new Dictionary<string, long>();
        long position = 0;
        foreach (var (name, tensor) in ordered)
        {
            begins.Add(name, position);
            position += tensor.Bytes.Length;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteMetadata(json);

            // The order of the header is the order that readers give back: that of the caller.
            foreach (var (name, tensor) in _tensors)
            {
                WriteTensor(json, name, tensor, begins[name]);
            }

            json.WriteEndObject();
        }

        var padding = -buffer.WrittenCount & (HeaderAlignment - 1);
        buffer.Write("       "u8[..padding]);
        return buffer.WrittenSpan;
    }

    private void WriteMetadata(Utf8JsonWriter json)
    {
        if (_metadata is null || _metadata.Count == 0)
        {
            return;
        }

        json.WriteStartObject(SafetensorsHeader.MetadataKey);
        foreach (var (name, text) in _metadata)
        {
            json.WriteString(name, text);
        }

        json.WriteEndObject();
    }

    private static void WriteTensor(Utf8JsonWriter json, string name, TensorData tensor, long begin)
    {
        json.WriteStartObject(name);
        json.WriteString("dtype", tensor.Type.SafetensorsName());
        json.WriteStartArray("shape");
        foreach (var length in tensor.Shape)
        {
            json.WriteNumberValue(length);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(begin + tensor.Bytes.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
