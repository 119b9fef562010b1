using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A number of parts along a dimension, of equal size but the last; views.</summary>
        public Tensor[] chunk(long chunks, long dim = 0) => Aten.chunk.Many(this, chunks, dim);

        /// <summary>Parts of one size along a dimension; the last may be smaller; views.</summary>
        public Tensor[] split(long size, int dim = 0) => Aten.split_Tensor.Many(this, size, dim);

        /// <summary>Parts of given sizes along the first dimension; views.</summary>
        public Tensor[] split(params long[] sizes) => split(sizes, 0);

        /// <summary>Parts of given sizes along a dimension; views.</summary>
        public Tensor[] split(long[] sizes, long dim = 0) => Aten.split_with_sizes.Many(this, sizes, dim);

        /// <summary>Parts of given sizes along a dimension; views.</summary>
        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => split(sizes.ToArray(), dim);

        /// <summary>A number of parts along a dimension whose sizes differ by at most 1; views.</summary>
        public Tensor[] tensor_split(long size, long dim = 0) => Aten.tensor_split_sections.Many(this, size, dim);

        /// <summary>Parts along a dimension, cut before the given indices; views.</summary>
        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Aten.tensor_split_indices.Many(this, sizes, dim);

        /// <summary>Parts along a dimension, cut before the given indices; views.</summary>
        public Tensor[] tensor_split(Tensor indices, long dim = 0) => Aten.tensor_split_tensor_indices_or_sections.Many(this, indices, dim);

        /// <summary>Parts along the third dimension, cut before the given indices; views.</summary>
        public Tensor[] dsplit((long, long) indices_or_sections) => dsplit([indices_or_sections.Item1, indices_or_sections.Item2]);

        /// <summary>Parts along the third dimension, cut before the given indices; views.</summary>
        public Tensor[] dsplit((long, long, long) indices_or_sections) =>
            dsplit([indices_or_sections.Item1, indices_or_sections.Item2, indices_or_sections.Item3]);

        /// <summary>Parts along the third dimension, cut before the given indices; views.</summary>
        public Tensor[] dsplit((long, long, long, long) indices_or_sections) =>
            dsplit([indices_or_sections.Item1, indices_or_sections.Item2, indices_or_sections.Item3, indices_or_sections.Item4]);

        /// <summary>A number of equal parts along the second dimension; views.</summary>
        public Tensor[] hsplit(long size) => Aten.hsplit_int.Many(this, size);

        /// <summary>Parts along the second dimension, cut before the given indices; views.</summary>
        public Tensor[] hsplit(params long[] sizes) => Aten.hsplit_array.Many(this, sizes);

        /// <summary>Parts along the second dimension, cut before the given indices; views.</summary>
        public Tensor[] hsplit(Tensor indices) => tensor_split(indices, 1);

        /// <summary>A number of equal parts along the first dimension; views.</summary>
        public Tensor[] vsplit(long size) => Aten.vsplit_int.Many(this, size);

        /// <summary>Parts along the first dimension, cut before the given indices; views.</summary>
        public Tensor[] vsplit(params long[] sizes) => Aten.vsplit_array.Many(this, sizes);

        /// <summary>Parts along the first dimension, cut before the given indices; views.</summary>
        public Tensor[] vsplit(Tensor indices) => tensor_split(indices, 0);

        /// <summary>A number of equal parts along the third dimension; views.</summary>
        public Tensor[] dsplit(long size) => Aten.dsplit_int.Many(this, size);

        /// <summary>Parts along the third dimension, cut before the given indices; views.</summary>
        public Tensor[] dsplit(params long[] sizes) => Aten.dsplit_array.Many(this, sizes);

        /// <summary>Parts along the third dimension, cut before the given indices; views.</summary>
        public Tensor[] dsplit(Tensor indices) => tensor_split(indices, 2);

        /// <summary>The slices along a dimension, without that dimension; views.</summary>
        public Tensor[] unbind(long dimension = 0) => Aten.unbind_int.Many(this, dimension);
    }
}
