using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Yolo.Checkpoints.Safetensors;

/// <summary>The JSON header of a safetensors file, checked against the bytes that follow it.</summary>
internal sealed class SafetensorsHeader
{
    internal const string MetadataKey = "__metadata__";

    private const int PrefixSize = sizeof(ulong);

    /// <summary>The reference implementation's own limit.</summary>
    private const int LongestHeader = 100_000_000;

    private readonly CheckpointSource _source;
    private readonly ReadOnlyMemory<byte> _tensorBytes;
    private readonly OrderedDictionary<string, TensorData> _tensors = [];
    private readonly OrderedDictionary<string, string> _metadata = [];
    private readonly List<(long Begin, long End, string Name)> _ranges = [];
    private readonly MemoryBudget _budget;

    private SafetensorsHeader(CheckpointSource source, ReadOnlyMemory<byte> tensorBytes, MemoryBudget budget)
    {
        _source = source;
        _tensorBytes = tensorBytes;
        _budget = budget;
    }

    internal IReadOnlyDictionary<string, TensorData> Tensors => _tensors;

    internal IReadOnlyDictionary<string, string> Metadata => _metadata;

    internal static SafetensorsHeader Read(ReadOnlyMemory<byte> data, CheckpointSource source)
    {
        if (data.Length < PrefixSize)
        {
            throw source.Error(0, $"a safetensors file starts with 8 bytes of length, and this one has {data.Length} bytes");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(data.Span);
        if (length > LongestHeader || length > (ulong)(data.Length - PrefixSize))
        {
            throw source.Error(0, $"a header of {length} bytes is announced, and {data.Length - PrefixSize} bytes are left");
        }

        var json = data.Span.Slice(PrefixSize, (int)length);
        var header = new SafetensorsHeader(source, data[(PrefixSize + (int)length)..], new MemoryBudget(data.Length, source));
        try
        {
            header.Parse(json);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            throw source.Error(PrefixSize, $"the header is not valid JSON: {Printable.Text(error.Message).TrimEnd('.')}", inner: error);
        }

        header.CheckRanges();
        return header;
    }

    private void Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
        Expect(ref reader, JsonTokenType.StartObject, "an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            _budget.Charge(512);
            var name = Text(ref reader);
            if (name == MetadataKey)
            {
                ParseMetadata(ref reader);
            }
            else if (!_tensors.TryAdd(name, ParseTensor(ref reader, name)))
            {
                throw _source.Error(PrefixSize + reader.TokenStartIndex, $"the header names the tensor {Printable.Quote(name)} twice");
            }
        }

        // Padding behind the object may be spaces; the reader refuses anything else.
        while (reader.Read())
        {
        }
    }

    private void ParseMetadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader);
            Expect(ref reader, JsonTokenType.String, "text");
            if (!_metadata.TryAdd(name, Text(ref reader)))
            {
                throw _source.Error(PrefixSize + reader.TokenStartIndex, $"the metadata names {Printable.Quote(name)} twice");
            }
        }
    }

    private TensorData ParseTensor(ref Utf8JsonReader reader, string name)
    {
        Expect(ref reader, JsonTokenType.StartObject, "an object");
        DType? type = null;
        long[]? shape = null;
        long[]? range = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = Text(ref reader);
            switch (field)
            {
                case "dtype" when type is null: type = ParseType(ref reader, name); break;
                case "shape" when shape is null: shape = ParseNumbers(ref reader, TensorLayout.MaximumDimensions); break;
                case "data_offsets" when range is null: range = ParseNumbers(ref reader, 2); break;
                default: throw _source.Error(PrefixSize + reader.TokenStartIndex, $"tensor {Printable.Quote(name)} has an unexpected field {Printable.Quote(field)}");
            }
        }

        if (type is null || shape is null || range is not { Length: 2 })
        {
            throw _source.Error(PrefixSize + reader.TokenStartIndex, $"tensor {Printable.Quote(name)} lacks its dtype, shape or data_offsets");
        }

        return Tensor(name, type.Value, shape, range);
    }

    private TensorData Tensor(string name, DType type, long[] shape, long[] range)
    {
        var (begin, end) = (range[0], range[1]);
        if (begin < 0 || end < begin || end > _tensorBytes.Length)
        {
            throw _source.Error(null, $"tensor {Printable.Quote(name)} lies at {begin} to {end}, outside the {_tensorBytes.Length} bytes of tensors");
        }

        if (!TensorLayout.TryCount(shape, out var count) || count * type.Size() != end - begin)
        {
            throw _source.Error(null, $"tensor {Printable.Quote(name)} of type {type} and shape {TensorLayout.Show(shape)} does not take the {end - begin} bytes it has");
        }

        _ranges.Add((begin, end, name));
        var storage = new TensorStorage(name, type, _tensorBytes[(int)begin..(int)end]);
        return new TensorData(storage, 0, [.. shape], TensorLayout.RowMajor(shape));
    }

    private DType ParseType(ref Utf8JsonReader reader, string name)
    {
        Expect(ref reader, JsonTokenType.String, "text");
        var text = Text(ref reader);
        return DTypes.TryFromSafetensors(text, out var type)
            ? type
            : throw _source.Error(PrefixSize + reader.TokenStartIndex, $"tensor {Printable.Quote(name)} has the unsupported type {Printable.Quote(text)}",
                "Save it with one of BOOL, U8, I8, I16, I32, I64, F16, BF16, F32, F64");
    }

    private long[] ParseNumbers(ref Utf8JsonReader reader, int most)
    {
        var numbers = new List<long>();
        Expect(ref reader, JsonTokenType.StartArray, "an array");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0 || numbers.Count == most)
            {
                throw _source.Error(PrefixSize + reader.TokenStartIndex, "the header holds a shape or range that is not a short list of whole numbers");
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    /// <summary>The format forbids overlaps and gaps: every byte belongs to exactly one tensor.</summary>
    private void CheckRanges()
    {
        _ranges.Sort();
        var position = 0L;
        foreach (var (begin, end, name) in _ranges)
        {
            if (begin != position)
            {
                throw _source.Error(null, $"tensor {Printable.Quote(name)} starts at {begin}, {(begin < position ? "inside another, which ends" : "after a gap since")} at {position}");
            }

            position = end;
        }

        if (position != _tensorBytes.Length)
        {
            throw _source.Error(null, $"the tensors end at {position}, and the file has {_tensorBytes.Length} bytes for them");
        }
    }

    private void Expect(ref Utf8JsonReader reader, JsonTokenType token, string what)
    {
        if (!reader.Read() || reader.TokenType != token)
        {
            throw _source.Error(PrefixSize + reader.TokenStartIndex, $"the header has {reader.TokenType} where {what} should stand");
        }
    }

    private string Text(ref Utf8JsonReader reader)
    {
        _budget.Charge(24 + (2L * reader.ValueSpan.Length));
        return reader.GetString()!;
    }
}
