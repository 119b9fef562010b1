using System.Globalization;
using Yolo.Checkpoints.Pickle;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Checkpoints.Ultralytics;

/// <summary>Builds what the reference pickles: the dictionary of a checkpoint with the network as a tree of its own modules.</summary>
internal static class UltralyticsGraph
{
    private static readonly PickleGlobal Sequence = new("torch.nn.modules.container", "Sequential");

    /// <summary>The top level, in the reference's order; our own state comes last.</summary>
    internal static PickleDictionary Build(NetworkCheckpoint checkpoint)
    {
        var network = Network(checkpoint);
        var graph = new PickleDictionary
        {
            { "date", checkpoint.Date?.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture) },
            { "version", checkpoint.Version },
            { "license", checkpoint.License },
            { "docs", checkpoint.Documentation },
            { "epoch", (long)checkpoint.Epoch },
            { "best_fitness", checkpoint.BestFitness },
            { "model", checkpoint.IsAverage ? null : network },
            { "ema", checkpoint.IsAverage ? network : null },
            { "updates", checkpoint.Updates },
            { "optimizer", null },
            { TrainingState.ScalerKey, PlainValues.ToGraph(checkpoint.State?.Scaler) },
            { "train_args", Arguments(checkpoint) },
            { "train_metrics", PlainValues.ToGraph(checkpoint.TrainMetrics) },
            { "train_results", PlainValues.ToGraph(checkpoint.TrainResults) },
            { "git", PlainValues.ToGraph(checkpoint.Git) },
        };
        if (checkpoint.TrainedBy is { } program)
        {
            graph.Add(NetworkCheckpoint.TrainedByKey, program);
        }

        foreach (var (key, value) in checkpoint.Others)
        {
            graph.Add(key, PlainValues.ToGraph(value));
        }

        if (checkpoint.State is { } state)
        {
            graph.Add(TrainingState.Key, state.ToGraph());
        }

        return graph;
    }

    private static PickleObject Network(NetworkCheckpoint checkpoint)
    {
        using var noGradient = no_grad();
        var network = checkpoint.Network;
        var pickler = new ModulePickler(new TensorPickler(checkpoint.Half), activatesInPlace: network.Task != ModelTask.Classify);
        var model = pickler.Leaf(Sequence.Module, Sequence.Name, state =>
        {
            foreach (var layer in network.Layers)
            {
                state.Add(layer.Index.ToString(CultureInfo.InvariantCulture), Layer(layer, network, pickler));
            }
        });
        return pickler.Leaf("ultralytics.nn.tasks", ClassOf(network.Task), state => Describe(checkpoint, state.Add("model", model)));
    }

    private static PickleObject Layer(NetworkLayer layer, YoloNetwork network, ModulePickler pickler)
    {
        var isHead10 = layer.Row.Block == "v10Detect";
        var block = isHead10 ? HeadClasses.Detection10 : null;
        pickler.WithoutDepthwise = isHead10;
        pickler.WithDepthwiseTransposed = layer.Row.Block == "DWConvTranspose2d";
        var described = pickler.Describe(layer.Module, block, state =>
        {
            state.Set("np", layer.Parameters).Set("i", layer.Index).Set("f", From(layer.Row));
            state.Set("type", "");
            if (ReferenceEquals(layer.Module, network.Head))
            {
                HeadClasses.Finish(state);
            }
        });

        // A row that repeats a block is a Sequential whose type is that of the block.
        var repeated = described.Class == Sequence && described.Attributes!.TryGet<PickleDictionary>("_modules", out var copies) ? copies.Values.FirstOrDefault() : null;
        described.Attributes!["type"] = (repeated ?? described).ToString();
        return described;
    }

    private static void Describe(NetworkCheckpoint checkpoint, ModuleState state)
    {
        var network = checkpoint.Network;
        var arguments = Arguments(checkpoint);
        state
            .Set("yaml", PlainValues.ToGraph(network.Spec.ToValues()))
            .Set("save", Saved(network))
            .Set("names", ByClass(checkpoint.Names, name => name));
        if (network.Task != ModelTask.Classify)
        {
            state.Set("inplace", true);
        }

        state
            .Set("stride", TensorPickler.Singles(network.Strides))
            .Set("nc", network.Spec.Classes)
            .Set("args", arguments);
        if (network.Task == ModelTask.Pose && network.Spec.KeypointShape is { } shape)
        {
            state.Set("kpt_shape", new PickleList([(long)shape.Count, (long)shape.Dimensions]));
            if (checkpoint.KeypointNames.Count > 0)
            {
                state.Set("kpt_names", ByClass(checkpoint.KeypointNames, names => new PickleList(names)));
            }
        }

        if (checkpoint.Transforms is { } transforms)
        {
            state.Set("transforms", transforms);
        }

        state.Set("criterion", null);
    }

    private static string ClassOf(ModelTask task) => task switch
    {
        ModelTask.Segment => "SegmentationModel",
        ModelTask.Pose => "PoseModel",
        ModelTask.Obb => "OBBModel",
        ModelTask.Classify => "ClassificationModel",
        _ => "DetectionModel",
    };

    private static PickleDictionary Arguments(NetworkCheckpoint checkpoint)
    {
        var arguments = (PickleDictionary)PlainValues.ToGraph(checkpoint.TrainArguments)!;
        if (arguments["task"] is not string)
        {
            arguments["task"] = checkpoint.Network.Task.ToString().ToLowerInvariant();
        }

        return arguments;
    }

    private static PickleDictionary ByClass<T>(IReadOnlyDictionary<int, T> entries, Func<T, object?> value)
    {
        var result = new PickleDictionary();
        foreach (var (index, entry) in entries.OrderBy(entry => entry.Key))
        {
            result.Add((long)index, value(entry));
        }

        return result;
    }

    private static object From(LayerRow row) =>
        row.HasSeveralInputs ? new PickleList(row.From.Select(from => (object?)(long)from)) : (long)row.From[0];

    /// <summary>The layers whose outputs later layers take, other than those that take the output of the layer before.</summary>
    private static PickleList Saved(YoloNetwork network) => new(network.Layers
        .SelectMany(layer => layer.Row.From.Where(from => from != -1).Select(from => from < 0 ? layer.Index + from : from))
        .Order()
        .Select(index => (object?)(long)index));
}
