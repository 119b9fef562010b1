using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;

namespace Yolo.Checkpoints;

/// <summary>The arithmetic of shapes, strides and element bytes.</summary>
internal static class TensorLayout
{
    internal const int MaximumDimensions = 64;

    private const long MaximumCount = 1L << 48;

    internal static long Count(ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (var length in shape)
        {
            count = checked(count * length);
        }

        return count;
    }

    /// <summary>False for a negative length, or a product (from the left) beyond 2⁴⁸.</summary>
    internal static bool TryCount(ReadOnlySpan<long> shape, out long count)
    {
        count = 1;
        foreach (var length in shape)
        {
            if (length < 0 || (length > 0 && count > MaximumCount / length))
            {
                return false;
            }

            count *= length;
        }

        return true;
    }

    internal static ImmutableArray<long> RowMajor(ReadOnlySpan<long> shape)
    {
        var strides = new long[shape.Length];
        long step = 1;
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            strides[d] = step;
            step *= Math.Max(shape[d], 1);
        }

        return ImmutableArray.Create(strides);
    }

    internal static bool IsContiguous(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
    {
        long step = 1;
        var same = true;
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            if (shape[d] == 0)
            {
                return true;
            }

            same &= shape[d] == 1 || strides[d] == step;
            step *= shape[d];
        }

        return same;
    }

    internal static byte[] Gather(TensorData tensor)
    {
        var size = tensor.Type.Size();
        var source = tensor.Storage.Bytes.Span;
        var result = new byte[checked((int)(tensor.ElementCount * size))];
        if (tensor.Shape.Length == 0 || result.Length == 0)
        {
            return result;
        }

        var inner = tensor.Shape.Length - 1;
        var innerStep = tensor.Strides[inner] * size;
        var index = new long[tensor.Shape.Length];
        var from = tensor.Offset * size;
        for (var to = 0; to < result.Length;)
        {
            var position = from;
            for (long i = 0; i < tensor.Shape[inner]; i++, to += size, position += innerStep)
            {
                source.Slice((int)position, size).CopyTo(result.AsSpan(to));
            }

            from += Advance(index, tensor) * size;
        }

        return result;
    }

    internal static float[] ToSingles(DType type, ReadOnlySpan<byte> bytes)
    {
        var size = type.Size();
        var result = new float[bytes.Length / size];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = ToSingle(type, bytes.Slice(i * size, size));
        }

        return result;
    }

    internal static string Show(ReadOnlySpan<long> shape)
    {
        var lengths = new string[Math.Min(shape.Length, 8)];
        for (var d = 0; d < lengths.Length; d++)
        {
            lengths[d] = shape[d].ToString(CultureInfo.InvariantCulture);
        }

        return $"[{string.Join(", ", lengths)}{(shape.Length > lengths.Length ? ", …" : "")}]";
    }

    /// <summary>Steps an odometer over all dimensions but the innermost; returns by how many elements the start moves.</summary>
    private static long Advance(long[] index, TensorData tensor)
    {
        long moved = 0;
        for (var d = index.Length - 2; d >= 0; d--)
        {
            moved += tensor.Strides[d];
            if (++index[d] < tensor.Shape[d])
            {
                break;
            }

            moved -= index[d] * tensor.Strides[d];
            index[d] = 0;
        }

        return moved;
    }

    private static float ToSingle(DType type, ReadOnlySpan<byte> bytes) => type switch
    {
        DType.Bool or DType.UInt8 => bytes[0],
        DType.Int8 => (sbyte)bytes[0],
        DType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        DType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        DType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        DType.Float16 => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        DType.BFloat16 => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
        DType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        _ => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
    };
}
