namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// One index among those between brackets: a number, a range, <see cref="Ellipsis"/>, <see cref="None"/> (a new dimension), a truth
    /// value, or a tensor of integers or truth values.
    /// </summary>
    public struct TensorIndex
    {
#pragma warning disable CA2211 // TorchSharp's are plain static fields.
        /// <summary>As many whole dimensions as the other indices leave.</summary>
        public static TensorIndex Ellipsis = new() { Kind = IndexKind.Ellipsis };

        /// <summary>A new dimension of size 1.</summary>
        public static TensorIndex None = new() { Kind = IndexKind.NewDimension };

        /// <summary>A whole dimension.</summary>
        public static TensorIndex Null = new() { Kind = IndexKind.Slice };

        /// <summary>A whole dimension.</summary>
        public static TensorIndex Colon = Slice();
#pragma warning restore CA2211

        internal enum IndexKind
        {
            NewDimension,
            Single,
            Ellipsis,
            Bool,
            Tensor,
            Slice,
        }

        internal IndexKind Kind { get; private set; }

        /// <summary>The start of a range, the number, or 0 or 1 for a truth value.</summary>
        internal long? Start { get; private set; }

        internal long? Stop { get; private set; }

        internal long? Step { get; private set; }

        internal Tensor? Indices { get; private set; }

        /// <summary>A range; a missing start or stop means the end of the dimension, negative numbers count from the last.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Kind = IndexKind.Slice, Start = start, Stop = stop, Step = step };

        /// <summary>A range; a missing start or end means the end of the dimension, negative numbers count from the last.</summary>
        public static TensorIndex Slice((int? start, int? end) range) => Slice((long?)range.start, range.end);

        /// <summary>A range.</summary>
        public static TensorIndex Slice(Range range) => Slice(
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value);

        /// <summary>A truth value: the whole tensor under a new dimension, or nothing of it.</summary>
        public static TensorIndex Bool(bool value) => new() { Kind = IndexKind.Bool, Start = value ? 1 : 0 };

        /// <summary>One place of a dimension, which disappears.</summary>
        public static TensorIndex Single(long? index) => new() { Kind = IndexKind.Single, Start = index };

        /// <summary>The places that a tensor lists, or where it is true.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new() { Kind = IndexKind.Tensor, Indices = tensor };

        /// <summary>One place of a dimension.</summary>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>A range.</summary>
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        /// <summary>A range.</summary>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>One place of a dimension, which may count from the end.</summary>
        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        /// <summary>Never called: it exists so that the compiler finds the indexer of indices.</summary>
        public static implicit operator Tensor(TensorIndex value) => throw new InvalidOperationException("An index does not become a tensor.");
    }
}
