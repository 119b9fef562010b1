using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>A loss. The owner disposes it, unless a dispose scope does.</summary>
/// <remarks>Legend: T terms.</remarks>
public sealed class LossResult : IDisposable
{
    internal LossResult(Tensor terms, Tensor items)
    {
        Terms = terms;
        Items = items;
        Total = terms.sum();
    }

    /// <summary>[T]: the parts of <see cref="Total"/>, with their gains; for all tasks but classification multiplied by the number of images.</summary>
    public Tensor Terms { get; }

    /// <summary>[]: the sum of <see cref="Terms"/>; call backward on it.</summary>
    public Tensor Total { get; }

    /// <summary>[T]: what is logged: terms with their gains for one image, without gradient, on the predictions' device.</summary>
    public Tensor Items { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Terms.Dispose();
        Total.Dispose();
        Items.Dispose();
    }

    internal LossResult MoveToOuterDisposeScope()
    {
        Terms.MoveToOuterDisposeScope();
        Total.MoveToOuterDisposeScope();
        Items.MoveToOuterDisposeScope();
        return this;
    }
}
