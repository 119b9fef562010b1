using System.Buffers;

namespace Yolo.Imaging;

/// <summary>
/// Lends memory by the megabyte. The shared pool would round it up to the next power of two and keep it for good; here arrays are as long as
/// they need be, and few are kept.
/// </summary>
/// <param name="kept">Arrays that are kept at most.</param>
/// <param name="isPinned">Whether the garbage collector leaves arrays where they are.</param>
internal sealed class ExactPool(int kept, bool isPinned = false) : ArrayPool<byte>
{
    private readonly object gate = new();
    private readonly List<byte[]> free = [];

    /// <summary>Memory with arbitrary content.</summary>
    /// <param name="minimumLength">Bytes that are needed; up to half as many again may come.</param>
    public override byte[] Rent(int minimumLength)
    {
        lock (gate)
        {
            int found = free.FindLastIndex(array => array.Length >= minimumLength && array.Length - minimumLength <= minimumLength / 2);
            if (found >= 0)
            {
                byte[] memory = free[found];
                free.RemoveAt(found);
                return memory;
            }
        }

        return GC.AllocateUninitializedArray<byte>(minimumLength, isPinned);
    }

    /// <summary>Takes memory back; beyond a few arrays, that which was unused for the longest time goes.</summary>
    public override void Return(byte[] array, bool clearArray = false)
    {
        if (clearArray)
        {
            Array.Clear(array);
        }

        lock (gate)
        {
            free.Add(array);
            if (free.Count > kept)
            {
                free.RemoveAt(0);
            }
        }
    }
}
