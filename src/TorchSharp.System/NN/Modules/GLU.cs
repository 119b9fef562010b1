using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>One half of a dimension times the sigmoid of the other.</summary>
public sealed class GLU : ParameterLessModule<Tensor, Tensor>
{
    internal GLU(long dim)
        : base(nameof(GLU))
    {
        this.dim = dim;
    }

    /// <summary>The dimension.</summary>
    public long dim { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.glu(tensor, dim);
}
