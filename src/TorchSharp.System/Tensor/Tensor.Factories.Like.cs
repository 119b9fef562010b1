using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A tensor like this one whose elements are not set.</summary>
        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like(Aten.empty_like, dtype, device, requires_grad);

        /// <summary>A tensor like this one full of zeros.</summary>
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like(Aten.zeros_like, dtype, device, requires_grad);

        /// <summary>A tensor like this one full of ones.</summary>
        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like(Aten.ones_like, dtype, device, requires_grad);

        /// <summary>A tensor like this one of numbers that are uniform in [0, 1).</summary>
        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like(Aten.rand_like, dtype, device, requires_grad);

        /// <summary>A tensor like this one of numbers of the standard normal distribution.</summary>
        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like(Aten.randn_like, dtype, device, requires_grad);

        /// <summary>A tensor like this one full of one number.</summary>
        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Finish(Aten.full_like.Tensor(this, value, dtype, Value.None, device), requires_grad);

        /// <summary>A tensor like this one of integers from [low, high).</summary>
        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Finish(Aten.randint_like_low_dtype.Tensor(this, low, high, dtype, Value.None, device), requires_grad);

        /// <summary>A tensor of this one's type and device whose elements are not set.</summary>
        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            New(Aten.new_empty, size, dtype, device, requires_grad);

        /// <summary>A tensor of this one's type and device whose elements are not set.</summary>
        public Tensor new_empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            New(Aten.new_empty, size.ToArray(), dtype, device, requires_grad);

        /// <summary>A vector of this one's type and device whose elements are not set.</summary>
        public Tensor new_empty(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            New(Aten.new_empty, [size], dtype, device, requires_grad);

        /// <summary>A matrix of this one's type and device whose elements are not set.</summary>
        public Tensor new_empty(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            New(Aten.new_empty, [rows, columns], dtype, device, requires_grad);

        /// <summary>A tensor of this one's type and device whose elements are not set.</summary>
        public Tensor new_empty(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            New(Aten.new_empty, [dim0, dim1, dim2], dtype, device, requires_grad);

        /// <summary>A tensor of this one's type and device whose elements are not set.</summary>
        public Tensor new_empty(
            long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            New(Aten.new_empty, [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

        /// <summary>A tensor of this one's type and device full of zeros.</summary>
        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            New(Aten.new_zeros, size, dtype, device, requires_grad);

        /// <summary>A tensor of this one's type and device full of zeros.</summary>
        public Tensor new_zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            New(Aten.new_zeros, size.ToArray(), dtype, device, requires_grad);

        /// <summary>A vector of this one's type and device full of zeros.</summary>
        public Tensor new_zeros(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            New(Aten.new_zeros, [size], dtype, device, requires_grad);

        /// <summary>A matrix of this one's type and device full of zeros.</summary>
        public Tensor new_zeros(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            New(Aten.new_zeros, [rows, columns], dtype, device, requires_grad);

        /// <summary>A tensor of this one's type and device full of zeros.</summary>
        public Tensor new_zeros(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            New(Aten.new_zeros, [dim0, dim1, dim2], dtype, device, requires_grad);

        /// <summary>A tensor of this one's type and device full of zeros.</summary>
        public Tensor new_zeros(
            long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            New(Aten.new_zeros, [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

        /// <summary>A vector of this one's type and device full of ones.</summary>
        public Tensor new_ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            New(Aten.new_ones, [size], dtype, device, requires_grad);

        /// <summary>A matrix of this one's type and device full of ones.</summary>
        public Tensor new_ones(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            New(Aten.new_ones, [rows, columns], dtype, device, requires_grad);

        /// <summary>A tensor of this one's type and device full of ones.</summary>
        public Tensor new_ones(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            New(Aten.new_ones, [dim0, dim1, dim2], dtype, device, requires_grad);

        /// <summary>A tensor of this one's type and device full of ones.</summary>
        public Tensor new_ones(
            long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            New(Aten.new_ones, [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

        /// <summary>A tensor of this one's type and device full of one number.</summary>
        public Tensor new_full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Finish(Aten.new_full.Tensor(this, size, value, dtype, Value.None, device), requires_grad);

        /// <summary>A tensor of this one's type and device full of one number.</summary>
        public Tensor new_full(ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            new_full(size.ToArray(), value, dtype, device, requires_grad);

        /// <summary>A vector of this one's type and device full of one number.</summary>
        public Tensor new_full(long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            new_full([size], value, dtype, device, requires_grad);

        /// <summary>A matrix of this one's type and device full of one number.</summary>
        public Tensor new_full(long rows, long columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            new_full([rows, columns], value, dtype, device, requires_grad);

        /// <summary>A tensor of this one's type and device full of one number.</summary>
        public Tensor new_full(
            long dim0, long dim1, long dim2, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            new_full([dim0, dim1, dim2], value, dtype, device, requires_grad);

        /// <summary>A tensor of this one's type and device full of one number.</summary>
        public Tensor new_full(
            long dim0, long dim1, long dim2, long dim3, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            new_full([dim0, dim1, dim2, dim3], value, dtype, device, requires_grad);
    }
}
