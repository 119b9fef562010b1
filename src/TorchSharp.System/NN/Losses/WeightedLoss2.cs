using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A loss of 2 inputs with weights.</summary>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
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
