using TorchSharp.Modules;
using static TorchSharp.torch.optim;

namespace Yolo.Engine.Optimization;

/// <summary>Makes torch's optimizers over groups of parameters. MuSGD takes its second half, SGD, from here.</summary>
internal static class TorchOptimizers
{
    /// <summary>The second beta of Adam and its family.</summary>
    internal const double Beta2 = 0.999;

    /// <summary>An optimizer with the groups in their order. The caller disposes it.</summary>
    internal static OptimizerHelper Create(OptimizerKind kind, IReadOnlyList<ParameterGroup> groups, double momentum) => kind switch
    {
        OptimizerKind.SGD or OptimizerKind.MuSGD => SGD(
            Map(groups, (parameters, rate, decay) => new SGD.ParamGroup(parameters, rate, momentum, 0, decay, nesterov: true)), Rate(groups), momentum),
        OptimizerKind.Adam => Adam(
            Map(groups, (parameters, rate, decay) => new Adam.ParamGroup(parameters, rate, momentum, Beta2, weight_decay: decay)), Rate(groups), momentum),
        OptimizerKind.AdamW => AdamW(
            Map(groups, (parameters, rate, decay) => new AdamW.ParamGroup(parameters, rate, momentum, Beta2, weight_decay: decay)), Rate(groups), momentum),
        OptimizerKind.Adamax => Adamax(
            Map(groups, (parameters, rate, decay) => new Adamax.ParamGroup(parameters, rate, momentum, Beta2, weight_decay: decay)), Rate(groups), momentum),
        OptimizerKind.NAdam => NAdam(
            Map(groups, (parameters, rate, decay) => new NAdam.ParamGroup(parameters, rate, momentum, Beta2, weight_decay: decay)), Rate(groups), momentum),
        OptimizerKind.RAdam => new RectifiedAdam(
            Map(groups, (parameters, rate, decay) => new RAdam.ParamGroup(parameters, rate, momentum, Beta2, weight_decay: decay)), Rate(groups), momentum),
        _ => RMSProp(
            Map(groups, (parameters, rate, decay) => new RMSProp.ParamGroup(parameters, rate, weight_decay: decay, momentum: momentum)), Rate(groups)),
    };

    private static List<T> Map<T>(IReadOnlyList<ParameterGroup> groups, Func<List<Parameter>, double, double, T> make) =>
        [.. groups.Select(group => make([.. group.Parameters.Select(entry => entry.Parameter)], group.InitialLearningRate, group.WeightDecay))];

    private static double Rate(IReadOnlyList<ParameterGroup> groups) => groups[0].InitialLearningRate;
}
