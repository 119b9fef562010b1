using System.Globalization;
using Yolo.Callbacks;
using Yolo.Checkpoints;
using Yolo.Engine.Distributed;
using Yolo.Engine.Training;

namespace Yolo.Tests.Engine.Distributed;

/// <summary>Writes down on each rank what its training does: <c>callbacks=Yolo.Tests.dll:…RankRecorder</c>, with the folder as an option.</summary>
public sealed class RankRecorder(IReadOnlyDictionary<string, string> options) : Callback
{
    private readonly List<string> lines = [];

    protected override IEnumerable<IDisposable> Subscribe(CallbackRegistry registry) =>
    [
        Listen(registry, Events.OnTrainStart, (Trainer trainer) => File.WriteAllText(PathOf(trainer.World, "pid"), Environment.ProcessId.ToString(CultureInfo.InvariantCulture))),
        Listen(registry, Events.OnTrainBatchStart, (Trainer trainer) => ThrowIfTold(trainer)),
        Listen(registry, Events.OnTrainBatchEnd, (Trainer trainer) => Note($"loss {string.Join(' ', trainer.LossValues.ToArray().Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}")),
        Listen(registry, Events.OnFitEpochEnd, (Trainer trainer) => NoteEpoch(trainer)),
        Listen(registry, Events.OnTrainEnd, (Trainer trainer) => Save(trainer)),
    ];

    private static string Hash(Trainer trainer) => string.Join('-', new[] { trainer.Network!, trainer.Average! }.Select(network =>
        Convert.ToHexString(System.Security.Cryptography.SHA256.HashData([.. network.StateEntries().SelectMany(entry => WeightTransfer.ToData(entry.Value).Bytes.ToArray())]))[..16]));

    private void Note(FormattableString line) => lines.Add(FormattableString.Invariant(line));

    private void NoteEpoch(Trainer trainer)
    {
        Note($"weights {Hash(trainer)}");
        Note($"metrics {string.Join(' ', trainer.Metrics.Select(metric => FormattableString.Invariant($"{metric.Key}={metric.Value:R}")))}");
        Note($"ranks {trainer.World.Mean(trainer.World.Rank)} {string.Join(',', trainer.World.Gather(trainer.World.Rank * 10))}");
    }

    private void ThrowIfTold(Trainer trainer)
    {
        if (trainer.GlobalStep == 3 && options.GetValueOrDefault("throws") == trainer.World.Rank.ToString(CultureInfo.InvariantCulture))
        {
            throw new InvalidOperationException("as it was told");
        }
    }

    private void Save(Trainer trainer) => File.WriteAllLines(PathOf(trainer.World, "log"), lines);

    private string PathOf(World world, string ending) => Path.Combine(options["folder"], FormattableString.Invariant($"{world.Size}-{world.Rank}.{ending}"));
}
