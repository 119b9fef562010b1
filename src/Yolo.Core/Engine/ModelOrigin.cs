using Yolo.Checkpoints;
using Yolo.Checkpoints.Pickle;

namespace Yolo.Engine;

/// <summary>What a checkpoint says that goes back into the files that are made from it. Holds no tensors.</summary>
/// <param name="TrainArguments">The settings that it was trained with.</param>
/// <param name="License">The licence of its weights, or null.</param>
/// <param name="Documentation">The address of documentation, or null.</param>
internal sealed record ModelOrigin(IReadOnlyDictionary<string, object?> TrainArguments, string? License, string? Documentation)
{
    internal static ModelOrigin Of(Checkpoint checkpoint)
    {
        var root = checkpoint.File.Root as PickleDictionary;
        var arguments = checkpoint.Summary.TrainArguments is { } settings ? PlainValues.FromGraph(settings) : [];
        return new(arguments, root?["license"] as string, root?["docs"] as string);
    }
}
