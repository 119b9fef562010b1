using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>min(max(0, x + 3), 6) / 6.</summary>
public sealed class Hardsigmoid : ParameterLessModule<Tensor, Tensor>
{
    internal Hardsigmoid(bool inplace)
        : base(nameof(Hardsigmoid))
    {
        this.inplace = inplace;
    }

    /// <summary>Whether the input is overwritten.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.hardsigmoid(tensor, inplace);
}
