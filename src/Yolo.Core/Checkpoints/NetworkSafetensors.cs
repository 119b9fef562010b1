using System.Globalization;
using Yolo.Checkpoints.Pickle;
using Yolo.Checkpoints.Safetensors;
using Yolo.Models;

namespace Yolo.Checkpoints;

/// <summary>Writes a network so that its file alone is enough to build it again: tensors by key, the rest as metadata.</summary>
internal static class NetworkSafetensors
{
    internal static void Write(string path, NetworkCheckpoint checkpoint)
    {
        var network = checkpoint.Network;
        var metadata = new Dictionary<string, string>(SafetensorsMetadata.Describe(Summary(checkpoint)));
        var settings = LayerSettings.Of(network);
        if (!settings.IsEmpty)
        {
            metadata.Add(LayerSettings.MetadataKey, settings.ToJson());
        }

        SafetensorsFile.Write(path, network.StateEntries().Select(entry => KeyValuePair.Create(entry.Key, WeightTransfer.ToView(entry.Value))), metadata);
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
