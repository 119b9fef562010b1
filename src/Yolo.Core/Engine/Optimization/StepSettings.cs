using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>What a step of one group of parameters goes by.</summary>
/// <param name="LearningRate">The length of a step; from 0.</param>
/// <param name="Momentum">The momentum, or first beta; in [0, 1).</param>
/// <param name="WeightDecay">How strongly weights are pulled towards zero; from 0.</param>
internal readonly record struct StepSettings(double LearningRate, double Momentum, double WeightDecay)
{
    /// <summary>[1], on the parameters' device: 1 where the step must change nothing; null: it always does.</summary>
    internal Tensor? Overflow { get; init; }

    /// <summary>[1], on the parameters' device: how many of the steps counted so far have changed nothing; null: none.</summary>
    internal Tensor? Skipped { get; init; }
}
