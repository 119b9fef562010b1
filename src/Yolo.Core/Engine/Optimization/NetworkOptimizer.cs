using TorchSharp.Modules;
using Yolo.Engine.Settings;
using Yolo.Models;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>
/// Changes the weights of a network by their gradients: the reference's optimizers, over its groups of parameters. Not thread-safe. The run disposes it,
/// before the network.
/// </summary>
public sealed class NetworkOptimizer : IDisposable
{
    private readonly OptimizerChoice choice;
    private readonly UpdateRule rule;
    private readonly MuonStep? muon;
    private readonly ParameterState[][] states;
    private readonly double[] learningRates;
    private readonly Parameter[] parameters;
    private double momentum;
    private Tensor? skipped;

    private NetworkOptimizer(OptimizerChoice choice, IReadOnlyList<ParameterGroup> groups)
    {
        this.choice = choice;
        Groups = groups;
        parameters = [.. groups.SelectMany(group => group.Parameters, (_, entry) => entry.Parameter)];
        states = [.. groups.Select(group => group.Parameters.Select(entry => new ParameterState(entry.Parameter)).ToArray())];
        learningRates = [.. groups.Select(group => group.InitialLearningRate)];
        momentum = choice.Momentum;
        rule = UpdateRule.Of(choice.Kind);
        muon = choice.Kind == OptimizerKind.MuSGD ? new MuonStep(groups) : null;
    }

    /// <summary>Its name as the reference spells it, for instance AdamW; never auto.</summary>
    public string Name => choice.Kind.ToString();

    /// <summary>The learning rate before any schedule, which auto chooses itself.</summary>
    internal double BaseLearningRate => choice.LearningRate;

    /// <summary>The momentum, or first beta, that it was made with, which auto chooses itself.</summary>
    internal double BaseMomentum => choice.Momentum;

    /// <summary>Where the learning rate of biases starts in warm-up if the optimizer has its own idea, as auto has (0); null: where the settings say.</summary>
    internal double? WarmupBiasLearningRate => choice.WarmupBiasLearningRate;

    /// <summary>Whether there is a momentum that warm-up changes; Adam's family has betas instead, which stay.</summary>
    internal bool HasMomentum => rule.HasMomentum;

    /// <summary>The groups of parameters in order.</summary>
    public IReadOnlyList<ParameterGroup> Groups { get; }

    /// <summary>The learning rate of each group now.</summary>
    public IReadOnlyList<double> LearningRates => [.. learningRates];

    /// <summary>The momentum, or first beta, of each group now.</summary>
    public IReadOnlyList<double> Momenta => [.. learningRates.Select(_ => momentum)];

    /// <summary>One line about it, as the reference prints.</summary>
    public string Description
    {
        get
        {
            var norms = Count(ParameterKind.Norm);
            var decayed = Count(muon is null ? ParameterKind.Weight : ParameterKind.Muon);
            var decay = Groups[0].WeightDecay;
            return FormattableString.Invariant(
                $"optimizer: {Name}(lr={BaseLearningRate}, momentum={BaseMomentum}) with parameter groups {norms} weight(decay=0.0), {decayed} weight(decay={decay}), {Count(ParameterKind.Bias)} bias(decay=0.0)");
        }
    }

    /// <summary>Makes the optimizer of a run.</summary>
    /// <param name="network">The network, already on its device and with its layout: later moves replace parameters.</param>
    /// <param name="settings">What the run says.</param>
    /// <param name="iterations">Steps of the run in all, by which auto chooses.</param>
    /// <param name="classes">Classes of the data, by which auto chooses its learning rate.</param>
    /// <exception cref="SettingException">There is no optimizer of that name.</exception>
    internal static NetworkOptimizer Create(YoloNetwork network, OptimizerSettings settings, long iterations, int classes)
    {
        var choice = OptimizerChoice.Of(settings, iterations, classes);
        return new NetworkOptimizer(choice, [.. ParameterGroups.Split(network, choice.Kind == OptimizerKind.MuSGD).Select(group => group with
        {
            InitialLearningRate = choice.LearningRate * group.RateFactor,
            WeightDecay = group.IsDecayed ? settings.WeightDecay : 0,
        })]);
    }

    /// <summary>Sets the learning rate of a group from now on.</summary>
    /// <param name="group">Its index.</param>
    /// <param name="learningRate">From 0.</param>
    internal void SetLearningRate(int group, double learningRate) => learningRates[group] = learningRate;

    /// <summary>
    /// Sets the momentum of all groups from the next step on, for a schedule of one's own. While rates warm up (<see cref="Training.TrainOptions.WarmupEpochs"/>) the training sets it
    /// itself before each batch; after that it stays as it was set, and checkpoints keep it. Of several ranks each sets its own.
    /// </summary>
    /// <param name="value">From 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is outside.</exception>
    /// <exception cref="NotSupportedException">The optimizer is of Adam's family, which has betas instead.</exception>
    public void SetMomentum(double value)
    {
        if (value is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A momentum is from 0 to below 1.");
        }

        if (!HasMomentum)
        {
            throw new NotSupportedException($"{Name} has no momentum to set, but betas that stay. Train with optimizer SGD, MuSGD or RMSProp.");
        }

        momentum = value;
    }

    /// <summary>Sets the momentum of all groups to what schedule or checkpoint say; betas of Adam's family stay.</summary>
    internal void FollowMomentum(double value) => momentum = HasMomentum ? value : momentum;

    /// <summary>Changes all parameters that have a gradient.</summary>
    internal void Step() => Step(null);

    /// <summary>The same, where gradients may have overflowed. SGD, MuSGD, Adam and AdamW leave it to the device, the others wait for it.</summary>
    /// <param name="overflow">[1], on the parameters' device: 1 where the step must change nothing; null: it always does.</param>
    internal void Step(Tensor? overflow)
    {
        using var noGradient = no_grad();
        if (overflow is not null && !rule.CanSkip && overflow.SingleValue() != 0)
        {
            return;
        }

        muon?.Step(learningRates, momentum, overflow);
        foreach (var (index, group) in Groups.Index())
        {
            using var scope = NewDisposeScope();
            var moving = Moving(states[index]);
            if (moving.Length > 0)
            {
                rule.Step(moving, new StepSettings(learningRates[index], momentum, group.WeightDecay) { Overflow = overflow, Skipped = skipped });
            }
        }

        if (overflow is not null && rule.CanSkip)
        {
            (skipped ??= overflow.zeros_like().DetachFromDisposeScope()).AddInPlace(overflow);
        }
    }

    /// <summary>Forgets all gradients, so that the next backward pass need not add to them.</summary>
    internal void ZeroGradients()
    {
        foreach (var parameter in parameters)
        {
            parameter.grad = null;
        }
    }

    /// <summary>
    /// Everything that the next steps depend on: options of groups and state of parameters as the reference's checkpoints hold them, and gradients that wait for a step. Plain values,
    /// whose tensors are not copied: good for writing until the next step or the end of the caller's dispose scope.
    /// </summary>
    internal IReadOnlyDictionary<string, object?> ViewState()
    {
        SettleSkipped();
        return OptimizerSnapshot.Capture(this);
    }

    /// <summary>Puts a captured state back; steps then are bit for bit those that would have followed.</summary>
    /// <param name="state">What <see cref="ViewState"/> returned, also after a way through a checkpoint, or the reference's own, in which numbers may be of half precision.</param>
    /// <exception cref="ArgumentException">It is of another optimizer, or of another network.</exception>
    internal void RestoreState(IReadOnlyDictionary<string, object?> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        OptimizerSnapshot.Restore(this, state);
    }

    /// <summary>Frees what it remembers; parameters and gradients stay. The run's to do.</summary>
    void IDisposable.Dispose()
    {
        muon?.Dispose();
        skipped?.Dispose();
        foreach (var state in states.SelectMany(group => group))
        {
            state.Dispose();
        }
    }

    /// <summary>The parameters of all groups, by whose order states are numbered.</summary>
    internal IReadOnlyList<Parameter> Parameters => parameters;

    /// <summary>What is remembered of each parameter.</summary>
    internal IReadOnlyList<IReadOnlyList<StateSlot>> Slots() =>
        [.. states.Zip(Groups).SelectMany(group => group.First, (group, state) => group.Second.Kind == ParameterKind.Muon ? MuonSlots(state) : [.. rule.Slots(state)])];

    /// <summary>Forgets everything about parameters, as if no step had been taken.</summary>
    internal void ResetSlots()
    {
        foreach (var state in states.SelectMany(group => group))
        {
            state.Reset();
        }

        muon?.Reset();
        ForgetSkipped();
    }

    /// <summary>Takes steps off the count that the device skipped after they were counted. Waits for the device.</summary>
    internal void SettleSkipped()
    {
        if (skipped is not null)
        {
            var steps = (long)skipped.SingleValue();
            foreach (var state in states.SelectMany(group => group).Where(state => state.Steps > 0))
            {
                state.Steps = Math.Max(0, state.Steps - steps);
            }

            ForgetSkipped();
        }
    }

    private void ForgetSkipped()
    {
        skipped?.Dispose();
        skipped = null;
    }

    private static MovingParameter[] Moving(ParameterState[] states)
    {
        var moving = new List<MovingParameter>(states.Length);
        foreach (var state in states)
        {
            if (state.Parameter.grad is { } gradient)
            {
                moving.Add(new MovingParameter(state, LaidOutAs(state.Parameter, gradient)));
            }
        }

        return [.. moving];
    }

    // Operators that take a step at once go through memory as it lies. Backward passes lay gradients out like parameters; callbacks may not.
    private static Tensor LaidOutAs(Parameter parameter, Tensor gradient) =>
        gradient.stride().AsSpan().SequenceEqual(parameter.stride()) ? gradient : parameter.empty_like().copy_(gradient);

    // With two buffers for a parameter the mean has the plain name.
    private StateSlot[] MuonSlots(ParameterState state) =>
        [muon!.Slot(state.Parameter), rule.Slots(state).Single() with { Name = UpdateRule.MomentumName + "_SGD" }];

    private int Count(ParameterKind kind) => Groups.Where(group => group.Kind == kind).Sum(group => group.Parameters.Count);
}
