using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A loss of 4 inputs.</summary>
public abstract class Loss<T1, T2, T3, T4, TResult> : nn.Module<T1, T2, T3, T4, TResult>
{
    /// <summary>A loss whose parts become what the reduction says.</summary>
    public Loss(nn.Reduction reduction = nn.Reduction.Mean)
        : base(nameof(Loss<T1, T2, T3, T4, TResult>))
    {
        this.reduction = reduction;
    }

    /// <summary>What becomes of the parts.</summary>
    public nn.Reduction reduction { get; }
}
