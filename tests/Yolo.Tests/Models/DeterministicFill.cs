using System.Text;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Tests.Models;

/// <summary>Weights and inputs computed from their names, as goldens/README.md says.</summary>
internal static class DeterministicFill
{
    private const string Salt = "dev";
    private const ulong Step = 0x9E3779B97F4A7C15;

    /// <summary>Fills every weight of a network.</summary>
    public static void Fill(YoloNetwork network)
    {
        using var noGradient = no_grad();
        foreach (var (key, value) in network.StateEntries().Where(entry => entry.Value.is_floating_point()).Where(entry => !IsKept(entry.Key)))
        {
            using var filled = tensor(Values(key, value.shape, NormOf(network, key)), value.shape);
            value.copy_(filled);
        }
    }

    /// <summary>An input of numbers from 0 to 1.</summary>
    public static Tensor Input(string name, params long[] shape)
    {
        var values = Uniform(name, shape.Aggregate(1L, (a, b) => a * b));
        return tensor([.. values.Select(u => (float)((u + 1) / 2))], shape);
    }

    private static bool IsKept(string key) => key.EndsWith(".dfl.conv.weight", StringComparison.Ordinal)
        || key.EndsWith(".anchors", StringComparison.Ordinal) || key.EndsWith(".strides", StringComparison.Ordinal)
        || key.EndsWith(".loc", StringComparison.Ordinal) || key.EndsWith(".cov", StringComparison.Ordinal);

    private static bool NormOf(YoloNetwork network, string key)
    {
        var module = key[..key.LastIndexOf('.')];
        return module.EndsWith(".bn", StringComparison.Ordinal) && network.Layers.Count > 0;
    }

    private static float[] Values(string key, long[] shape, bool isNorm)
    {
        var count = shape.Aggregate(1L, (a, b) => a * b);
        var last = key[(key.LastIndexOf('.') + 1)..];
        Func<double, double> map = isNorm && last is "weight" or "running_var" ? u => 1 + (0.2 * u)
            : shape.Length >= 2 ? u => u * Math.Sqrt(3.0 / ((double)count / shape[0]))
            : u => 0.1 * u;
        return [.. Uniform(key, count).Select(u => (float)map(u))];
    }

    private static IEnumerable<double> Uniform(string name, long count)
    {
        var seed = Hash($"{Salt}/{name}");
        for (var i = 1L; i <= count; i++)
        {
            var z = unchecked(seed + ((ulong)i * Step));
            z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
            z ^= z >> 31;
            yield return ((z >> 11) * Math.Pow(2, -53) * 2) - 1;
        }
    }

    private static ulong Hash(string key) =>
        Encoding.UTF8.GetBytes(key).Aggregate(0xcbf29ce484222325, (hash, value) => unchecked((hash ^ value) * 0x100000001b3));
}
