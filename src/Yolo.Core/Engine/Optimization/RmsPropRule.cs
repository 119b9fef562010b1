using Yolo.Runtime;

namespace Yolo.Engine.Optimization;

/// <summary>Gradients relative to their running root mean square, with momentum (Hinton, 2012).</summary>
internal sealed class RmsPropRule() : UpdateRule("square_avg", MomentumName)
{
    private const double Alpha = 0.99;

    internal override bool HasMomentum => true;

    internal override void Step(MovingParameter[] moving, StepSettings settings)
    {
        foreach (var (state, given) in moving)
        {
            var gradient = Decayed(state.Parameter, given, settings.WeightDecay);
            state.Steps++;
            var square = state.FirstOrZeros().MultiplyInPlace(Alpha).AddInPlace(gradient.mul(gradient), 1 - Alpha);
            var sum = state.SecondOrZeros().MultiplyInPlace(settings.Momentum).AddInPlace(gradient.div(square.sqrt().AddInPlace(Epsilon)));
            state.Parameter.AddInPlace(sum, -settings.LearningRate);
        }
    }
}
