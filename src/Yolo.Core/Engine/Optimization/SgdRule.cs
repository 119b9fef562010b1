using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>Stochastic gradient descent with Nesterov's momentum.</summary>
internal sealed class SgdRule() : UpdateRule(MomentumName, null)
{
    internal override bool HasMomentum => true;

    internal override bool CanSkip => true;

    private protected override bool CountsSteps => false;

    internal override void Step(MovingParameter[] moving, StepSettings settings)
    {
        StepAlike(Array.FindAll(moving, entry => entry.State.First is not null), settings, isFirst: false);
        StepAlike(Array.FindAll(moving, entry => entry.State.First is null), settings, isFirst: true);
    }

    private static void StepAlike(MovingParameter[] entries, StepSettings settings, bool isFirst)
    {
        if (entries.Length > 0)
        {
            TorchOperators.StepSgd(
                Array.ConvertAll(entries, Tensor (entry) => entry.Parameter),
                Array.ConvertAll(entries, entry => entry.Gradient),
                Array.ConvertAll(entries, entry => entry.State.FirstOrZeros()),
                settings.WeightDecay,
                settings.Momentum,
                settings.LearningRate,
                isFirst,
                settings.Overflow);
        }
    }
}
