using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x above zero, alpha·(exp(x) - 1) below.</summary>
public sealed class ELU : ParameterLessModule<Tensor, Tensor>
{
    internal ELU(double alpha, bool inplace)
        : base(nameof(ELU))
    {
        this.alpha = alpha;
        this.inplace = inplace;
    }

    /// <summary>The scale below zero.</summary>
    public double alpha { get; set; }

    /// <summary>Whether the input is overwritten.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.elu(tensor, alpha, inplace);
}
