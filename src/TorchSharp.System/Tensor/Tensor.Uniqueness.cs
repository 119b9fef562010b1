namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The different elements, in order; which of them each element is; and how often each occurs.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(
            bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Unique(sorted, return_inverse, return_counts, dim);

        /// <summary>The elements without repetitions of their predecessor; which of them each element is; and how often each is repeated.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(
            bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            UniqueConsecutive(return_inverse, return_counts, dim);
    }
}
