using System.Collections;
using System.Globalization;
using TorchSharp.Modules;
using Yolo.Checkpoints;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>The state of an optimizer as plain values, in the reference's layout, and back.</summary>
internal static class OptimizerSnapshot
{
    private const string NameKey = "name";
    private const string StateKey = "state";
    private const string GroupsKey = "param_groups";
    private const string GradientsKey = "gradients";

    internal static IReadOnlyDictionary<string, object?> Capture(NetworkOptimizer optimizer) => new Dictionary<string, object?>
    {
        [NameKey] = optimizer.Name,
        [StateKey] = States(optimizer),
        [GroupsKey] = Groups(optimizer),
        [GradientsKey] = Numbered(optimizer.Parameters.Select(parameter => parameter.grad is { } gradient ? (object)WeightTransfer.ToView(gradient) : null)),
    };

    internal static void Restore(NetworkOptimizer optimizer, IReadOnlyDictionary<string, object?> state)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var groups = Part<IList>(state, GroupsKey).Cast<IDictionary>().ToList();
        RequireSame(optimizer, state, groups);
        optimizer.ResetSlots();
        optimizer.ZeroGradients();
        foreach (var (i, group) in groups.Index())
        {
            optimizer.SetLearningRate(i, Number(group, "lr"));
        }

        if (optimizer.HasMomentum)
        {
            optimizer.FollowMomentum(Number(groups[0], "momentum"));
        }

        var slots = optimizer.Slots();
        foreach (var (index, values) in Entries(Part<IDictionary>(state, StateKey), optimizer))
        {
            Fill(slots[index], (IDictionary)values, optimizer.Parameters[index]);
        }

        if (state.GetValueOrDefault(GradientsKey) is IDictionary gradients)
        {
            foreach (var (index, value) in Entries(gradients, optimizer))
            {
                optimizer.Parameters[index].grad = ToTensor((TensorData)value, optimizer.Parameters[index]);
            }
        }
    }

    private static Dictionary<long, object?> States(NetworkOptimizer optimizer) =>
        Numbered(optimizer.Slots().Select(slots =>
        {
            var values = slots.Select(slot => (slot.Name, Value: slot.Get())).Where(entry => entry.Value is not null)
                .ToDictionary(entry => entry.Name, entry => entry.Value is Tensor tensor ? WeightTransfer.ToView(tensor) : entry.Value);
            return values.Count == 0 ? null : (object)values;
        }));

    private static List<object?> Groups(NetworkOptimizer optimizer)
    {
        var first = 0;
        var result = new List<object?>();
        foreach (var (i, group) in optimizer.Groups.Index())
        {
            var options = new Dictionary<string, object?>
            {
                ["lr"] = optimizer.LearningRates[i],
                ["initial_lr"] = group.InitialLearningRate,
                ["weight_decay"] = group.WeightDecay,
                ["param_group"] = group.Tag,
                ["params"] = Enumerable.Range(first, group.Parameters.Count).Select(index => (object?)(long)index).ToList(),
            };
            if (optimizer.HasMomentum)
            {
                options["momentum"] = optimizer.Momenta[i];
                options["nesterov"] = optimizer.Name is nameof(OptimizerKind.SGD) or nameof(OptimizerKind.MuSGD);
            }
            else
            {
                options["betas"] = new List<object?> { optimizer.Momenta[i], UpdateRule.Beta2 };
            }

            first += group.Parameters.Count;
            result.Add(options);
        }

        return result;
    }

    private static void RequireSame(NetworkOptimizer optimizer, IReadOnlyDictionary<string, object?> state, List<IDictionary> groups)
    {
        var name = state.GetValueOrDefault(NameKey) as string ?? optimizer.Name;
        var counts = groups.Select(group => (group["params"] as IList)?.Count ?? 0).ToList();
        var own = optimizer.Groups.Select(group => group.Parameters.Count).ToList();
        if (name != optimizer.Name || !counts.SequenceEqual(own))
        {
            throw new ArgumentException(
                $"The state is of {name} over {Show(counts)} parameters; the optimizer is {optimizer.Name} over {Show(own)}. Go on with the settings and the network of the run that saved it.",
                nameof(state));
        }
    }

    private static void Fill(IReadOnlyList<StateSlot> slots, IDictionary values, Parameter parameter)
    {
        foreach (var slot in slots)
        {
            switch (values[slot.Name])
            {
                case TensorData { ElementCount: 1, Shape.Length: 0 } number:
                    slot.Set((double)number.ToSingles()[0]);
                    break;
                case TensorData data when slot.Get() is Tensor existing:
                    existing.copy_(ToTensor(data, parameter));
                    break;
                case TensorData data:
                    slot.Set(ToTensor(data, parameter));
                    break;
                case { } number:
                    slot.Set(number);
                    break;
            }
        }
    }

    // Laid out as the parameter is, so that steps need not go across memory.
    private static Tensor ToTensor(TensorData data, Parameter parameter)
    {
        if (!data.Shape.AsSpan().SequenceEqual(parameter.shape))
        {
            throw new ArgumentException($"The state holds {data} for a parameter of [{string.Join(", ", parameter.shape)}]: it is of another network.", nameof(data));
        }

        return parameter.empty_like().copy_(WeightTransfer.ToTensor(data));
    }

    private static IEnumerable<(int Index, object Value)> Entries(IDictionary entries, NetworkOptimizer optimizer)
    {
        foreach (DictionaryEntry entry in entries)
        {
            var index = Convert.ToInt64(entry.Key, CultureInfo.InvariantCulture);
            if (index < 0 || index >= optimizer.Parameters.Count)
            {
                throw new ArgumentException(FormattableString.Invariant($"The state has an entry for parameter {index} of {optimizer.Parameters.Count}: it is of another network."), nameof(entries));
            }

            yield return ((int)index, entry.Value!);
        }
    }

    private static Dictionary<long, object?> Numbered(IEnumerable<object?> values) =>
        values.Index().Where(entry => entry.Item is not null).ToDictionary(entry => (long)entry.Index, entry => entry.Item);

    private static T Part<T>(IReadOnlyDictionary<string, object?> state, string key)
        where T : class => state.GetValueOrDefault(key) as T ?? throw new ArgumentException($"The state has no '{key}': it is not that of an optimizer.", nameof(state));

    private static double Number(IDictionary group, string key) => Convert.ToDouble(group[key], CultureInfo.InvariantCulture);

    private static string Show(List<int> counts) => string.Join(" + ", counts);
}
