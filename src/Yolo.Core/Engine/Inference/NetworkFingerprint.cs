using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yolo.Checkpoints;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Engine.Inference;

/// <summary>
/// Tells networks apart by all that a graph is made of: description, kinds and settings of layers, weights, and the code that computes and exports them. A weight that a program
/// changes by itself changes it, too.
/// </summary>
internal static class NetworkFingerprint
{
    private static readonly JsonSerializerOptions Form = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>32 hexadecimal digits. Takes a millisecond for 30 MB.</summary>
    internal static string Of(YoloNetwork network)
    {
        var hash = new XxHash128();
        using var scope = NewDisposeScope();
        Append(hash, JsonSerializer.Serialize(network.Spec with { Name = "", Source = "" }, Form));
        Append(hash, string.Join(' ', network.Strides.Select(stride => stride.ToString("R", CultureInfo.InvariantCulture))));
        Append(hash, $"{network.Head?.EndToEnd} {JsonSerializer.Serialize(LayerSettings.Of(network), Form)}");
        foreach (var kind in network.modules().Select(module => module.GetType()).Append(typeof(NetworkFingerprint)).Distinct())
        {
            Append(hash, $"{kind.FullName} {kind.Module.ModuleVersionId}");
        }

        foreach (var (key, value) in network.StateEntries())
        {
            Append(hash, $"{key} {value.dtype} {string.Join('x', value.shape)}");
            hash.Append(value.cpu().contiguous().bytes);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private static void Append(XxHash128 hash, string text)
    {
        hash.Append(Encoding.UTF8.GetBytes(text));
        hash.Append([0]);
    }
}
