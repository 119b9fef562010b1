using Yolo.Callbacks;
using Yolo.Checkpoints;
using Yolo.Engine.Distributed;
using Yolo.Engine.Optimization;
using Yolo.Engine.Settings;
using Yolo.Engine.Tasks;
using Yolo.Runtime.Devices;

namespace Yolo.Engine.Training;

/// <content>How a training begins, goes on after an interruption, and ends.</content>
public sealed partial class Trainer
{
    private TrainingCheckpoint? resumed;
    private RunDirectory? directory;

    /// <summary>Prepares a training.</summary>
    /// <param name="model">The model; when the training is over, it has the best weights.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="SettingException">No data set is named, a setting is out of its range, or the run cannot be resumed, or a setting not be changed on resuming.</exception>
    /// <exception cref="CheckpointException">The checkpoint to resume from cannot be read.</exception>
    public Trainer(YoloModel model, TrainOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        Model = model;
        _ = TrainSettings.Table.Require(options);
        if (options.Resume)
        {
            resumed = TrainingCheckpoint.Read(model.Source);
            options = resumed.Options(options) with { Logger = options.Logger };
        }

        Options = TrainingParts.Settle(model, options with
        {
            Device = World.DeviceOf(options.Device),
            Data = options.Data ?? model.TrainingData
                ?? throw new SettingException("Say which data set: data=path/to/data.yaml, or data=shapes for a generated one. The model does not name the one that it was trained on."),
        });
        Devices.Require(Options.Device);
        World.RequireShares(Options.Batch);
        if (YoloTask.For(model.Network.Task).LearnsNothing(Options.Gains))
        {
            throw new SettingException("All weights of the loss are 0 (box, cls, dfl and those of the task): nothing would be learned. Leave one of them above 0.");
        }

        Epochs = Options.Epochs;
    }

    private void SetUp(CancellationToken cancellation)
    {
        ranks = new TrainingRanks(World);
        folder = OpenFolder();
        RequireUnread(folder.Last, folder.Best, folder.Arguments);
        callbacks.Raise(Events.OnPretrainRoutineStart, this);
        arithmetic = GpuArithmetic.Begin(Options.Device!, Options.Deterministic == true);
        parts = World.FirstOfHostBeforeOthers(() => TrainingParts.Build(Model, Options, World, MemoryMeter, Graphs, Progress, OwnToken(cancellation)));
        notices.AddRange(parts.Notices);
        SayBeforeStart();
        UseOptions(parts.Options);
        arithmetic.ExpectInputs(parts.HasOneSize);
        Weights = new NetworkWeights(parts.Network, parts.Average) { Restored = TakeOverRestored };
        progress.Metrics.LossNames = LossNames;
        Validator = NextValidator();
        stopper = new EarlyStopper(Options.Patience);
        recovery = new NanRecovery();
        results = new ResultsFile(World.IsFirst ? folder.Results : null);
        frozen = new FrozenLayers(parts.Network, Options.Freeze);
        if (resumed is not null)
        {
            Restore(resumed);
            resumed = null;
        }
        else if (World.IsFirst)
        {
            File.Delete(folder.Results);
        }

        ranks.Join(parts, Options.SynchronizeNorms);
        pictures = Options.Plots && World.IsFirst ? new TrainingPictures(folder.Root) : null;
        pictures?.AddLabels(parts.Data);
        callbacks.Raise(Events.OnPretrainRoutineEnd, this);
    }

    private void UseOptions(TrainOptions options)
    {
        Options = options;
        if (World.IsFirst)
        {
            ArgumentsFile.Write(folder.Arguments, "train", Model, TrainSettings.Table, options);
        }
    }

    // Rank 0 makes it and writes into it; the others know where it is.
    private TrainingFolder OpenFolder()
    {
        if (World.IsFirst)
        {
            directory = resumed is null
                ? RunDirectory.Create(Model.Task, Options.Project, Options.Name, Options.ExistOk)
                : RunDirectory.Open(TrainingFolder.Of(resumed.Path).Root);
        }

        return new TrainingFolder(World.Broadcast(directory?.Root ?? string.Empty));
    }

    // With exist_ok=true a folder may hold the weights that the training starts from, or its description of the data, and a callback may be told to write there.
    private void RequireUnread(params ReadOnlySpan<string> written)
    {
        if (Options.Resume)
        {
            return;
        }

        string[] read = [Model.Source, Options.Data!, .. Options.PretrainedWeights is { } weights ? [weights] : Array.Empty<string>()];
        foreach (var path in written)
        {
            if (read.FirstOrDefault(file => RealPath.IsSame(path, file)) is { } file)
            {
                throw new SettingException($"{file} would be written over by the training that reads it. Give the training a folder of its own (name, project), or go on with it by resume=true.");
            }
        }
    }

    private void Restore(TrainingCheckpoint checkpoint)
    {
        checkpoint.RestoreTo(parts, progress, stopper, recovery, results);
        epochIsOver = false;
        Epochs = Options.TimeHours is null ? Options.Epochs : Epochs;
        RestoreFinish(checkpoint.RequestedFinish);
        ShortenToFinish();
        frozen.Restore(checkpoint.Released);
        ranks.Regroup(parts.Network);
        ranks.Divide(parts.Optimizer);
        foreach (var key in callbacks.LoadState(checkpoint.Callbacks))
        {
            callbacks.Settings.Warn(new(null, key, $"its state is in {checkpoint.Path}, but the resumed run has no such callback."));
        }

        for (var epoch = 0; epoch < Epoch; epoch++)
        {
            parts.Loss.EndEpoch();
        }
    }

    // Also when a callback of the last events throws.
    private void End(Exception? failure)
    {
        try
        {
            callbacks.RaiseEnd(this, failure, Events.OnTrainEnd, Events.Teardown);
        }
        finally
        {
            pictures?.Dispose();
            LeaveFolder(hasFailed: failure is not null);
            try
            {
                parts?.Dispose();
            }
            finally
            {
                arithmetic?.Dispose();
            }
        }
    }

    // A training that did not begin leaves nothing behind.
    private void LeaveFolder(bool hasFailed)
    {
        var hasBegun = clock.IsRunning || clock.Elapsed > TimeSpan.Zero;
        if (hasFailed && !hasBegun)
        {
            directory?.Withdraw();
        }
        else
        {
            directory?.Dispose();
        }
    }
}
