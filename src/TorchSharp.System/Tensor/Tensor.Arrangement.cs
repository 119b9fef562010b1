using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The tensor repeated along each dimension.</summary>
        public Tensor repeat(params long[] sizes) => Aten.repeat.Tensor(this, sizes);

        /// <summary>The tensor repeated along each dimension; missing counts are 1.</summary>
        public Tensor tile(long[] reps) => Aten.tile.Tensor(this, reps);

        /// <summary>Each element repeated, along a dimension or of the flattened tensor.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Aten.repeat_interleave_self_int.Tensor(this, repeats, dim, output_size);

        /// <summary>Each element repeated a number of times of its own.</summary>
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Aten.repeat_interleave_self_Tensor.Tensor(this, repeats, dim, output_size);

        /// <summary>The order along some dimensions turned round.</summary>
        public Tensor flip(params long[] dims) => Aten.flip.Tensor(this, dims);

        /// <summary>The order along the second dimension turned round.</summary>
        public Tensor fliplr() => Aten.fliplr.Tensor(this);

        /// <summary>The order along the first dimension turned round.</summary>
        public Tensor flipud() => Aten.flipud.Tensor(this);

        /// <summary>Elements shifted along a dimension, or of the flattened tensor; what leaves at the end comes in at the start.</summary>
        public Tensor roll(long shifts, long? dims = null) => Aten.roll.Tensor(this, new[] { shifts }, dims is { } one ? [one] : Array.Empty<long>());

        /// <summary>Elements shifted along the first dimension.</summary>
        public Tensor roll(long[] shifts) => Aten.roll.Tensor(this, shifts, new long[] { 0 });

        /// <summary>Elements shifted along some dimensions.</summary>
        public Tensor roll(long[] shifts, long[] dims) => Aten.roll.Tensor(this, shifts, dims);

        /// <summary>Elements shifted along two dimensions.</summary>
        public Tensor roll((long, long) shifts, (long, long) dims) =>
            Aten.roll.Tensor(this, new[] { shifts.Item1, shifts.Item2 }, new[] { dims.Item1, dims.Item2 });

        /// <summary>Elements shifted along three dimensions.</summary>
        public Tensor roll((long, long, long) shifts, (long, long, long) dims) =>
            Aten.roll.Tensor(this, new[] { shifts.Item1, shifts.Item2, shifts.Item3 }, new[] { dims.Item1, dims.Item2, dims.Item3 });

        /// <summary>Elements shifted along some dimensions.</summary>
        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => Aten.roll.Tensor(this, shifts.ToArray(), dims.ToArray());

        /// <summary>Turned by a number of quarter turns in the plane of two dimensions, the first two unless told otherwise.</summary>
        public Tensor rot90(long k = 1, (long, long)? dims = null) =>
            Aten.rot90.Tensor(this, k, dims is { } plane ? new[] { plane.Item1, plane.Item2 } : new long[] { 0, 1 });

        /// <summary>Some dimensions moved to other places.</summary>
        public Tensor movedim(long[] source, long[] destination) => Aten.movedim_intlist.Tensor(this, source, destination);

        /// <summary>Some dimensions moved to other places.</summary>
        public Tensor moveaxis(long[] source, long[] destination) => Aten.movedim_intlist.Tensor(this, source, destination);

        /// <summary>Any view of the tensor's storage, by sizes, strides and offset in elements.</summary>
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) => Aten.as_strided.Tensor(this, size, strides, storageOffset);

        /// <summary>All windows of a size along a dimension, as a new last dimension, without a copy.</summary>
        public Tensor unfold(long dimension, long size, long step) => Aten.unfold.Tensor(this, dimension, size, step);

        /// <summary>With at least one dimension.</summary>
        public Tensor atleast_1d() => Aten.atleast_1d.Tensor(this);

        /// <summary>With at least two dimensions.</summary>
        public Tensor atleast_2d() => Aten.atleast_2d.Tensor(this);

        /// <summary>With at least three dimensions.</summary>
        public Tensor atleast_3d() => Aten.atleast_3d.Tensor(this);
    }
}
