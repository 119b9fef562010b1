using System.Buffers.Binary;
using System.Text.Json;

namespace Yolo.Tests;

/// <summary>Reads golden files: tensors by name and the metadata, apart from the product's own reader.</summary>
internal sealed class GoldenFile
{
    private readonly byte[] content;
    private readonly JsonElement header;
    private readonly int dataStart;

    public GoldenFile(string path)
    {
        content = File.ReadAllBytes(path);
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(content);
        dataStart = 8 + length;
        using var document = JsonDocument.Parse(content.AsMemory(8, length));
        header = document.RootElement.Clone();
    }

    public IEnumerable<string> Names => header.EnumerateObject().Select(entry => entry.Name).Where(name => name != "__metadata__");

    public string Metadata(string key) => header.GetProperty("__metadata__").GetProperty(key).GetString()!;

    public int[] Shape(string name) => [.. header.GetProperty(name).GetProperty("shape").EnumerateArray().Select(side => side.GetInt32())];

    public ReadOnlySpan<byte> Bytes(string name)
    {
        var offsets = header.GetProperty(name).GetProperty("data_offsets");
        int start = offsets[0].GetInt32();
        return content.AsSpan(dataStart + start, offsets[1].GetInt32() - start);
    }
}
