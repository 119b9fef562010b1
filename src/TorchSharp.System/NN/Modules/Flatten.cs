using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Makes one dimension of several.</summary>
public sealed class Flatten : ParameterLessModule<Tensor, Tensor>
{
    internal Flatten(long start_dim, long end_dim)
        : base(nameof(Flatten))
    {
        this.start_dim = start_dim;
        this.end_dim = end_dim;
    }

    /// <summary>The first of the dimensions.</summary>
    public long start_dim { get; set; }

    /// <summary>The last of the dimensions.</summary>
    public long end_dim { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Aten.flatten_using_ints.Tensor(input, start_dim, end_dim);
}
