namespace Yolo.Engine.Optimization;

/// <summary>What a step of one group of parameters goes by.</summary>
/// <param name="LearningRate">The length of a step; from 0.</param>
/// <param name="Momentum">The momentum, or first beta; in [0, 1).</param>
/// <param name="WeightDecay">How strongly weights are pulled towards zero; from 0.</param>
internal readonly record struct StepSettings(double LearningRate, double Momentum, double WeightDecay);
