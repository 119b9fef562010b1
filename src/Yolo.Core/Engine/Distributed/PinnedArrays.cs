using System.Buffers;

namespace Yolo.Engine.Distributed;

/// <summary>Arrays that MPI reads and writes: they stay where they are until all is done.</summary>
internal sealed class PinnedArrays : IDisposable
{
    private readonly List<MemoryHandle> handles = [];

    /// <inheritdoc/>
    public void Dispose() => handles.ForEach(handle => handle.Dispose());

    /// <summary>The address of an array, which does not move any more.</summary>
    internal unsafe nint Add<T>(T[] array)
        where T : unmanaged
    {
        var handle = array.AsMemory().Pin();
        handles.Add(handle);
        return (nint)handle.Pointer;
    }
}
