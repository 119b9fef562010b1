namespace TorchSharp;

public static partial class torch
{
    /// <summary>The different elements, in order; which of them each element is; and how often each occurs.</summary>
    public static (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(
        Tensor input, bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
        input.unique(sorted, return_inverse, return_counts, dim);

    /// <summary>The elements without repetitions of their predecessor; which of them each element is; and how often each is repeated.</summary>
    public static (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(
        Tensor input, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
        input.unique_consecutive(return_inverse, return_counts, dim);
}
