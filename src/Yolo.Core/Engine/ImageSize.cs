namespace Yolo.Engine;

/// <summary>Size of the network's input in pixels. A single number converts to a square.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct ImageSize(int Height, int Width)
{
    /// <summary>A square.</summary>
    public static implicit operator ImageSize(int size) => FromInt32(size);

    /// <summary>A square.</summary>
    public static ImageSize FromInt32(int size) => new(size, size);

    /// <summary>Both sides rounded up to a multiple of the network's stride.</summary>
    internal ImageSize RoundUp(int stride) => new((Height + stride - 1) / stride * stride, (Width + stride - 1) / stride * stride);
}
