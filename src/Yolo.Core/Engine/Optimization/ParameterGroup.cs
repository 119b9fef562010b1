using TorchSharp.Modules;

namespace Yolo.Engine.Optimization;

/// <summary>Parameters that share a learning rate and a weight decay.</summary>
/// <param name="Kind">What they have in common.</param>
/// <param name="RateFactor">What the learning rate is multiplied by: 3 for the class branches of MuSGD, otherwise 1.</param>
/// <param name="Parameters">The parameters by their keys, in the network's order. The network owns them.</param>
public sealed record ParameterGroup(ParameterKind Kind, double RateFactor, IReadOnlyList<(string Name, Parameter Parameter)> Parameters)
{
    /// <summary>The learning rate before any schedule; from 0.</summary>
    public double InitialLearningRate { get; init; }

    /// <summary>How strongly the parameters are pulled towards zero; from 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Whether weight decay holds for this kind.</summary>
    internal bool IsDecayed => Kind is ParameterKind.Weight or ParameterKind.Muon;

    /// <summary>The kind as checkpoints say it: weight, bn, bias or muon.</summary>
    internal string Tag => Kind switch
    {
        ParameterKind.Weight => "weight",
        ParameterKind.Norm => "bn",
        ParameterKind.Bias => "bias",
        _ => "muon",
    };
}
