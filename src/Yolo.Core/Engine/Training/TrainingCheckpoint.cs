using Yolo.Checkpoints;
using Yolo.Engine.Optimization;
using Yolo.Engine.Settings;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Engine.Training;

/// <summary>
/// A checkpoint of a training that goes on: for the reference the averaged weights in half precision, and for us under a key of our own everything
/// that it takes to go on bit for bit.
/// </summary>
internal sealed class TrainingCheckpoint
{
    private readonly Checkpoint checkpoint;
    private readonly TrainingState state;

    private TrainingCheckpoint(string path, Checkpoint checkpoint, TrainingState state)
    {
        (Path, this.checkpoint, this.state) = (path, checkpoint, state);
    }

    /// <summary>The file.</summary>
    internal string Path { get; }

    /// <summary>States of callbacks by key.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>> Callbacks =>
        state.Callbacks.ToDictionary(pair => pair.Key, pair => (IReadOnlyDictionary<string, object?>)pair.Value!, StringComparer.Ordinal);

    /// <summary>Why a callback asked to finish without mosaic, empty where it did not say; null where none did.</summary>
    internal string? RequestedFinish => state.Progress.GetValueOrDefault("finish") as string;

    /// <summary>Keys of weights that were frozen at first and learned again.</summary>
    internal IEnumerable<string> Released => ((IEnumerable<object?>?)state.Progress.GetValueOrDefault("released") ?? []).OfType<string>();

    /// <summary>Reads a checkpoint to go on from.</summary>
    /// <exception cref="SettingException">It is of a finished training, or of another program.</exception>
    /// <exception cref="CheckpointException">It cannot be read.</exception>
    internal static TrainingCheckpoint Read(string path)
    {
        var checkpoint = CheckpointReader.Read(path);
        return new(path, checkpoint, TrainingState.Of(checkpoint)
            ?? throw new SettingException($"{path} holds no training that could go on: it is finished, or of another program. To train further from its weights, leave out resume."));
    }

    /// <summary>The settings of the interrupted run, with those changes that a run may make on its way.</summary>
    /// <param name="changes">Of these, settings that differ from their defaults count.</param>
    /// <exception cref="SettingException">A setting was changed that must stay.</exception>
    internal TrainOptions Options(TrainOptions changes)
    {
        var table = TrainSettings.Table;
        var options = ArgumentValues.Apply(table, new TrainOptions(), checkpoint.Summary.TrainArguments is { } stored ? PlainValues.FromGraph(stored) : []);
        var usual = table.Values(new TrainOptions());
        foreach (var (key, value) in table.Values(changes).Where(pair => pair.Key != "resume" && usual.GetValueOrDefault(pair.Key) != pair.Value))
        {
            options = TrainSettings.Resumable.Contains(key) || (key == "data" && !System.IO.Path.Exists(options.Data)) || IsSame(table.Values(options).GetValueOrDefault(key), value)
                ? table.Apply(options, key, value)
                : throw new SettingException($"{key} cannot be changed when a training is resumed; these can: {string.Join(", ", TrainSettings.Resumable)}. To train further with another, leave out resume.");
        }

        return options with { Resume = true };
    }

    /// <summary>What files that are made from the weights of a training say of it, and of the checkpoint that it started from.</summary>
    internal static ModelOrigin OriginOf(Trainer trainer, IReadOnlyDictionary<string, object?> results) => trainer.Model.Origin with
    {
        TrainArguments = ArgumentValues.Of(TrainSettings.Table, trainer.Options, trainer.Model, trainer.SaveDirectory),
        TrainMetrics = Metrics(trainer),
        TrainResults = results,
        TrainedBy = $"Yolo for .NET {Export.OnnxFile.ProducerVersion}",
    };

    /// <summary>Writes a checkpoint; it appears under its name only when it is whole.</summary>
    internal static void Write(string path, Trainer trainer, TrainingParts parts, TrainingState? state, IReadOnlyDictionary<string, object?> results) =>
        Describe(trainer, parts, state, results).Save(path);

    /// <summary>Copies what <see cref="Write"/> writes, and gives what writes it, on any thread.</summary>
    internal static Action Capture(string path, Trainer trainer, TrainingParts parts, TrainingState? state, IReadOnlyDictionary<string, object?> results) =>
        Describe(trainer, parts, state, results).Capture(path);

    /// <summary>Writes the last averaged weights as a finished model, without what it took to go on.</summary>
    internal static void Finish(string path, Trainer trainer, TrainingParts parts, IReadOnlyDictionary<string, object?> results) =>
        Describe(parts.Average.Network, OriginOf(trainer, results)).Save(path);

    /// <summary>Leaves of a checkpoint of averaged weights what a finished model needs.</summary>
    internal static void Finish(string path, IReadOnlyDictionary<string, object?> results)
    {
        var loaded = ModelLoader.Load(path);
        using var network = loaded.Network;
        Describe(network, loaded.Origin! with { TrainResults = results }).Save(path);
    }

    private static NetworkCheckpoint Describe(Trainer trainer, TrainingParts parts, TrainingState? state, IReadOnlyDictionary<string, object?> results) =>
        Describe(parts.Average.Network, OriginOf(trainer, results)) with
        {
            Epoch = trainer.Epoch,
            BestFitness = trainer.BestFitness,
            Updates = parts.Average.Updates,
            IsAverage = true,
            State = state,
        };

    private static NetworkCheckpoint Describe(YoloNetwork network, ModelOrigin origin) => origin.PassTo(new(network)
    {
        TrainArguments = origin.TrainArguments,
        Date = TimeProvider.System.GetLocalNow(),
        TrainMetrics = origin.TrainMetrics,
        TrainResults = origin.TrainResults,
    });

    /// <summary>The state of torch's generator of random numbers.</summary>
    internal static Dictionary<string, object?> Generators()
    {
        using var scope = NewDisposeScope();
        return new(StringComparer.Ordinal) { ["cpu"] = WeightTransfer.ToData(get_rng_state()) };
    }

    /// <summary>Puts everything where it was.</summary>
    internal void RestoreTo(TrainingParts parts, TrainingProgress progress, EarlyStopper stopper, NanRecovery recovery, ResultsFile results)
    {
        RestoreMemory(() =>
        {
            NetworkState.Restore(parts.Network, state.Weights);
            parts.Average.Restore(state.Average);
            parts.Optimizer.RestoreState(state.Optimizer);
            RestoreScaler(parts);
        });
        progress.Restore(Part("run"));
        parts.Losses.Restore(state.Progress["losses"] is null ? null : Part("losses"), parts.Device);
        stopper.Restore(Part("stopper"));
        recovery.Restore(Part("recovery"));
        results.Restore(checkpoint.Summary.TrainResults is { } columns ? PlainValues.FromGraph(columns) : []);
        if (state.Generators.TryGetValue("cpu", out var generator) && generator is TensorData data)
        {
            using var bytes = WeightTransfer.ToTensor(data);
            set_rng_state(bytes);
        }
    }

    /// <summary>Starts anew from the averaged weights and the optimizer's memory.</summary>
    internal void RestoreAverage(TrainingParts parts)
    {
        parts.Average.Restore(state.Average);
        NetworkState.Restore(parts.Network, NetworkState.Capture(parts.Average.Network));
        parts.Optimizer.ZeroGradients();
        parts.Optimizer.RestoreState(state.Optimizer);
        RestoreScaler(parts);
    }

    private void RestoreScaler(TrainingParts parts)
    {
        if (state.Scaler is { } scaler)
        {
            parts.Scaler?.Restore(scaler);
        }
    }

    // Two spellings of one file, or of one folder, are the same.
    private static bool IsSame(string? stored, string value) =>
        stored == value || (stored is not null && System.IO.Path.Exists(value) && System.IO.Path.GetFullPath(stored) == System.IO.Path.GetFullPath(value));

    private static Dictionary<string, object?> Metrics(Trainer trainer) =>
        trainer.Metrics.Append(new("fitness", trainer.Fitness ?? 0)).ToDictionary(pair => pair.Key, object? (pair) => pair.Value, StringComparer.Ordinal);

    private IReadOnlyDictionary<string, object?> Part(string name) => (IReadOnlyDictionary<string, object?>)state.Progress[name]!;

    private void RestoreMemory(Action restore)
    {
        try
        {
            restore();
        }
        catch (ArgumentException error)
        {
            throw new SettingException($"{Path} is of another network than the one that its data set asks for today: {error.Message} Resume with the data set as it was.", error);
        }
    }
}
