using System.Buffers.Binary;

namespace Yolo.Callbacks.Tests;

/// <summary>An independent reader of TensorBoard event files: checks every checksum with a bit-by-bit CRC.</summary>
internal static class EventFile
{
    /// <summary>The events after the version record, which is checked.</summary>
    public static List<Proto> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.ToArray().AsSpan();
        var events = new List<Proto>();
        while (!bytes.IsEmpty)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]), Is.EqualTo(Masked(bytes[..8])), "checksum of the length");
            var data = bytes.Slice(12, length);
            Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(bytes[(12 + length)..]), Is.EqualTo(Masked(data)), "checksum of the data");
            events.Add(new(data));
            bytes = bytes[(16 + length)..];
        }

        Assert.That(events[0].Text(3), Is.EqualTo("brain.Event:2"));
        return events[1..];
    }

    /// <summary>Tag, step and value of all scalars.</summary>
    public static List<(string Tag, long Step, float Value)> Scalars(string path) =>
        [.. Values(path).Where(v => v.Value.Has(2)).Select(v => (v.Value.Text(1), v.Step, v.Value.Float(2)))];

    public static IEnumerable<(long Step, Proto Value)> Values(string path) => Read(path).SelectMany(e => e.Message(5).Messages(1).Select(v => (e.Integer(2), v)));

    public static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78);
            }
        }

        return ~crc;
    }

    private static uint Masked(ReadOnlySpan<byte> data)
    {
        var crc = Crc(data);
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
    }
}
