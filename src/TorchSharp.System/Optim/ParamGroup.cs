using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters with common options.</summary>
public class ParamGroup : optim.ILearningRateController
{
    /// <summary>The parameters; a list or an array, because every step goes through them.</summary>
    public IEnumerable<Parameter> Parameters { get; set; } = [];

    /// <summary>The options; those that are not set take the optimizer's.</summary>
    public OptimizerOptions Options { get; set; } = null!;

    /// <summary>The learning rate now.</summary>
    public double LearningRate
    {
        get => Options.LearningRate!.Value;
        set => Options.LearningRate = value;
    }

    /// <summary>The learning rate that schedules start from.</summary>
    public double InitialLearningRate
    {
        get => Options.InitialLearningRate;
        set => Options.InitialLearningRate = value;
    }
}
