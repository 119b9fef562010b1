using System.Globalization;
using Yolo.Runtime;

namespace Yolo.Engine.Optimization;

/// <summary>Adam with Nesterov's momentum (Dozat, 2016), as PyTorch has it.</summary>
internal sealed class NAdamRule() : UpdateRule("exp_avg", "exp_avg_sq")
{
    private const double MomentumDecay = 0.004;

    internal override void Step(MovingParameter[] moving, StepSettings settings)
    {
        var (rate, beta1, decay) = settings;
        foreach (var (state, given) in moving)
        {
            var gradient = Decayed(state.Parameter, given, decay);
            state.Steps++;
            var (now, next) = (Momentum(beta1, state.Steps), Momentum(beta1, state.Steps + 1));
            state.MomentumProduct *= now;
            var (mean, square) = FollowMoments(state, gradient, beta1);
            var divisor = square.Over(1 - Math.Pow(Beta2, state.Steps)).sqrt().AddInPlace(Epsilon);
            state.Parameter.AddInPlace(gradient.div(divisor), -rate * (1 - now) / (1 - state.MomentumProduct));
            state.Parameter.AddInPlace(mean.div(divisor), -rate * next / (1 - (state.MomentumProduct * next)));
        }
    }

    internal override IEnumerable<StateSlot> Slots(ParameterState state) => base.Slots(state).Append(new StateSlot(
        "mu_product",
        () => state.Steps > 0 ? state.MomentumProduct : null,
        value => state.MomentumProduct = Convert.ToDouble(value, CultureInfo.InvariantCulture)));

    private static double Momentum(double beta1, long step) => beta1 * (1 - (0.5 * Math.Pow(0.96, step * MomentumDecay)));
}
