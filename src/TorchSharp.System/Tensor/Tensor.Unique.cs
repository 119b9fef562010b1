using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements that a list of indices selects in the flattened tensor.</summary>
        public Tensor take_along_dim(IEnumerable<long> indices)
        {
            using var index = torch.tensor(indices.ToArray());
            return take_along_dim(index);
        }

        /// <summary>The elements that a list of indices selects along a dimension.</summary>
        public Tensor take_along_dim(IEnumerable<long> indices, long dim)
        {
            using var index = torch.tensor(indices.ToArray());
            return take_along_dim(index, dim);
        }

        private (Tensor Output, Tensor? Inverse, Tensor? Counts) Unique(bool sorted, bool inverse, bool counts, int? dim) =>
            Wanted(
                dim is { } one ? Aten.unique_dim.Three(this, one, sorted, inverse, counts) : Aten._unique2.Three(this, sorted, inverse, counts),
                inverse,
                counts);

        private (Tensor Output, Tensor? Inverse, Tensor? Counts) UniqueConsecutive(bool inverse, bool counts, int? dim) =>
            Wanted(Aten.unique_consecutive.Three(this, inverse, counts, (long?)dim), inverse, counts);

        // libtorch returns empty tensors for what was not asked for.
        private static (Tensor Output, Tensor? Inverse, Tensor? Counts) Wanted(
            (Tensor Output, Tensor Inverse, Tensor Counts) found, bool inverse, bool counts)
        {
            if (!inverse)
            {
                found.Inverse.Dispose();
            }

            if (!counts)
            {
                found.Counts.Dispose();
            }

            return (found.Output, inverse ? found.Inverse : null, counts ? found.Counts : null);
        }
    }

    /// <summary>The elements that a list of indices selects along a dimension.</summary>
    public static Tensor take_along_dim(Tensor input, IEnumerable<long> indices, long dim = 0) => input.take_along_dim(indices, dim);
}
