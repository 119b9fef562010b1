using System.Collections;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The shape of a tensor, which numbers and tuples convert to.</summary>
    public struct Size : IEnumerable<long>
    {
#pragma warning disable CA2211 // TorchSharp's is a plain static field.
        /// <summary>The shape without dimensions.</summary>
        public static Size Empty = new(Array.Empty<long>());
#pragma warning restore CA2211

        private readonly long[] sizes;

        /// <summary>A shape from an array, which is copied.</summary>
        public Size(long[] shape) => sizes = (long[])shape.Clone();

        /// <summary>A shape from a sequence.</summary>
        public Size(IEnumerable<long> shape) => sizes = [.. shape];

        /// <summary>A shape from an array, which is copied.</summary>
        public Size(int[] shape) => sizes = Array.ConvertAll(shape, size => (long)size);

        /// <summary>A shape of one dimension.</summary>
        public Size(long size) => sizes = [size];

        /// <summary>A shape of several dimensions.</summary>
        public Size((long, long) size) => sizes = [size.Item1, size.Item2];

        /// <summary>A shape of several dimensions.</summary>
        public Size((long, long, long) size) => sizes = [size.Item1, size.Item2, size.Item3];

        /// <summary>A shape of several dimensions.</summary>
        public Size((long, long, long, long) size) => sizes = [size.Item1, size.Item2, size.Item3, size.Item4];

        /// <summary>A shape of several dimensions.</summary>
        public Size((long, long, long, long, long) size) => sizes = [size.Item1, size.Item2, size.Item3, size.Item4, size.Item5];

        /// <summary>A shape of several dimensions.</summary>
        public Size((long, long, long, long, long, long) size) => sizes = [size.Item1, size.Item2, size.Item3, size.Item4, size.Item5, size.Item6];

        /// <summary>A shape of one dimension.</summary>
        public Size(int size) => sizes = [size];

        /// <summary>A shape of several dimensions.</summary>
        public Size((int, int) size) => sizes = [size.Item1, size.Item2];

        /// <summary>A shape of several dimensions.</summary>
        public Size((int, int, int) size) => sizes = [size.Item1, size.Item2, size.Item3];

        /// <summary>A shape of several dimensions.</summary>
        public Size((int, int, int, int) size) => sizes = [size.Item1, size.Item2, size.Item3, size.Item4];

        /// <summary>A shape of several dimensions.</summary>
        public Size((int, int, int, int, int) size) => sizes = [size.Item1, size.Item2, size.Item3, size.Item4, size.Item5];

        /// <summary>A shape of several dimensions.</summary>
        public Size((int, int, int, int, int, int) size) => sizes = [size.Item1, size.Item2, size.Item3, size.Item4, size.Item5, size.Item6];

        /// <summary>Whether there are no dimensions.</summary>
        public bool IsEmpty => sizes.Length == 0;

        /// <summary>Whether there are no dimensions.</summary>
        public bool IsScalar => IsEmpty;

        /// <summary>The number of dimensions.</summary>
        public int Length => sizes.Length;

        /// <summary>The size of each dimension.</summary>
        public long[] Shape => sizes;

        /// <summary>The size of one dimension.</summary>
        public long this[int idx] => sizes[idx];

        /// <summary>The size of one dimension.</summary>
        public long this[long idx] => sizes[(int)idx];

        /// <summary>A shape of one dimension.</summary>
        public static implicit operator Size(long size) => new(size);

        /// <summary>A shape of several dimensions.</summary>
        public static implicit operator Size((long, long) size) => new(size);

        /// <summary>A shape of several dimensions.</summary>
        public static implicit operator Size((long, long, long) size) => new(size);

        /// <summary>A shape of several dimensions.</summary>
        public static implicit operator Size((long, long, long, long) size) => new(size);

        /// <summary>A shape of several dimensions.</summary>
        public static implicit operator Size((long, long, long, long, long) size) => new(size);

        /// <summary>A shape of several dimensions.</summary>
        public static implicit operator Size((long, long, long, long, long, long) size) => new(size);

        /// <summary>A shape from an array, which is copied.</summary>
        public static implicit operator Size(long[] size) => new(size);

        /// <summary>The dimensions of one shape, then those of another.</summary>
        public static Size operator +(Size left, Size right) => new(left.Concat(right));

        /// <summary>The dimensions of one shape, then more.</summary>
        public static Size operator +(Size left, IEnumerable<long> right) => new(left.Concat(right));

        /// <summary>Whether two shapes are the same object; to compare sizes, compare their sequences.</summary>
        public static bool operator ==(Size left, Size right) => left.sizes == right.sizes;

        /// <summary>Whether two shapes are not the same object.</summary>
        public static bool operator !=(Size left, Size right) => left.sizes != right.sizes;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Size other && sizes.Equals(other.sizes);

        /// <inheritdoc/>
        public override int GetHashCode() => sizes.GetHashCode();

        /// <summary>The dimensions from one to below another; negative numbers count from the last.</summary>
        public Size Slice(int first, int next)
        {
            var from = first < 0 ? sizes.Length + first : first;
            var to = next < 0 ? sizes.Length + next : next;
            return to > from ? new Size(sizes.Skip(from).Take(to - from)) : Empty;
        }

        /// <summary>The first dimensions.</summary>
        public IEnumerable<long> Take(int i) => sizes.Take(i);

        /// <summary>The number of elements of a tensor of this shape.</summary>
        public long numel() => sizes.Aggregate(1L, (product, size) => product * size);

        /// <inheritdoc/>
        public IEnumerator<long> GetEnumerator() => sizes.AsEnumerable().GetEnumerator();

        /// <inheritdoc/>
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
