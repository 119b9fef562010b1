using Yolo.Checkpoints.Pickle;

namespace Yolo.Checkpoints;

/// <summary>Finds the weights in the graph of a file.</summary>
internal static class CheckpointContents
{
    private static readonly string[] StateDictKeys = ["state_dict", "model_state_dict", "ema", "model"];

    /// <summary>The module (<see cref="PickleObject"/>) or state dict (<see cref="PickleDictionary"/>), the average before the model.</summary>
    internal static (CheckpointWeights Weights, object Source) Find(CheckpointFile file)
    {
        if (ModuleTree.IsModule(file.Root))
        {
            return (CheckpointWeights.Module, file.Root!);
        }

        if (file.Root is PickleDictionary root)
        {
            if (ModuleTree.IsModule(root["ema"]))
            {
                return (CheckpointWeights.Ema, root["ema"]!);
            }

            if (ModuleTree.IsModule(root["model"]))
            {
                return (CheckpointWeights.Model, root["model"]!);
            }

            foreach (var candidate in StateDictKeys.Select(key => root[key]).Prepend(root))
            {
                if (candidate is PickleDictionary tensors && IsStateDict(tensors))
                {
                    return (CheckpointWeights.StateDict, tensors);
                }
            }
        }

        throw Missing(file);
    }

    internal static OrderedDictionary<string, TensorData> StateDict(PickleDictionary tensors, CheckpointFile file)
    {
        var result = new OrderedDictionary<string, TensorData>();
        foreach (var (key, value) in tensors)
        {
            if (key is not string name || value is not TensorData tensor)
            {
                throw new CheckpointSource(file.Path).Error(null,
                    $"its state dict holds {PickleBuilder.Kind(value)} under {Printable.Quote(key?.ToString() ?? "None")}", "Save the tensors alone");
            }

            // Long strings compare by identity in the graph, so that a repeated key can turn up only here.
            if (!result.TryAdd(name, tensor))
            {
                throw new CheckpointSource(file.Path).Error(null, $"two tensors have the key {Printable.Quote(name)}");
            }
        }

        return result;
    }

    private static bool IsStateDict(PickleDictionary candidate) => candidate.Count > 0 && candidate.Values.First() is TensorData;

    private static CheckpointException Missing(CheckpointFile file)
    {
        var what = $"it holds neither a model nor a state dict but {PickleBuilder.Kind(file.Root)}";
        if (file.UnknownClasses.Count > 0)
        {
            what += $" (it names the unknown {string.Join(", ", file.UnknownClasses.Take(5))}; nothing of it was run)";
        }

        return new CheckpointSource(file.Path).Error(null, what, "Give a checkpoint of Ultralytics, a state dict, or a .safetensors file");
    }
}
