using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A loss of 4 inputs with weights.</summary>
public abstract class WeightedLoss<T1, T2, T3, T4, TResult> : Loss<T1, T2, T3, T4, TResult>
{
    /// <summary>A loss with weights, which stay the caller's.</summary>
    public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
        this.weight = weight;
    }

    /// <summary>The weights.</summary>
    public Tensor? weight { get; }
}
