using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The cosine of the angle between vectors along one dimension.</summary>
public sealed class CosineSimilarity : ParameterLessModule<Tensor, Tensor, Tensor>
{
    internal CosineSimilarity(long dim, double eps)
        : base(nameof(CosineSimilarity))
    {
        this.dim = dim;
        this.eps = eps;
    }

    /// <summary>The dimension.</summary>
    public long dim { get; set; }

    /// <summary>What keeps divisors from zero.</summary>
    public double eps { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2) => nn.functional.cosine_similarity(input1, input2, dim, eps);
}
