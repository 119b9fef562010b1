using System.Globalization;
using TorchSharp.Modules;
using Yolo.Checkpoints;
using Yolo.Checkpoints.Pickle;
using Yolo.Models;
using Yolo.Modules;

namespace Yolo.Engine;

/// <summary>Makes networks from checkpoints and descriptions.</summary>
internal static class ModelLoader
{
    /// <summary>What a file gave.</summary>
    internal sealed record Loaded(YoloNetwork Network, IReadOnlyDictionary<int, string> Names, ImageSize? ImageSize, string? TrainingData, TransferReport? Report);

    internal static Loaded Load(string model) => Path.GetExtension(model).ToLowerInvariant() is ".pt" or ".pth" or ".safetensors"
        ? FromCheckpoint(FindCheckpoint(model))
        : FromDescription(model);

    private static string FindCheckpoint(string model)
    {
        var inWeights = Path.Combine("weights", model);
        return File.Exists(model) ? model
            : File.Exists(inWeights) ? inWeights
            : throw new ModelLoadException($"There is no checkpoint '{model}', neither here ({Environment.CurrentDirectory}) nor in weights/.");
    }

    private static Loaded FromDescription(string model)
    {
        var network = ModelBuilder.Build(ModelSpec.Load(model));
        var names = network.Names.Select((name, index) => (name, index)).ToDictionary(pair => pair.index, pair => pair.name);
        return new(network, names, null, null, null);
    }

    private static Loaded FromCheckpoint(string path)
    {
        var checkpoint = CheckpointReader.Read(path);
        var summary = checkpoint.Summary;
        var description = summary.Yaml
            ?? throw new ModelLoadException($"{path} holds weights without a description of their network. Build the network from its YAML and load the weights into it.");
        var network = ModelBuilder.Build(ModelSpec.FromValues(Values(description), path));
        var report = WeightTransfer.Copy(network, checkpoint.Tensors);
        if (!report.IsComplete)
        {
            network.Dispose();
            throw new ModelLoadException($"The weights of {path} do not fit the network that it describes: {report}.");
        }

        if (checkpoint.Modules is { } modules)
        {
            TakeOverLayerSettings(network, modules);
        }

        return new(network, NamesOf(summary, network), ImageSizeOf(summary), summary.TrainArguments?["data"] as string, report);
    }

    // Weights were learned with the activations and the epsilons that the file's own modules carry; a network rebuilt from the
    // description may have others, and nothing in the tensors' shapes would show it.
    private static void TakeOverLayerSettings(YoloNetwork network, ModuleTree modules)
    {
        var own = network.named_modules().ToDictionary(entry => entry.name, entry => entry.module, StringComparer.Ordinal);
        foreach (var node in modules.Nodes)
        {
            switch (own.GetValueOrDefault(node.Path))
            {
                case Conv conv when node.Child("act") is { } activation:
                    conv.Activation = ActivationOf(activation);
                    break;
                case BatchNorm2d norm when node.Attributes["eps"] is double epsilon:
                    norm.eps = epsilon;
                    break;
            }
        }
    }

    private static Activation ActivationOf(ModuleNode node) => node.ShortClassName == "LeakyReLU" && node.Attributes["negative_slope"] is double slope
        ? Activation.LeakyReLU(slope)
        : Activation.Parse(node.ShortClassName);

    private static Dictionary<int, string> NamesOf(CheckpointSummary summary, YoloNetwork network) =>
        Enumerable.Range(0, network.Spec.Classes).ToDictionary(
            index => index,
            index => summary.Names.TryGetValue(index, out var name) ? name : index.ToString(CultureInfo.InvariantCulture));

    private static ImageSize? ImageSizeOf(CheckpointSummary summary) => summary.TrainArguments?["imgsz"] switch
    {
        long size and > 0 and <= ushort.MaxValue => (int)size,
        IReadOnlyList<object?> and [long height, long width] => new ImageSize((int)height, (int)width),
        _ => null,
    };

    private static Dictionary<string, object?> Values(PickleDictionary dictionary) =>
        dictionary.Where(pair => pair.Key is string).ToDictionary(pair => (string)pair.Key!, pair => Plain(pair.Value), StringComparer.Ordinal);

    private static object? Plain(object? value) => value switch
    {
        PickleDictionary dictionary => Values(dictionary),
        IReadOnlyList<object?> list => list.Select(Plain).ToList(),
        _ => value,
    };
}
