using System.Globalization;
using Yolo.Checkpoints;

namespace Yolo.Engine.Training;

/// <summary>What the keys of a state dictionary tell before any tensor is looked at.</summary>
internal static class StateKeys
{
    // Wrappers put these before every key: several devices, compilation, and YOLO objects saved whole.
    private static readonly string[] Prefixes = ["module.", "_orig_mod.", "model.model."];

    /// <summary>The same tensors under the network's own keys.</summary>
    internal static IReadOnlyDictionary<string, TensorData> Normalize(IReadOnlyDictionary<string, TensorData> tensors)
    {
        foreach (var prefix in Prefixes.Where(prefix => tensors.Count > 0 && tensors.Keys.All(key => key.StartsWith(prefix, StringComparison.Ordinal))))
        {
            var cut = prefix == "model.model." ? "model.".Length : prefix.Length;
            return Normalize(tensors.ToDictionary(pair => pair.Key[cut..], pair => pair.Value, StringComparer.Ordinal));
        }

        return tensors;
    }

    /// <summary>The number of the layer that an entry belongs to; -1 if its key names none.</summary>
    internal static int LayerOf(string key) =>
        key.Split('.', 3) is ["model", var number, _] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var layer) ? layer : -1;

    /// <summary>Refuses weights whose batch norms are folded into the convolutions.</summary>
    /// <exception cref="ModelLoadException">They are.</exception>
    internal static void CheckUnfused(string path, IReadOnlyDictionary<string, TensorData> tensors)
    {
        var folded = tensors.Keys.Any(key => key.EndsWith(".conv.bias", StringComparison.Ordinal));
        var hasNorms = tensors.Keys.Any(key => key.EndsWith(".running_var", StringComparison.Ordinal));
        if (folded && !hasNorms)
        {
            throw new ModelLoadException($"{path} is fused: its batch norms are folded into the convolutions, so that it can be neither trained nor loaded here. Use the checkpoint from before fusing (best.pt, last.pt).");
        }
    }
}
