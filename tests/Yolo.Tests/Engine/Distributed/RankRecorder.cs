using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Yolo.Callbacks;
using Yolo.Checkpoints;
using Yolo.Engine.Distributed;
using Yolo.Engine.Prediction;
using Yolo.Engine.Training;

namespace Yolo.Tests.Engine.Distributed;

/// <summary>Writes down on each rank what its training does: <c>callbacks=Yolo.Tests.dll:…RankRecorder</c>, with the folder as an option.</summary>
public sealed class RankRecorder(IReadOnlyDictionary<string, string> options) : Callback
{
    private readonly List<string> lines = [];

    protected override IEnumerable<IDisposable> Subscribe(CallbackRegistry registry) =>
    [
        Listen(registry, Events.OnTrainStart, (Trainer trainer) => File.WriteAllText(PathOf(trainer.World, "pid"), Environment.ProcessId.ToString(CultureInfo.InvariantCulture))),
        Listen(registry, Events.OnTrainStart, (Trainer trainer) => LimitFilesIfTold(trainer.World)),
        Listen(registry, Events.OnTrainStart, (Trainer trainer) => BreakIfTold(trainer.World)),
        Listen(registry, Events.OnTrainBatchStart, (Trainer trainer) => ThrowIfTold(trainer.World, trainer.GlobalStep - 3)),
        Listen(registry, Events.OnPretrainRoutineEnd, (Trainer trainer) => ExhaustIfTold(trainer)),
        Listen(registry, Events.OnTrainBatchEnd, (Trainer trainer) => Note($"loss {string.Join(' ', trainer.LossValues.ToArray().Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}")),
        Listen(registry, Events.OnBatchEnd, (Trainer trainer) => InterruptIfTold(trainer)),
        Listen(registry, Events.OnPredictBatchStart, (Predictor predictor) => ThrowIfTold(predictor.World, predictor.BatchIndex)),
        Listen(registry, Events.OnPredictBatchStart, (Predictor predictor) => SignalIfTold(predictor)),
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

    private bool IsTold(string option, World world) => options.GetValueOrDefault(option) == world.Rank.ToString(CultureInfo.InvariantCulture);

    private void ThrowIfTold(World world, long stepsSince)
    {
        if (stepsSince == 0 && IsTold("throws", world))
        {
            throw new InvalidOperationException("as it was told");
        }
    }

    private void ExhaustIfTold(Trainer trainer)
    {
        if (IsTold("exhausted", trainer.World))
        {
            var passes = 0;
            trainer.Network!.register_forward_pre_hook((_, input) =>
                ++passes == 2 ? throw new ExternalException("CUDA out of memory. Tried to allocate 2.00 GiB.") : input);
        }
    }

    // As on a full disk: what is longer than a hundred kilobytes cannot be written any more.
    private void LimitFilesIfTold(World world)
    {
        if (IsTold("limited", world))
        {
            Process.Start("prlimit", ["--fsize=100000", FormattableString.Invariant($"--pid={Environment.ProcessId}")]).WaitForExit();
        }
    }

    private void BreakIfTold(World world)
    {
        if (world.Rank == 0 && options.TryGetValue("breaks", out var picture))
        {
            File.WriteAllText(picture, "no picture any more");
        }
    }

    // As somebody would who ends one of the processes; it is told before the next step, or the one after.
    private void InterruptIfTold(Trainer trainer)
    {
        if (trainer.World.Rank == 1 && options.GetValueOrDefault("interrupted") == trainer.GlobalStep.ToString(CultureInfo.InvariantCulture))
        {
            Terminate();
        }
    }

    private void SignalIfTold(Predictor predictor)
    {
        if (predictor.BatchIndex == 0 && options.GetValueOrDefault("signalled", string.Empty).Contains(predictor.World.Rank.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
        {
            Terminate();
        }
    }

    private static void Terminate()
    {
        Process.Start("kill", ["-TERM", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        Thread.Sleep(300);
    }

    private void Save(Trainer trainer) => File.WriteAllLines(PathOf(trainer.World, "log"), lines);

    private string PathOf(World world, string ending) => Path.Combine(options["folder"], FormattableString.Invariant($"{world.Size}-{world.Rank}.{ending}"));
}
