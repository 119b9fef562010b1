namespace Yolo.Export;

/// <summary>A dimension of an input or output: of a fixed size, or named and free.</summary>
/// <param name="Size">The size; <see cref="OnnxValue.Unknown"/> for a free one.</param>
/// <param name="Name">The name of a free one.</param>
internal sealed record OnnxDimension(long Size, string? Name)
{
    public static OnnxDimension Fixed(long size) => new(size, null);

    public static OnnxDimension Free(string name) => new(OnnxValue.Unknown, name);
}
