using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Tests.Models;

/// <summary>Weights and inputs computed from their names, as goldens/README.md says.</summary>
internal static class DeterministicFill
{
    private const string Salt = "dev";

    /// <summary>Fills every weight of a network.</summary>
    public static void Fill(YoloNetwork network)
    {
        using var noGradient = no_grad();
        foreach (var (key, value) in network.StateEntries().Where(entry => entry.Value.is_floating_point()).Where(entry => !IsKept(entry.Key)))
        {
            using var filled = tensor(Weights(key, value.shape), value.shape);
            value.copy_(filled);
        }
    }

    /// <summary>An input of numbers from 0 to 1.</summary>
    public static Tensor Input(string name, params long[] shape)
    {
        var values = Numbers(name, shape.Aggregate(1L, (a, b) => a * b), 0.5, 0.5);
        return tensor(values, shape);
    }

    private static bool IsKept(string key) => key.EndsWith(".dfl.conv.weight", StringComparison.Ordinal)
        || key.EndsWith(".anchors", StringComparison.Ordinal) || key.EndsWith(".strides", StringComparison.Ordinal)
        || key.EndsWith(".loc", StringComparison.Ordinal) || key.EndsWith(".cov", StringComparison.Ordinal);

    private static float[] Weights(string key, long[] shape)
    {
        var count = shape.Aggregate(1L, (a, b) => a * b);
        var isNorm = key.EndsWith(".bn.weight", StringComparison.Ordinal) || key.EndsWith(".running_var", StringComparison.Ordinal);
        return isNorm ? Numbers(key, count, 0.2, 1)
            : shape.Length >= 2 ? Numbers(key, count, Math.Sqrt(3.0 / ((double)count / shape[0])), 0)
            : Numbers(key, count, 0.1, 0);
    }

    // Uniform numbers in [−1, 1), times a factor, plus an offset.
    private static float[] Numbers(string name, long count, double factor, double offset)
    {
        var values = new float[count];
        var stream = new NamedStream($"{Salt}/{name}");
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)((stream.Next() * factor) + offset);
        }

        return values;
    }
}
