using Yolo.Checkpoints;
using Yolo.Models;

namespace Yolo.Engine.Training;

/// <summary>
/// How much of a checkpoint must find its place. A backbone and neck must be complete, a head too unless it predicts something else: other classes,
/// other key points, another task. Then only its layers may keep what they had. A classifier and a network that finds objects share the beginning alone.
/// </summary>
internal static class TransferRules
{
    /// <summary>What is wrong with a transfer; null if nothing.</summary>
    internal static string? Objection(TransferReport report, YoloNetwork network, Checkpoint checkpoint)
    {
        if (report.IsComplete)
        {
            return null;
        }

        var head = FormattableString.Invariant($"model.{network.Layers.Count - 1}.");
        var outside = report.Missing.Concat(report.OtherShape).FirstOrDefault(key => !key.StartsWith(head, StringComparison.Ordinal));
        if (outside is not null && !IsPictureOfOtherChannels(outside, network, checkpoint) && !SharesTheBeginning(report, network, checkpoint))
        {
            return $"they are of another network, for instance at {outside}";
        }

        return PredictsTheSame(network, checkpoint) && report.Missing.Concat(report.OtherShape).Any(key => key.StartsWith(head, StringComparison.Ordinal))
            ? "their head predicts the same but is made otherwise"
            : null;
    }

    private static bool PredictsTheSame(YoloNetwork network, Checkpoint checkpoint)
    {
        var spec = network.Spec;
        var summary = checkpoint.Summary;
        var points = (summary.Yaml?["kpt_shape"] as IReadOnlyList<object?>)?.OfType<long>().ToList();
        var samePoints = spec.KeypointShape is not { } shape || points is null || (points is [var count, var dimensions] && count == shape.Count && dimensions == shape.Dimensions);
        var sameTask = summary.Task is null || summary.Task.Equals(network.Task.ToString(), StringComparison.OrdinalIgnoreCase);
        return sameTask && samePoints && ClassesOf(checkpoint, network) == spec.Classes;
    }

    // A plain state dictionary does not say how many classes it has; the last layers of its head do.
    private static int? ClassesOf(Checkpoint checkpoint, YoloNetwork network)
    {
        if (checkpoint.Summary.ClassCount is { } stated)
        {
            return stated;
        }

        var head = FormattableString.Invariant($"model.{network.Layers.Count - 1}.");
        var key = network.Task == ModelTask.Classify ? head + "linear.bias" : head + "cv3.0.2.bias";
        return StateKeys.Normalize(checkpoint.Tensors).TryGetValue(key, out var bias) ? (int)bias.ElementCount : null;
    }

    // Where classifiers have their last layers, the others gather context, and some sizes of them have fewer channels in the last levels already. But half of a
    // classifier must have found its place: less is another network.
    private static bool SharesTheBeginning(TransferReport report, YoloNetwork network, Checkpoint checkpoint)
    {
        var keys = StateKeys.Normalize(checkpoint.Tensors).Keys;
        var last = keys.Max(StateKeys.LayerOf);
        var isClassifier = keys.Contains(FormattableString.Invariant($"model.{last}.linear.bias"));
        if (isClassifier == (network.Task == ModelTask.Classify))
        {
            return false;
        }

        var layers = isClassifier ? last + 1 : network.Layers.Count;
        return report.Missing.Concat(report.OtherShape).Min(StateKeys.LayerOf) >= layers / 2;
    }

    private static bool IsPictureOfOtherChannels(string entry, YoloNetwork network, Checkpoint checkpoint) =>
        entry.StartsWith("model.0.conv.weight ", StringComparison.Ordinal)
        && StateKeys.Normalize(checkpoint.Tensors).TryGetValue("model.0.conv.weight", out var first)
        && first.Shape.Length == 4
        && first.Shape[1] != network.Spec.Channels;
}
