using System.Buffers.Binary;
using System.Text;

namespace Yolo.Callbacks.Tests;

/// <summary>An independent reader of protocol-buffer messages: fields by number, as they come.</summary>
internal sealed class Proto
{
    private readonly List<(int Field, ulong Number, byte[] Bytes)> _fields = [];

    public Proto(ReadOnlySpan<byte> message)
    {
        while (!message.IsEmpty)
        {
            var tag = Varint(ref message);
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    _fields.Add((field, Varint(ref message), []));
                    break;
                case 1:
                    _fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(message), []));
                    message = message[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref message);
                    _fields.Add((field, 0, message[..length].ToArray()));
                    message = message[length..];
                    break;
                case 5:
                    _fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(message), []));
                    message = message[4..];
                    break;
                default:
                    throw new InvalidDataException($"wire type {tag & 7}");
            }
        }
    }

    public bool Has(int field) => _fields.Exists(f => f.Field == field);

    public long Integer(int field) => (long)Single(field).Number;

    public double Double(int field) => BitConverter.UInt64BitsToDouble(Single(field).Number);

    public float Float(int field) => BitConverter.UInt32BitsToSingle((uint)Single(field).Number);

    public byte[] Bytes(int field) => Single(field).Bytes;

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    public Proto Message(int field) => new(Bytes(field));

    public IEnumerable<Proto> Messages(int field) => _fields.Where(f => f.Field == field).Select(f => new Proto(f.Bytes));

    public double[] Doubles(int field) => [.. Bytes(field).Chunk(8).Select(b => BitConverter.ToDouble(b))];

    private (int Field, ulong Number, byte[] Bytes) Single(int field) => _fields.Single(f => f.Field == field);

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var b = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }
    }
}
