using System.Buffers.Binary;

namespace Yolo.Checkpoints.Pickle;

/// <summary>NumPy's numbers: older checkpoints hold their fitness as one. They become plain numbers.</summary>
internal static class NumpyScalar
{
    /// <summary>Reads (dtype, bytes); null where that is not a plain number.</summary>
    internal static object? Read(PickleTuple arguments, PickleBuilder builder)
    {
        if (arguments is not [PickleObject { Class.FullName: "numpy.dtype", Arguments: [string code, ..] } dtype, byte[] bytes]
            || bytes.Length > sizeof(double) || code != $"{code[..Math.Min(1, code.Length)]}{bytes.Length}")
        {
            return null;
        }

        builder.Budget.Charge(24);
        Span<byte> little = stackalloc byte[sizeof(double)];
        bytes.CopyTo(little);
        if (dtype.State is PickleTuple { Count: > 1 } state && state[1] is ">")
        {
            little[..bytes.Length].Reverse();
        }

        return code switch
        {
            "b1" => PickleBoxes.Of(little[0] != 0),
            "i1" => PickleBoxes.Of((sbyte)little[0]),
            "i2" => PickleBoxes.Of(BinaryPrimitives.ReadInt16LittleEndian(little)),
            "i4" => PickleBoxes.Of(BinaryPrimitives.ReadInt32LittleEndian(little)),
            "i8" => PickleBoxes.Of(BinaryPrimitives.ReadInt64LittleEndian(little)),
            "u1" or "u2" or "u4" => PickleBoxes.Of(BinaryPrimitives.ReadInt64LittleEndian(little)),
            "f2" => (double)BinaryPrimitives.ReadHalfLittleEndian(little),
            "f4" => (double)BinaryPrimitives.ReadSingleLittleEndian(little),
            "f8" => BinaryPrimitives.ReadDoubleLittleEndian(little),
            _ => null,
        };
    }
}
