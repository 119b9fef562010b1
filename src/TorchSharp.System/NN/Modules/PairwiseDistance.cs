using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The norm of the difference of vectors.</summary>
public sealed class PairwiseDistance : ParameterLessModule<Tensor, Tensor, Tensor>
{
    internal PairwiseDistance(double norm, double eps, bool keepdim)
        : base(nameof(PairwiseDistance))
    {
        this.norm = norm;
        this.eps = eps;
        this.keepdim = keepdim;
    }

    /// <summary>The kind of norm.</summary>
    public double norm { get; set; }

    /// <summary>What keeps divisors from zero.</summary>
    public double eps { get; set; }

    /// <summary>Whether the dimension stays, with size 1.</summary>
    public bool keepdim { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2) => nn.functional.pairwise_distance(input1, input2, norm, eps, keepdim);
}
