using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Yolo.Export;
using Yolo.Models;
using Yolo.Modules.Heads;
using static TorchSharp.torch;

namespace Yolo.Tests.Models;

/// <summary>The networks against the reference's: keys, shapes, parameters, strides, outputs, and the same once fused.</summary>
public sealed class GoldenModelTests
{
    [TestCaseSource(typeof(GoldenModels), nameof(GoldenModels.Names))]
    public void Network_OfAFamily_EqualsTheReference(string name)
    {
        var golden = new GoldenFile(Shared.Path("goldens", "models", name + ".safetensors"));
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = GoldenModels.Build(name);
        CheckKeys(network, name);
        CheckNumbers(network, golden);
        using var input = GoldenModels.Input(network);
        CheckOutputs(network, input, golden, fused: false);
        network.UseChannelsLast();
        CheckOutputs(network, input, golden, fused: false);
        network.Fuse();
        CheckOutputs(network, input, golden, fused: true);
    }

    private static void CheckKeys(YoloNetwork network, string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Shared.Path("goldens", "models", name + ".keys.json")));
        var expected = document.RootElement.EnumerateObject()
            .Select(entry => $"{entry.Name} [{string.Join(',', entry.Value.EnumerateArray().Select(side => side.GetInt64()))}]");
        var actual = network.StateEntries().Select(entry => $"{entry.Key} [{string.Join(',', entry.Value.shape)}]").ToList();
        Assert.That(actual, Is.EqualTo(expected));
        Assert.That(network.state_dict().Keys, Is.EquivalentTo(network.StateEntries().Select(entry => entry.Key)));
    }

    private static void CheckNumbers(YoloNetwork network, GoldenFile golden)
    {
        var strides = golden.Metadata("stride").Trim('[', ']').Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture));
        Assert.Multiple(() =>
        {
            Assert.That(network.parameters().Sum(parameter => parameter.numel()), Is.EqualTo(long.Parse(golden.Metadata("parameters"), CultureInfo.InvariantCulture)));
            Assert.That(network.Strides, Is.EqualTo(strides));
            Assert.That(network.Spec.Classes, Is.EqualTo(int.Parse(golden.Metadata("nc"), CultureInfo.InvariantCulture)));
        });
    }

    private static void CheckOutputs(YoloNetwork network, Tensor input, GoldenFile golden, bool fused)
    {
        using var output = network.call(input);
        var actual = new Dictionary<string, Tensor?>(StringComparer.Ordinal)
        {
            ["eval"] = output.Decoded,
            ["eval.0"] = output.Decoded,
            ["eval.1"] = output.Prototypes,
        };
        var endToEnd = network.Head?.EndToEnd == true;
        AddRaw(actual, endToEnd ? "head.one2many." : "head.", output.OneToMany);
        AddRaw(actual, "head.one2one.", output.OneToOne);
        var compared = golden.Names.Where(name => !(fused && name.StartsWith("head.one2many.", StringComparison.Ordinal))).ToList();
        Assert.That(compared.Where(name => actual.GetValueOrDefault(name) is null), Is.Empty, "outputs that are missing");
        var wrong = compared.Select(name => (Name: name, Distance: Distance(actual[name]!, golden, name, isRows: endToEnd && (name is "eval" or "eval.0")))).Where(entry => !(entry.Distance < 1e-4));
        Assert.That(wrong, Is.Empty, fused ? "fused" : "unfused");
    }

    private static void AddRaw(Dictionary<string, Tensor?> actual, string prefix, RawPredictions? raw)
    {
        actual[prefix + "boxes"] = raw?.Boxes;
        actual[prefix + "scores"] = raw?.Scores;
        actual[prefix + "mask_coefficient"] = raw?.MaskCoefficients;
        actual[prefix + "proto"] = raw?.Prototypes;
        actual[prefix + "kpts"] = raw?.Keypoints;
        actual[prefix + "angle"] = raw?.Angles;
    }

    /// <summary>The norm of the difference, relative to that of the golden; rows of an end-to-end head are matched first, for those of one score come in any order.</summary>
    private static double Distance(Tensor actual, GoldenFile golden, string name, bool isRows)
    {
        Assert.That(actual.shape, Is.EqualTo(golden.Shape(name).Select(side => (long)side)), name);
        var expected = MemoryMarshal.Cast<byte, float>(golden.Bytes(name));
        using var plain = actual.contiguous();
        var values = MemoryMarshal.Cast<byte, float>(plain.bytes);
        values = isRows ? EndToEndRows.Align(expected.ToArray(), values.ToArray(), (int)actual.shape[1], (int)actual.shape[2]) : values;
        var (error, norm) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            error += Math.Pow((double)values[i] - expected[i], 2);
            norm += Math.Pow(expected[i], 2);
        }

        return Math.Sqrt(error / norm);
    }
}
