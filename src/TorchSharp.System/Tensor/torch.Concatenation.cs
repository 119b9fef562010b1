using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Tensors joined along a dimension.</summary>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => cat([.. tensors], dim);

    /// <summary>Tensors joined along a dimension.</summary>
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Aten.cat.Tensor(tensors, dim);

    /// <summary>Tensors joined along a dimension.</summary>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors.ToArray(), dim);

    /// <summary>Tensors joined along a dimension.</summary>
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat([.. tensors], dim);

    /// <summary>Tensors joined along a dimension.</summary>
    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    /// <summary>Tensors joined along a dimension.</summary>
    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors.ToArray(), dim);

    /// <summary>Tensors joined along a dimension.</summary>
    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => cat([.. tensors], axis);

    /// <summary>Tensors joined along a dimension.</summary>
    public static Tensor concatenate(Tensor[] tensors, long axis = 0) => cat(tensors, axis);

    /// <summary>Tensors joined along a dimension.</summary>
    public static Tensor concatenate(ReadOnlySpan<Tensor> tensors, long axis = 0) => cat(tensors.ToArray(), axis);

    /// <summary>Tensors of one shape joined along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Aten.stack.Tensor((Tensor[])[.. tensors], dim);

    /// <summary>Tensors joined along the second dimension, vectors along the first.</summary>
    public static Tensor hstack(IList<Tensor> tensors) => hstack([.. tensors]);

    /// <summary>Tensors joined along the second dimension, vectors along the first.</summary>
    public static Tensor hstack(params Tensor[] tensors) => Aten.hstack.Tensor(tensors);

    /// <summary>Tensors joined along the second dimension, vectors along the first.</summary>
    public static Tensor hstack(IEnumerable<Tensor> tensors) => hstack(tensors.ToArray());

    /// <summary>Tensors joined along the second dimension, vectors along the first.</summary>
    public static Tensor hstack(ReadOnlySpan<Tensor> tensors) => hstack(tensors.ToArray());

    /// <summary>Tensors joined along the first dimension, vectors as rows.</summary>
    public static Tensor vstack(IList<Tensor> tensors) => vstack(tensors.ToArray());

    /// <summary>Tensors joined along the first dimension, vectors as rows.</summary>
    public static Tensor vstack(Tensor[] tensors) => Aten.vstack.Tensor(tensors);

    /// <summary>Tensors joined along the first dimension, vectors as rows.</summary>
    public static Tensor vstack(ReadOnlySpan<Tensor> tensors) => vstack(tensors.ToArray());

    /// <summary>Tensors joined along the first dimension, vectors as rows.</summary>
    public static Tensor row_stack(IList<Tensor> tensors) => vstack(tensors.ToArray());

    /// <summary>Tensors joined along the first dimension, vectors as rows.</summary>
    public static Tensor row_stack(params Tensor[] tensors) => vstack(tensors);

    /// <summary>Tensors joined along the first dimension, vectors as rows.</summary>
    public static Tensor row_stack(ReadOnlySpan<Tensor> tensors) => vstack(tensors.ToArray());

    /// <summary>Vectors as columns of a matrix.</summary>
    public static Tensor column_stack(IList<Tensor> tensors) => column_stack(tensors.ToArray());

    /// <summary>Vectors as columns of a matrix.</summary>
    public static Tensor column_stack(params Tensor[] tensors) => Aten.column_stack.Tensor(tensors);

    /// <summary>Vectors as columns of a matrix.</summary>
    public static Tensor column_stack(ReadOnlySpan<Tensor> tensors) => column_stack(tensors.ToArray());

    /// <summary>Tensors joined along the third dimension.</summary>
    public static Tensor dstack(params Tensor[] tensors) => Aten.dstack.Tensor(tensors);

    /// <summary>Tensors joined along the third dimension.</summary>
    public static Tensor dstack(IList<Tensor> tensors) => dstack(tensors.ToArray());

    /// <summary>Tensors joined along the third dimension.</summary>
    public static Tensor dstack(IEnumerable<Tensor> tensors) => dstack(tensors.ToArray());

    /// <summary>Tensors joined along the third dimension.</summary>
    public static Tensor dstack(ReadOnlySpan<Tensor> tensors) => dstack(tensors.ToArray());

    /// <summary>Matrices along the diagonal of a larger one.</summary>
    public static Tensor block_diag(params Tensor[] tensors) => Aten.block_diag.Tensor(tensors);

    /// <summary>The coordinates of a grid that vectors span; indexing is "ij" or "xy".</summary>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") =>
        Aten.meshgrid_indexing.Many((Tensor[])[.. tensors], indexing);

    /// <summary>All combinations of the vectors' elements.</summary>
    public static Tensor cartesian_prod(params Tensor[] tensors) => Aten.cartesian_prod.Tensor(tensors);

    /// <summary>All combinations of the vectors' elements.</summary>
    public static Tensor cartesian_prod(IList<Tensor> tensors) => cartesian_prod(tensors.ToArray());

    /// <summary>All combinations of the vectors' elements.</summary>
    public static Tensor cartesian_prod(ReadOnlySpan<Tensor> tensors) => cartesian_prod(tensors.ToArray());

    /// <summary>All choices of r of a vector's elements.</summary>
    public static Tensor combinations(Tensor input, int r = 2, bool with_replacement = false) => Aten.combinations.Tensor(input, r, with_replacement);

    /// <summary>Tensors expanded to their common shape, without a copy.</summary>
    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => Aten.broadcast_tensors.Many(tensors);

    /// <summary>Tensors with at least one dimension each.</summary>
    public static IEnumerable<Tensor> atleast_1d(params Tensor[] input) => input.Select(tensor => tensor.atleast_1d());

    /// <summary>Tensors with at least two dimensions each.</summary>
    public static IEnumerable<Tensor> atleast_2d(params Tensor[] input) => input.Select(tensor => tensor.atleast_2d());

    /// <summary>Tensors with at least three dimensions each.</summary>
    public static IEnumerable<Tensor> atleast_3d(params Tensor[] input) => input.Select(tensor => tensor.atleast_3d());
}
