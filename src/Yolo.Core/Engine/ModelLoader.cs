using System.Globalization;
using Yolo.Checkpoints;
using Yolo.Engine.Optimization;
using Yolo.Engine.Training;
using Yolo.Models;
using Yolo.Modules;
using Yolo.Runtime;

namespace Yolo.Engine;

/// <summary>Makes networks from checkpoints and descriptions.</summary>
internal static class ModelLoader
{
    // Weights that a description may ask for: four gigabytes, six times the largest network of the family.
    private const long LargestNetwork = 1 << 30;

    // Weights that any file may ask for.
    private const long SmallNetwork = 1 << 20;

    /// <summary>What a file gave.</summary>
    internal sealed record Loaded(
        YoloNetwork Network, IReadOnlyDictionary<int, string> Names, ImageSize? ImageSize, string? TrainingData, TransferReport? Report, ModelOrigin? Origin);

    /// <summary>Loads a checkpoint, or builds an untrained network from a description.</summary>
    /// <param name="model">As the user names it.</param>
    /// <param name="weights">Finds checkpoints, and downloads those that are published.</param>
    internal static Loaded Load(string model, WeightFinder weights) => IsCheckpoint(model) ? Load(weights.Find(model)) : FromDescription(model);

    /// <summary>A copy of a network, unfused, as if it came from a file.</summary>
    internal static Loaded Copy(YoloNetwork network, ImageSize imageSize, string? trainingData, ModelOrigin origin)
    {
        var copy = NetworkState.Copy(network);
        return new(copy, network.Names.Index().ToDictionary(name => name.Index, name => name.Item), imageSize, trainingData, null, origin);
    }

    /// <summary>Copies weights into a network, and with them the activations and epsilons that they were learned with.</summary>
    /// <param name="network">Takes them.</param>
    /// <param name="checkpoint">Has them.</param>
    /// <param name="partial">Whether it is enough that some fit.</param>
    /// <exception cref="ModelLoadException">Fewer fit than should; the network is as it was.</exception>
    internal static TransferReport Transfer(YoloNetwork network, Checkpoint checkpoint, bool partial)
    {
        var path = checkpoint.File.Path;
        if (network.HasFoldedNorms)
        {
            throw new ModelLoadException($"The network is fused and takes no weights any more. Load {path} into a new one.");
        }

        var tensors = StateKeys.Normalize(checkpoint.Tensors);
        StateKeys.CheckUnfused(path, tensors);
        if (FiniteNumbers.FirstBroken(tensors) is { } broken)
        {
            throw new ModelLoadException($"{path}: {broken} holds values that are no numbers, so that the network would find nothing: the training that wrote it has failed. Take an earlier checkpoint.");
        }

        return WeightTransfer.Copy(network, tensors, expected =>
        {
            Check(expected, network, checkpoint, partial);
            ApplySettings(checkpoint, network, expected);
        });
    }

    /// <summary>A name for every class of a network.</summary>
    internal static Dictionary<int, string> NamesOf(CheckpointSummary? summary, YoloNetwork network) =>
        Enumerable.Range(0, network.Spec.Classes).ToDictionary(
            index => index,
            index => summary?.Names.TryGetValue(index, out var name) == true ? name : index.ToString(CultureInfo.InvariantCulture));

    private static void Check(TransferReport expected, YoloNetwork network, Checkpoint checkpoint, bool partial)
    {
        if (expected.Matched.Count == 0)
        {
            throw new ModelLoadException($"Nothing of {checkpoint.File.Path} fits the network {network.Spec.Name} ({expected}).");
        }

        if (!partial && TransferRules.Objection(expected, network, checkpoint) is { } objection)
        {
            throw new ModelLoadException($"The weights of {checkpoint.File.Path} do not fit the network {network.Spec.Name}: {objection} ({expected}).");
        }
    }

    // What people name by mistake, said before all built-in networks are listed.
    private static void RequireModelName(string model)
    {
        const string Expected = "A model is a checkpoint (.pt, .safetensors), an exported network (.onnx), or a network's description: a .yaml file or a name such as yolo11n.";
        if (Directory.Exists(model))
        {
            var best = new[] { Path.Combine(model, "weights", "best.pt"), Path.Combine(model, "best.pt") }.FirstOrDefault(File.Exists);
            throw new ModelLoadException($"model={model} is a folder. {(best is null ? Expected : $"The weights of that run are {best}.")}");
        }

        var ending = Path.GetExtension(model).ToUpperInvariant();
        if (ending is ".ENGINE" or ".TORCHSCRIPT" or ".TFLITE" or ".MLPACKAGE" or ".PB" or ".MNN")
        {
            throw new ModelLoadException($"model={model} is a network exported to a form that is not run here. Name the checkpoint (.pt) that it was exported from, or export that to ONNX.");
        }

        if (ending.Length > 1 && ending is not (".YAML" or ".YML") && !ModelSpecCatalog.Contains(model))
        {
            throw new ModelLoadException($"model={model} is no model. {Expected}");
        }
    }

    /// <summary>Whether the name is that of a checkpoint.</summary>
    internal static bool IsCheckpoint(string model) => Path.GetExtension(model).ToUpperInvariant() is ".PT" or ".PTH" or ".SAFETENSORS";

    private static Loaded FromDescription(string model)
    {
        RequireModelName(model);
        var spec = ModelSpec.Load(model);
        LibTorch.Load();
        using var allocation = new WeightAllocation(LargestNetwork, drawsNumbers: true);
        var network = ModelBuilder.Build(spec);
        return new(network, NamesOf(null, network), null, null, null, null);
    }

    /// <summary>Loads a checkpoint.</summary>
    internal static Loaded Load(string path)
    {
        var checkpoint = ReadWhileTorchLoads(path);
        var summary = checkpoint.Summary;
        StateKeys.CheckUnfused(path, checkpoint.Tensors);
        var description = summary.Yaml
            ?? throw new ModelLoadException($"{path} holds weights without a description of their network. Take the network's description as the model, such as yolo11n.yaml, and these weights for it to start from (pretrained in a training, LoadWeights in C#).");
        var spec = ModelSpec.FromValues(PlainValues.FromGraph(description), path);
        var network = BuildFor(spec, checkpoint);
        try
        {
            var report = Transfer(network, checkpoint, partial: false);
            if (!report.IsComplete)
            {
                // What the file lacks must start from random numbers.
                network.Dispose();
                network = ModelBuilder.Build(spec, StridesOf(summary));
                report = Transfer(network, checkpoint, partial: false);
            }

            var names = NamesOf(summary, network);
            network.Names = [.. Enumerable.Range(0, names.Count).Select(index => names[index])];
            network.KeypointNames = summary.KeypointNames;
            return new(network, names, ImageSizeOf(summary), summary.TrainArguments?["data"] as string, report, ModelOrigin.Of(checkpoint));
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    // At first both take tenths of a second, and neither needs the other. While libtorch is loaded, the system's loader is locked, which the first
    // call of any function of the system waits for: so the file is in memory before.
    private static Checkpoint ReadWhileTorchLoads(string path)
    {
        var bytes = CheckpointBytes.Read(path);
        var reading = Task.Run(() => CheckpointReader.Read(bytes, path));
        LibTorch.Load();
        return reading.GetAwaiter().GetResult();
    }

    // The description of a hostile file asks for any memory; an honest one has at least two bytes for each weight.
    private static YoloNetwork BuildFor(ModelSpec spec, Checkpoint checkpoint)
    {
        using var allocation = new WeightAllocation((checkpoint.File.Length / 2) + SmallNetwork);
        return ModelBuilder.Build(spec, StridesOf(checkpoint.Summary));
    }

    private static double[] StridesOf(CheckpointSummary summary)
    {
        var strides = new double[summary.Strides.Count];
        for (var i = 0; i < strides.Length; i++)
        {
            strides[i] = summary.Strides[i];
        }

        return strides;
    }

    private static void ApplySettings(Checkpoint checkpoint, YoloNetwork network, TransferReport transferred)
    {
        var settings = checkpoint.Modules is { } modules ? LayerSettings.Of(modules) : LayerSettings.Of(checkpoint.File);
        try
        {
            settings?.Of(transferred).Apply(network);
        }
        catch (FormatException error)
        {
            throw new ModelLoadException($"{checkpoint.File.Path}: {error.Message}", error);
        }
    }

    private static ImageSize? ImageSizeOf(CheckpointSummary summary) => summary.TrainArguments?["imgsz"] switch
    {
        long size and > 0 and <= ushort.MaxValue => (int)size,
        IReadOnlyList<object?> and [long height, long width] => new ImageSize((int)height, (int)width),
        _ => null,
    };
}
