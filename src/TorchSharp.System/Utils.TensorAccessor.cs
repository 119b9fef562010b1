using System.Collections;
using System.Runtime.CompilerServices;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor as values of C#. A tensor on another device is copied to the processor's memory first, once.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor tensor;
    private readonly bool owned;
    private readonly long[] shape;
    private readonly long[] strides;

    internal TensorAccessor(torch.Tensor tensor)
    {
        owned = tensor.device.type != DeviceType.CPU;
        this.tensor = owned ? tensor.cpu() : tensor;
        shape = this.tensor.shape;
        strides = this.tensor.stride();
        Count = this.tensor.numel();
    }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>False: elements can be assigned.</summary>
    public bool IsReadOnly => false;

    /// <summary>One element, by its index in row-major order or by one index for each dimension.</summary>
    public T this[params long[] indices]
    {
        get => Read(Offset(indices));
        set
        {
            At(Offset(indices)) = value;
            GC.KeepAlive(this);
        }
    }

    /// <summary>All elements in row-major order.</summary>
    public T[] ToArray()
    {
        var values = new T[Count];
        CopyTo(values.AsSpan());
        return values;
    }

    /// <summary>Copies elements out, as many as there is room for.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies elements out, as many as there is room for.</summary>
    public unsafe void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var count = (int)Math.Min(target.Length, Count - tensorIndex);
        if (tensor.is_contiguous() && count > 0)
        {
            new ReadOnlySpan<T>(Unsafe.AsPointer(ref At(tensorIndex)), count).CopyTo(target);
            GC.KeepAlive(this);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            target[i] = Read(Offset(tensorIndex + i));
        }
    }

    /// <summary>Copies elements in, as many as there is room for.</summary>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies elements in, as many as there is room for.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        for (var i = 0; i < source.Length && tensorIndex + i < Count; i++)
        {
            At(Offset(tensorIndex + i)) = source[i];
        }

        GC.KeepAlive(this);
    }

    /// <summary>Frees the copy that was made of a tensor on another device.</summary>
    public void Dispose()
    {
        if (owned)
        {
            tensor.Dispose();
        }
    }

    /// <summary>All elements in row-major order.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0L; i < Count; i++)
        {
            yield return Read(Offset(i));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // The tensor may have no other owner: it must outlive the access to its memory.
    private T Read(long offset)
    {
        var value = At(offset);
        GC.KeepAlive(this);
        return value;
    }

    private ref T At(long offset) => ref Unsafe.Add(ref Unsafe.As<byte, T>(ref tensor.First()), (nint)offset);

    private long Offset(long[] indices)
    {
        if (indices.Length == 1)
        {
            return Offset(indices[0]);
        }

        var offset = 0L;
        for (var i = 0; i < indices.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(indices[i], shape[i], nameof(indices));
            offset += indices[i] * strides[i];
        }

        return offset;
    }

    private long Offset(long index)
    {
        if ((ulong)index >= (ulong)Count)
        {
            throw new IndexOutOfRangeException(FormattableString.Invariant($"Index {index} in a tensor of {Count} elements."));
        }

        var offset = 0L;
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            offset += index % shape[i] * strides[i];
            index /= shape[i];
        }

        return offset;
    }
}
