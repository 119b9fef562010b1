using System.Collections.Concurrent;

namespace Yolo.Engine.Prediction;

/// <summary>Large arrays that are used again and again: as many as are in use at a time, of the size that was needed last.</summary>
internal sealed class BufferPool<T>
{
    private readonly ConcurrentBag<T[]> free = [];

    /// <summary>An array of at least this length; its content is left from before.</summary>
    internal T[] Take(int length) => free.TryTake(out var buffer) && buffer.Length >= length ? buffer : GC.AllocateUninitializedArray<T>(length);

    /// <summary>Gives an array back.</summary>
    internal void Return(T[] buffer) => free.Add(buffer);
}
