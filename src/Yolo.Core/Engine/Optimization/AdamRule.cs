using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>Adam (arXiv:1412.6980), and AdamW, whose weights decay by themselves and not by way of the gradient (arXiv:1711.05101).</summary>
internal sealed class AdamRule(bool isDecoupled) : UpdateRule("exp_avg", "exp_avg_sq")
{
    internal override bool CanSkip => true;

    internal override void Step(MovingParameter[] moving, StepSettings settings)
    {
        Array.ForEach(moving, entry => entry.State.Steps++);
        for (var rest = moving; rest.Length > 0;)
        {
            var steps = rest[0].State.Steps;
            var entries = Array.FindAll(rest, entry => entry.State.Steps == steps);
            rest = Array.FindAll(rest, entry => entry.State.Steps != steps);
            var taken = tensor((float)steps).SentTo(entries[0].Parameter.device); // []
            var step = settings.Skipped is { } skipped ? taken.sub(skipped).AtLeast(1) : taken;
            TorchOperators.StepAdam(
                isDecoupled,
                Array.ConvertAll(entries, Tensor (entry) => entry.Parameter),
                Array.ConvertAll(entries, entry => entry.Gradient),
                Array.ConvertAll(entries, entry => entry.State.FirstOrZeros()),
                Array.ConvertAll(entries, entry => entry.State.SecondOrZeros()),
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
