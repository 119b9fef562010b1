using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>Adam (arXiv:1412.6980), and AdamW, whose weights decay by themselves and not by way of the gradient (arXiv:1711.05101).</summary>
internal sealed class AdamRule(bool isDecoupled) : UpdateRule("exp_avg", "exp_avg_sq")
{
    internal override bool CanSkip => true;

    internal override void Step(IReadOnlyList<MovingParameter> moving, StepSettings settings)
    {
        foreach (var alike in moving.GroupBy(entry => ++entry.State.Steps))
        {
            var entries = alike.ToList();
            var taken = tensor((float)alike.Key, device: entries[0].Parameter.device); // []
            var step = settings.Skipped is { } skipped ? taken.sub(skipped).AtLeast(1) : taken;
            TorchOperators.StepAdam(
                isDecoupled,
                [.. entries.Select(entry => entry.Parameter)],
                [.. entries.Select(entry => entry.Gradient)],
                [.. entries.Select(entry => entry.State.FirstOrZeros())],
                [.. entries.Select(entry => entry.State.SecondOrZeros())],
                step,
                settings.LearningRate,
                settings.Momentum,
                Beta2,
                settings.WeightDecay,
                Epsilon,
                settings.Overflow);
        }
    }
}
