using System.Text.Json;
using Yolo.Engine.Distributed;
using Yolo.Results;
using Yolo.Sources;

namespace Yolo.Engine.Prediction;

/// <summary>What makes one prediction of those of several ranks, each of which looks at a part of the source. Of a rank without others all of this is nothing.</summary>
/// <param name="world">The ranks.</param>
internal sealed class PredictionRanks(World world)
{
    /// <summary>Makes sure that all ranks divide the same source, and write into one folder.</summary>
    /// <param name="source">The whole source, as this rank sees it.</param>
    /// <param name="folder">The run's folder on rank 0, if it writes anything.</param>
    /// <returns>The folder for this rank; null if nothing is written.</returns>
    /// <exception cref="SourceException">Another rank sees other files: some would be looked at twice, and others never.</exception>
    internal string? Meet(PictureSource source, string? folder)
    {
        if (!world.HasOthers)
        {
            return folder;
        }

        var list = string.Join('\n', source.Units.Select(unit => unit.Path));
        if (world.Sum(world.Broadcast(list) == list ? 0 : 1) > 0)
        {
            throw new SourceException("The ranks see different pictures and videos. All hosts need the same files at the same place, and none may come or go while a run begins.");
        }

        // A host that does not share its disk with that of rank 0 has a folder of the same name.
        folder = world.Broadcast(folder ?? string.Empty);
        if (folder.Length == 0)
        {
            return null;
        }

        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>What all ranks together have done.</summary>
    /// <param name="failures">What this rank could not read.</param>
    /// <param name="seen">Pictures and frames that it has predicted.</param>
    /// <param name="spent">The time that it took.</param>
    /// <returns>The like of all, in the order of the source.</returns>
    internal (List<SourceFailure> Failures, int Seen, Speed Spent) Unite(List<SourceFailure> failures, int seen, Speed spent)
    {
        if (!world.HasOthers)
        {
            return (failures, seen, spent);
        }

        double[] sums = [seen, spent.Preprocess, spent.Inference, spent.Postprocess];
        world.Sum(sums);
        var all = world.GatherBytes(JsonSerializer.SerializeToUtf8Bytes(failures)).SelectMany(part => JsonSerializer.Deserialize<List<SourceFailure>>(part)!);
        return ([.. all], (int)sums[0], new Speed(sums[1], sums[2], sums[3]));
    }
}
