using System.Globalization;
using TorchSharp;
using Yolo.Checkpoints;
using Yolo.Data;
using Yolo.Engine.Tasks;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Engine.Training;

/// <summary>Builds the network that is trained: the model's, with a head for the classes of the data set, and the weights it starts from.</summary>
internal static class TrainingNetwork
{
    /// <summary>Builds it anew, so that its random weights follow from the seed, whatever was drawn before.</summary>
    /// <returns>The network on its device, channels-last, in training mode, which the caller disposes; and what became of the weights it starts from.</returns>
    /// <exception cref="ModelLoadException">The weights that were asked for do not fit.</exception>
    internal static (YoloNetwork Network, TransferReport? Start) Build(YoloModel model, TrainOptions options, DatasetSpec data)
    {
        manual_seed(options.Seed);
        var network = ModelBuilder.Build(SpecFor(model.Network.Spec, data), model.Network.Strides);
        try
        {
            network.Names = data.Names;
            network.KeypointNames = KeypointNames(network.Spec, data);
            var start = StartFrom(model, options, network);
            YoloTask.For(network.Task).Prepare(network, options);
            network.to(options.Device ?? model.Device);
            network.train();
            return (network.UseChannelsLast(), start);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static ModelSpec SpecFor(ModelSpec spec, DatasetSpec data) => spec with
    {
        Classes = data.ClassCount,
        Channels = data.Channels,
        KeypointShape = spec.Task == ModelTask.Pose && data.Keypoints is { } points ? points : spec.KeypointShape,
    };

    // As the reference has it, key points without names are called by their numbers.
    private static IReadOnlyDictionary<int, IReadOnlyList<string>> KeypointNames(ModelSpec spec, DatasetSpec data)
    {
        if (spec.Task != ModelTask.Pose || spec.KeypointShape is not { } shape)
        {
            return new Dictionary<int, IReadOnlyList<string>>();
        }

        IReadOnlyList<string> numbers = [.. Enumerable.Range(0, shape.Count).Select(point => point.ToString(CultureInfo.InvariantCulture))];
        return data.KeypointNames.Count > 0 ? data.KeypointNames : Enumerable.Range(0, data.ClassCount).ToDictionary(index => index, _ => numbers);
    }

    private static TransferReport? StartFrom(YoloModel model, TrainOptions options, YoloNetwork network)
    {
        TransferReport? report = null;
        if (options.PretrainedWeights is { } weights)
        {
            report = model.TransferInto(network, weights);
        }
        else if (options.Pretrained && model.HasWeights)
        {
            model.WithUnfusedNetwork(trained => report = CopyWeights(trained, network));
        }

        return report;
    }

    /// <summary>Copies every weight whose key and shape both networks have, with the activations and epsilons that it was learned with.</summary>
    internal static TransferReport CopyWeights(YoloNetwork from, YoloNetwork to)
    {
        var report = WeightTransfer.Copy(to, from.StateEntries().ToDictionary(entry => entry.Key, entry => WeightTransfer.ToData(entry.Value), StringComparer.Ordinal));
        LayerSettings.Of(from).Apply(to);
        return report;
    }
}
