namespace TorchSharp;

public static partial class torch
{
    /// <summary>The tensor as truth values.</summary>
    public static Tensor BoolTensor(Tensor t) => t.@bool();

    /// <summary>The tensor as unsigned 8-bit integers.</summary>
    public static Tensor ByteTensor(Tensor t) => t.@byte();

    /// <summary>The tensor as 16-bit integers.</summary>
    public static Tensor ShortTensor(Tensor t) => t.@short();

    /// <summary>The tensor as 32-bit integers.</summary>
    public static Tensor IntTensor(Tensor t) => t.@int();

    /// <summary>The tensor as 64-bit integers.</summary>
    public static Tensor LongTensor(Tensor t) => t.@long();

    /// <summary>The tensor in single precision.</summary>
    public static Tensor FloatTensor(Tensor t) => t.@float();

    /// <summary>The tensor in double precision.</summary>
    public static Tensor DoubleTensor(Tensor t) => t.@double();
}
