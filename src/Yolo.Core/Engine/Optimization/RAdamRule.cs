using Yolo.Runtime;

namespace Yolo.Engine.Optimization;

/// <summary>Adam whose early steps are held back while its variance rests on few gradients (arXiv:1908.03265), as PyTorch has it.</summary>
internal sealed class RAdamRule() : UpdateRule("exp_avg", "exp_avg_sq")
{
    // Below this length of the average its variance has no closed form, and the step is that of plain momentum.
    private const double ShortestLength = 5;

    internal override void Step(MovingParameter[] moving, StepSettings settings)
    {
        var (rate, beta1, decay) = settings;
        foreach (var (state, given) in moving)
        {
            state.Steps++;
            var (mean, square) = FollowMoments(state, Decayed(state.Parameter, given, decay), beta1);
            var power = Math.Pow(Beta2, state.Steps);
            var longest = (2 / (1 - Beta2)) - 1;
            var length = longest - (2 * state.Steps * power / (1 - power));
            var corrected = rate / (1 - Math.Pow(beta1, state.Steps));
            if (length <= ShortestLength)
            {
                state.Parameter.AddInPlace(mean, -corrected);
                continue;
            }

            var rectified = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
            state.Parameter.AddInPlace(mean.div(square.sqrt().AddInPlace(Epsilon)), -corrected * rectified * Math.Sqrt(1 - power));
        }
    }
}
