using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>
/// Adam whose early steps are held back while its variance rests on few gradients (arXiv:1908.03265), as PyTorch has it. TorchSharp's own step
/// multiplies by the learning rate twice, so this one takes its place; groups and states stay TorchSharp's.
/// </summary>
internal sealed class RectifiedAdam(IEnumerable<RAdam.ParamGroup> groups, double learningRate, double beta1) : RAdam(groups, learningRate, beta1)
{
    // Below this length of the average its variance has no closed form, and the step is that of plain momentum.
    private const double ShortestLength = 5;

    /// <inheritdoc/>
    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

    private void Step(ParamGroup group)
    {
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is { } gradient)
            {
                Step(parameter, gradient, (State)_state[parameter.Handle], (Options)group.Options);
            }
        }
    }

    private static void Step(Parameter parameter, Tensor gradient, State state, Options options)
    {
        var (rate, beta1, beta2) = (options.LearningRate!.Value, options.beta1!.Value, options.beta2!.Value);
        if (options.weight_decay is { } decay and not 0)
        {
            gradient = gradient.add(parameter, alpha: decay);
        }

        state.step++;
        state.exp_avg.mul_(beta1).add_(gradient, alpha: 1 - beta1);
        state.exp_avg_sq.mul_(beta2).addcmul_(gradient, gradient, value: 1 - beta2);

        var power = Math.Pow(beta2, state.step);
        var longest = (2 / (1 - beta2)) - 1;
        var length = longest - (2 * state.step * power / (1 - power));
        var corrected = rate / (1 - Math.Pow(beta1, state.step));
        if (length <= ShortestLength)
        {
            parameter.add_(state.exp_avg, alpha: -corrected);
            return;
        }

        var rectified = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
        parameter.addcdiv_(state.exp_avg, state.exp_avg_sq.sqrt().add_(options.eps!.Value), value: -corrected * rectified * Math.Sqrt(1 - power));
    }
}
