using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>min(max(0, x), 6).</summary>
public sealed class ReLU6 : ParameterLessModule<Tensor, Tensor>
{
    internal ReLU6(bool inplace)
        : base(nameof(ReLU6))
    {
        this.inplace = inplace;
    }

    /// <summary>Whether the input is overwritten.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.relu6(tensor, inplace);
}
