namespace Yolo.Data.Loading;

/// <summary>
/// Lends the memory of batches. A shared pool would round megabytes up to the next power of two and keep them for good; here arrays are as long as
/// they need be, and few are kept.
/// </summary>
internal static class BatchMemory
{
    // Those of a training and of its validation: in use, and two ahead.
    private const int Kept = 6;

    private static readonly object Gate = new();
    private static readonly List<byte[]> Free = [];

    /// <summary>Memory with arbitrary content.</summary>
    /// <param name="length">Bytes that are needed; up to half as many again may come.</param>
    public static byte[] Rent(int length)
    {
        lock (Gate)
        {
            int found = Free.FindLastIndex(array => array.Length >= length && array.Length - length <= length / 2);
            if (found >= 0)
            {
                byte[] memory = Free[found];
                Free.RemoveAt(found);
                return memory;
            }
        }

        return GC.AllocateUninitializedArray<byte>(length);
    }

    /// <summary>Takes memory back; beyond a few arrays, that which was unused for the longest time goes.</summary>
    public static void Return(byte[] memory)
    {
        lock (Gate)
        {
            Free.Add(memory);
            if (Free.Count > Kept)
            {
                Free.RemoveAt(0);
            }
        }
    }
}
