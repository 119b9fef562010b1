using Yolo.Runtime;

namespace Yolo.Engine.Optimization;

/// <summary>Stochastic gradient descent with Nesterov's momentum.</summary>
internal sealed class SgdRule() : UpdateRule(MomentumName, null)
{
    internal override bool HasMomentum => true;

    internal override bool CanSkip => true;

    private protected override bool CountsSteps => false;

    internal override void Step(IReadOnlyList<MovingParameter> moving, StepSettings settings)
    {
        foreach (var alike in moving.GroupBy(entry => entry.State.First is null))
        {
            var (isFirst, entries) = (alike.Key, alike.ToList());
            TorchOperators.StepSgd(
                [.. entries.Select(entry => entry.Parameter)],
                [.. entries.Select(entry => entry.Gradient)],
                [.. entries.Select(entry => entry.State.FirstOrZeros())],
                settings.WeightDecay,
                settings.Momentum,
                settings.LearningRate,
                isFirst,
                settings.Overflow);
        }
    }
}
