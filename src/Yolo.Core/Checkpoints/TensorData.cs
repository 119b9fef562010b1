using System.Collections.Immutable;

namespace Yolo.Checkpoints;

/// <summary>A tensor as a checkpoint holds it: type, shape and bytes, free of any torch. Immutable.</summary>
/// <remarks>Its bytes stay in the file's buffer until <see cref="Bytes"/> has to gather a strided view; nothing needs disposing.</remarks>
internal sealed class TensorData
{
    private byte[]? _gathered;

    internal TensorData(TensorStorage storage, long offset, ImmutableArray<long> shape, ImmutableArray<long> strides)
    {
        Storage = storage;
        Offset = offset;
        Shape = shape;
        Strides = strides;
        ElementCount = TensorLayout.Count(shape.AsSpan());
    }

    /// <summary>The element type.</summary>
    public DType Type => Storage.Type;

    /// <summary>The length of every dimension; empty for a scalar.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>Elements to step over in the storage for one step along each dimension.</summary>
    public ImmutableArray<long> Strides { get; }

    /// <summary>The element of the storage at which the tensor starts.</summary>
    public long Offset { get; }

    /// <summary>The elements that the tensor is a view on; the same object for tensors that share memory.</summary>
    public TensorStorage Storage { get; }

    /// <summary>The number of elements: the product of the shape.</summary>
    public long ElementCount { get; }

    /// <summary>Whether it was saved as an <c>nn.Parameter</c>.</summary>
    public bool IsParameter { get; init; }

    /// <summary>Whether it was saved with gradients switched on.</summary>
    public bool RequiresGrad { get; init; }

    /// <summary>The elements row by row without gaps, little endian; <see cref="ElementCount"/> times the type's size.</summary>
    /// <remarks>A window on the file's buffer where the tensor is contiguous, else gathered at the first call and kept. Thread-safe.</remarks>
    public ReadOnlyMemory<byte> Bytes =>
        TensorLayout.IsContiguous(Shape.AsSpan(), Strides.AsSpan())
            ? Storage.Bytes.Slice(checked((int)(Offset * Type.Size())), checked((int)(ElementCount * Type.Size())))
            : _gathered ??= TensorLayout.Gather(this);

    /// <summary>Makes a contiguous tensor over bytes that the caller must not change afterwards.</summary>
    /// <param name="type">The element type.</param>
    /// <param name="shape">The length of every dimension; empty for a scalar.</param>
    /// <param name="bytes">The elements row by row, little endian; not copied.</param>
    /// <param name="isParameter">Whether it is to be saved as an <c>nn.Parameter</c> (with gradients if of floating point).</param>
    /// <exception cref="ArgumentException">A length is negative, or the bytes are not as many as the shape says.</exception>
    public static TensorData Create(DType type, ReadOnlySpan<long> shape, ReadOnlyMemory<byte> bytes, bool isParameter = false)
    {
        if (!TensorLayout.TryCount(shape, out var count) || count * type.Size() != bytes.Length)
        {
            throw new ArgumentException($"{bytes.Length} bytes do not make a {type} tensor of shape {TensorLayout.Show(shape)}.", nameof(bytes));
        }

        var storage = new TensorStorage("", type, bytes);
        return new TensorData(storage, 0, [.. shape], TensorLayout.RowMajor(shape))
        {
            IsParameter = isParameter,
            RequiresGrad = isParameter && type.IsFloatingPoint(),
        };
    }

    /// <summary>The elements, row by row, as singles; 64-bit ones are rounded. For small tensors such as strides.</summary>
    public float[] ToSingles() => TensorLayout.ToSingles(Type, Bytes.Span);

    /// <summary>For instance <c>Float16[16, 3, 3, 3]</c>.</summary>
    public override string ToString() => Type + TensorLayout.Show(Shape.AsSpan());
}
