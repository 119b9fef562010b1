using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What optimizers have in common: defaults, and a state for each parameter.</summary>
public abstract partial class OptimizerHelper : optim.Optimizer
{
    private const long ElementsOfATurn = 1 << 16;

    /// <summary>The options of groups that do not set their own.</summary>
    protected OptimizerOptions _defaults = new();

    /// <summary>The state of each parameter, by the parameter's handle: make the optimizer after moving a module.</summary>
    protected OrderedDict<IntPtr, OptimizerState> _state = new();

    /// <summary>An optimizer without parameters yet.</summary>
    public OptimizerHelper()
    {
    }

    /// <summary>Moves the state of all parameters to a device.</summary>
    public void to(Device device)
    {
        foreach (var parameter in parameters())
        {
            _state[parameter.Handle].to(device);
        }
    }

    /// <summary>Evaluates the closure with gradients, then calls the body for each group without, in a dispose scope of its own.</summary>
    protected Tensor _step<T>(Action<T> body, Func<Tensor>? loss_closure = null)
        where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using var gradients = enable_grad();
            loss = loss_closure();
        }

        using var none = NoGrad.Enter();
        using var scope = NewDisposeScope();
        foreach (var group in _parameter_groups)
        {
            body((T)group);
        }

        return loss!;
    }

    private protected static void Require(bool condition, string name, double value, string range)
    {
        if (!condition)
        {
            throw new ArgumentException(FormattableString.Invariant($"{name} is {value}: it must be {range}."), name);
        }
    }

    private protected void Own(ParamGroup group, Func<Parameter, OptimizerState> state)
    {
        group.Options.InitialLearningRate = group.Options.LearningRate!.Value;
        _parameter_groups.Add(group);
        foreach (var parameter in group.Parameters)
        {
            var fresh = state(parameter);
            _state[parameter.Handle] = fresh;
            fresh.Initialize(group.Options);
        }
    }

    private protected void DisposeStates(bool disposing)
    {
        if (disposing)
        {
            foreach (var (_, state) in _state)
            {
                (state as IDisposable)?.Dispose();
            }

            _state.Clear();
        }
    }

    /// <summary>The parameters of a group that have a gradient, with gradients and states, in batches of equal key.</summary>
    private protected IEnumerable<Batch<TState>> Batches<TState, TKey>(ParamGroup group, Func<TState, TKey> key)
        where TState : OptimizerState
    {
        var entries = new List<(Parameter Parameter, Tensor Gradient, TState State)>();
        foreach (var parameter in group.Parameters)
        {
            if (Gradient.Of(parameter) is { } gradient)
            {
                entries.Add((parameter, gradient, (TState)_state[parameter.Handle]));
            }
        }

        return entries.GroupBy(entry => key(entry.State)).SelectMany(InTurns).Select(batch => new Batch<TState>([.. batch]));
    }

    // A step is several passes over the same numbers: on a processor they had better still be in its cache for the next pass.
    private static IEnumerable<List<(Parameter Parameter, Tensor Gradient, TState State)>> InTurns<TState>(IEnumerable<(Parameter Parameter, Tensor Gradient, TState State)> entries)
    {
        var turn = new List<(Parameter Parameter, Tensor Gradient, TState State)>();
        var elements = 0L;
        foreach (var entry in entries)
        {
            turn.Add(entry);
            elements += entry.Parameter.device_type == DeviceType.CPU ? entry.Parameter.NumberOfElements : 0;
            if (elements >= ElementsOfATurn)
            {
                yield return turn;
                (turn, elements) = ([], 0);
            }
        }

        if (turn.Count > 0)
        {
            yield return turn;
        }
    }
}
