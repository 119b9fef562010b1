using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>Adam by the largest gradient instead of the mean of squares (arXiv:1412.6980, section 7.1).</summary>
internal sealed class AdamaxRule() : UpdateRule("exp_avg", "exp_inf")
{
    internal override void Step(MovingParameter[] moving, StepSettings settings)
    {
        var (rate, beta1, decay) = settings;
        foreach (var (state, given) in moving)
        {
            var gradient = Decayed(state.Parameter, given, decay);
            state.Steps++;
            var mean = state.FirstOrZeros().MultiplyInPlace(beta1).AddInPlace(gradient, 1 - beta1);
            var largest = state.SecondOrZeros().MultiplyInPlace(Beta2);
            largest.copy_(maximum(largest, gradient.abs().AddInPlace(Epsilon)));
            state.Parameter.AddInPlace(mean.div(largest), -rate / (1 - Math.Pow(beta1, state.Steps)));
        }
    }
}
