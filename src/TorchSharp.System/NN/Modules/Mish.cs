using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x·tanh(softplus(x)).</summary>
public sealed class Mish : ParameterLessModule<Tensor, Tensor>
{
    internal Mish(bool inplace)
        : base(nameof(Mish))
    {
        this.inplace = inplace;
    }

    /// <summary>Whether the input is overwritten.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.mish(tensor, inplace);
}
