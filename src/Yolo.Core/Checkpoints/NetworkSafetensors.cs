using System.Globalization;
using Yolo.Checkpoints.Pickle;
using Yolo.Checkpoints.Safetensors;
using Yolo.Models;

namespace Yolo.Checkpoints;

/// <summary>Writes a network so that its file alone is enough to build it again: tensors by key, the rest as metadata.</summary>
internal static class NetworkSafetensors
{
    /// <summary>Does everything that takes the network, and gives what writes the file.</summary>
    /// <param name="path">Where to; replaced if there.</param>
    /// <param name="checkpoint">The network and what is known about it.</param>
    /// <param name="copies">Whether the tensors are copied, so that the network may change before the file is written.</param>
    internal static Action Prepare(string path, NetworkCheckpoint checkpoint, bool copies)
    {
        var network = checkpoint.Network;
        var metadata = new Dictionary<string, string>(SafetensorsMetadata.Describe(Summary(checkpoint)));
        var settings = LayerSettings.Of(network);
        if (!settings.IsEmpty)
        {
            metadata.Add(LayerSettings.MetadataKey, settings.ToJson());
        }

        var tensors = network.StateEntries()
            .Select(entry => KeyValuePair.Create(entry.Key, copies ? WeightTransfer.ToData(entry.Value) : WeightTransfer.ToView(entry.Value)))
            .ToList();
        return () => SafetensorsFile.Write(path, tensors, metadata);
    }

    private static CheckpointSummary Summary(NetworkCheckpoint checkpoint) => new()
    {
        Names = checkpoint.Names,
        KeypointNames = checkpoint.Network.Task == ModelTask.Pose ? checkpoint.KeypointNames : new Dictionary<int, IReadOnlyList<string>>(),
        ClassCount = checkpoint.Network.Spec.Classes,
        Strides = [.. checkpoint.Network.Strides.Select(stride => (float)stride)],
        Task = checkpoint.Network.Task.ToString().ToLowerInvariant(),
        Yaml = (PickleDictionary)PlainValues.ToGraph(checkpoint.Network.Spec.ToValues())!,
        TrainArguments = checkpoint.TrainArguments.Count == 0 ? null : (PickleDictionary)PlainValues.ToGraph(checkpoint.TrainArguments)!,
        TrainMetrics = (PickleDictionary?)PlainValues.ToGraph(checkpoint.TrainMetrics),
        TrainResults = (PickleDictionary?)PlainValues.ToGraph(checkpoint.TrainResults),
        Git = (PickleDictionary?)PlainValues.ToGraph(checkpoint.Git),
        License = checkpoint.License,
        Documentation = checkpoint.Documentation,
        TrainedBy = checkpoint.TrainedBy,
        Epoch = checkpoint.Epoch,
        Date = checkpoint.Date?.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        Version = checkpoint.Version,
    };
}
