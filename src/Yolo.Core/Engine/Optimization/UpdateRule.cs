using System.Globalization;
using TorchSharp.Modules;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>How optimizers of one kind change parameters, and under which names checkpoints hold what they remember.</summary>
/// <param name="firstName">The reference's name of <see cref="ParameterState.First"/>.</param>
/// <param name="secondName">That of <see cref="ParameterState.Second"/>; null: there is none.</param>
internal abstract class UpdateRule(string firstName, string? secondName)
{
    /// <summary>The share of the mean of squares that stays in a step, the second beta of Adam's family.</summary>
    internal const double Beta2 = 0.999;

    /// <summary>The name of running sums of gradients.</summary>
    internal const string MomentumName = "momentum_buffer";

    private protected const double Epsilon = 1e-8;

    /// <summary>Whether there is a momentum that warm-up changes; Adam's family has betas instead, which stay.</summary>
    internal virtual bool HasMomentum => false;

    /// <summary>Whether steps heed <see cref="StepSettings.Overflow"/>; before those of other rules somebody must look.</summary>
    internal virtual bool CanSkip => false;

    /// <summary>Whether the number of steps is remembered.</summary>
    private protected virtual bool CountsSteps => true;

    /// <summary>The rule of a kind; MuSGD's second half is SGD.</summary>
    internal static UpdateRule Of(OptimizerKind kind) => kind switch
    {
        OptimizerKind.SGD or OptimizerKind.MuSGD => new SgdRule(),
        OptimizerKind.Adam => new AdamRule(isDecoupled: false),
        OptimizerKind.AdamW => new AdamRule(isDecoupled: true),
        OptimizerKind.Adamax => new AdamaxRule(),
        OptimizerKind.NAdam => new NAdamRule(),
        OptimizerKind.RAdam => new RAdamRule(),
        _ => new RmsPropRule(),
    };

    /// <summary>Takes a step with all parameters of a group that have a gradient. Without gradients being recorded, in a dispose scope.</summary>
    internal abstract void Step(MovingParameter[] moving, StepSettings settings);

    /// <summary>What is remembered of a parameter, as checkpoints have it.</summary>
    internal virtual IEnumerable<StateSlot> Slots(ParameterState state)
    {
        if (CountsSteps)
        {
            yield return new StateSlot("step", () => state.Steps > 0 ? state.Steps : null, value => state.Steps = Convert.ToInt64(value, CultureInfo.InvariantCulture));
        }

        yield return new StateSlot(firstName, () => state.First, value => state.First = (Tensor)value);
        if (secondName is not null)
        {
            yield return new StateSlot(secondName, () => state.Second, value => state.Second = (Tensor)value);
        }
    }

    /// <summary>The gradient with what pulls the weight towards zero.</summary>
    private protected static Tensor Decayed(Parameter parameter, Tensor gradient, double decay) => decay == 0 ? gradient : gradient.Plus(parameter, decay);

    /// <summary>Lets the running means of gradients and of their squares follow a gradient.</summary>
    private protected static (Tensor Mean, Tensor Square) FollowMoments(ParameterState state, Tensor gradient, double beta1) => (
        state.FirstOrZeros().MultiplyInPlace(beta1).AddInPlace(gradient, 1 - beta1),
        state.SecondOrZeros().MultiplyInPlace(Beta2).AddInPlace(gradient.mul(gradient), 1 - Beta2));
}
