using System.Runtime.InteropServices;

namespace Yolo.Checkpoints;

/// <summary>Looks for what is no number in the tensors of checkpoints, without a tensor of torch.</summary>
internal static class FiniteNumbers
{
    // Half precision overflows above 65,504. An infinite variance silences its channel and no more: networks with one work.
    private const string Variance = ".running_var";

    /// <summary>The key of the first tensor that holds a NaN or an infinity; null if none does.</summary>
    internal static string? FirstBroken(IReadOnlyDictionary<string, TensorData> tensors) =>
        tensors.FirstOrDefault(entry => !entry.Key.EndsWith(Variance, StringComparison.Ordinal) && !AreFinite(entry.Value)).Key;

    // The exponent of what is no number has all bits set.
    private static bool AreFinite(TensorData data) => data.Type switch
    {
        DType.Float16 => !Any<ushort>(data, 0x7C00),
        DType.BFloat16 => !Any<ushort>(data, 0x7F80),
        DType.Float32 => !Any<uint>(data, 0x7F80_0000),
        DType.Float64 => !Any<ulong>(data, 0x7FF0_0000_0000_0000),
        _ => true,
    };

    private static bool Any<T>(TensorData data, T exponent)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        foreach (var bits in MemoryMarshal.Cast<byte, T>(data.Bytes.Span))
        {
            if ((bits & exponent) == exponent)
            {
                return true;
            }
        }

        return false;
    }
}
