using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The element type of a result of two tensors.</summary>
    public static ScalarType result_type(Tensor tensor1, Tensor tensor2) => (ScalarType)Aten.result_type_Tensor.Number(tensor1, tensor2).Integer;

    /// <summary>The smallest element type that holds what two hold.</summary>
    public static ScalarType promote_types(ScalarType type1, ScalarType type2) => (ScalarType)Aten.promote_types.Number(type1, type2).Integer;

    /// <summary>Whether elements of one type may be written into a tensor of another.</summary>
    public static bool can_cast(ScalarType from, ScalarType to) => Aten.can_cast.Number(from, to).Integer != 0;

    /// <summary>The shape to which shapes broadcast.</summary>
    /// <exception cref="ArgumentException">They do not broadcast.</exception>
    public static Size broadcast_shapes(params long[][] shapes)
    {
        var result = Enumerable.Repeat(1L, shapes.Max(shape => shape.Length)).ToArray();
        foreach (var shape in shapes)
        {
            for (var i = 1; i <= shape.Length; i++)
            {
                ref var size = ref result[^i];
                size = shape[^i] == 1 || shape[^i] == size ? size : size == 1 ? shape[^i]
                    : throw new ArgumentException(FormattableString.Invariant($"Sizes {size} and {shape[^i]} do not broadcast."), nameof(shapes));
            }
        }

        return new Size(result);
    }

    /// <summary>The innermost dispose scope of this thread, or null.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.OfThread.Current;

    /// <summary>Computes a tensor in a dispose scope of its own: what was made on the way is disposed.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
