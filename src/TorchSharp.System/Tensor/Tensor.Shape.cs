using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The same elements in another shape, without a copy; -1 stands for the size that is left.</summary>
        public Tensor view(params long[] shape) => Aten.view.Tensor(this, shape);

        /// <summary>The same elements in another tensor's shape, without a copy.</summary>
        public Tensor view_as(Tensor other) => view(other.shape);

        /// <summary>The same elements in another shape, copied only if need be; -1 stands for the size that is left.</summary>
        public Tensor reshape(params long[] shape) => Aten.reshape.Tensor(this, shape);

        /// <summary>All elements in one dimension, copied only if need be.</summary>
        public Tensor ravel() => Aten.ravel.Tensor(this);

        /// <summary>The dimensions from the first to the last given, both included, made one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.flatten_using_ints.Tensor(this, start_dim, end_dim);

        /// <summary>One dimension made several.</summary>
        public Tensor unflatten(long dim, params long[] sizes) => Unflatten(dim, sizes);

        /// <summary>One dimension made several.</summary>
        public Tensor unflatten(long dim, Size sizes) => Unflatten(dim, sizes.Shape);

        /// <summary>The dimensions in another order, without a copy.</summary>
        public Tensor permute(params long[] permutation) => Aten.permute.Tensor(this, permutation);

        /// <summary>The dimensions in another order, without a copy.</summary>
        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        /// <summary>Two dimensions exchanged, in place.</summary>
        public Tensor transpose_(long dim0, long dim1) => Aten.transpose_.InPlace(this, dim0, dim1);

        /// <summary>Two dimensions exchanged, without a copy.</summary>
        public Tensor transpose(long dim0, long dim1) => Aten.transpose_int.Tensor(this, dim0, dim1);

        /// <summary>Two dimensions exchanged, without a copy.</summary>
        public Tensor swapaxes(long dim0, long dim1) => Aten.transpose_int.Tensor(this, dim0, dim1);

        /// <summary>Two dimensions exchanged, without a copy.</summary>
        public Tensor swapdims(long dim0, long dim1) => Aten.transpose_int.Tensor(this, dim0, dim1);

        /// <summary>A matrix transposed, without a copy.</summary>
        public Tensor t() => Aten.t.Tensor(this);

        /// <summary>The last two dimensions exchanged, complex elements conjugated.</summary>
        public Tensor adjoint() => Aten.adjoint.Tensor(this);

        /// <summary>Without the dimensions of size 1, or without one of them.</summary>
        public Tensor squeeze(long? dim = null) => dim is { } one ? Aten.squeeze_dim.Tensor(this, one) : Aten.squeeze.Tensor(this);

        /// <summary>Without the dimensions of size 1, or without one of them, in place.</summary>
        public Tensor squeeze_(long? dim = null) => dim is { } one ? Aten.squeeze__dim.InPlace(this, one) : Aten.squeeze_.InPlace(this);

        /// <summary>With a dimension of size 1 inserted.</summary>
        public Tensor unsqueeze(long dim) => Aten.unsqueeze.Tensor(this, dim);

        /// <summary>With a dimension of size 1 inserted, in place.</summary>
        public Tensor unsqueeze_(long dim) => Aten.unsqueeze_.InPlace(this, dim);

        /// <summary>Dimensions of size 1 repeated to other sizes, without a copy; -1 keeps a size.</summary>
        public Tensor expand(params long[] sizes) => Aten.expand.Tensor(this, sizes);

        /// <summary>Dimensions of size 1 repeated to other sizes, without a copy; -1 keeps a size.</summary>
        public Tensor expand(long[] sizes, bool isImplicit = false) => Aten.expand.Tensor(this, sizes, isImplicit);

        /// <summary>Dimensions of size 1 repeated to other sizes, without a copy; -1 keeps a size.</summary>
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => expand(sizes.ToArray(), isImplicit);

        /// <summary>Dimensions of size 1 repeated to other sizes, without a copy; -1 keeps a size.</summary>
        public Tensor expand(Size sizes, bool isImplicit = false) => expand(sizes.Shape, isImplicit);

        /// <summary>Dimensions of size 1 repeated to another tensor's sizes, without a copy.</summary>
        public Tensor expand_as(Tensor other) => Aten.expand_as.Tensor(this, other);

        /// <summary>Dimensions of size 1 repeated to a shape, without a copy.</summary>
        public Tensor broadcast_to(params long[] shape) => Aten.broadcast_to.Tensor(this, shape);
    }
}
