using Yolo.Callbacks;
using Yolo.Checkpoints;
using Yolo.Engine.Optimization;
using Yolo.Engine.Settings;
using static TorchSharp.torch;

namespace Yolo.Engine;

/// <content>What happens around the epochs: preparing, validating, saving, going on, judging.</content>
public sealed partial class Trainer
{
    private const int MetricDecimals = 5;
    private TrainingCheckpoint? resumed;
    private RunDirectory? directory;

    // What a checkpoint says depends on where it is asked for: between steps, or when all of an epoch is done.
    private bool isBetweenSteps = true;
    private bool epochIsOver;

    /// <summary>Prepares a training.</summary>
    /// <param name="model">The model; when the training is over, it has the best weights.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="NotSupportedException">The model's task is not detection.</exception>
    /// <exception cref="SettingException">No data set is named, a setting is out of its range, or the run cannot be resumed, or a setting not be changed on resuming.</exception>
    /// <exception cref="CheckpointException">The checkpoint to resume from cannot be read.</exception>
    public Trainer(YoloModel model, TrainOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        if (model.Network.Task != Models.ModelTask.Detect)
        {
            throw new NotSupportedException($"Detectors are trained here; {model.Source} is a model for the task '{model.Task}'. Use one for the task 'detect'.");
        }

        Model = model;
        _ = TrainSettings.Table.Require(options);
        if (options.Resume)
        {
            resumed = TrainingCheckpoint.Read(model.Source);
            options = resumed.Options(options);
        }

        Options = TrainingParts.Settle(model, options with
        {
            Data = options.Data ?? model.TrainingData
                ?? throw new SettingException("Say which data set: data=path/to/data.yaml, or data=shapes for a generated one. The model does not name the one that it was trained on."),
        });
        Devices.Require(Options.Device);
        Epochs = Options.Epochs;
    }

    private void SetUp(CancellationToken cancellation)
    {
        directory = resumed is null
            ? RunDirectory.Create(Model.Task, Options.Project, Options.Name, Options.ExistOk)
            : RunDirectory.Open(TrainingFolder.Of(resumed.Path).Root);
        folder = new TrainingFolder(directory.Root);
        if (resumed is null)
        {
            RequireOtherModel(folder.Last, folder.Best);
        }

        callbacks.Raise(Events.OnPretrainRoutineStart, this);
        parts = TrainingParts.Build(Model, Options, cancellation);
        ArgumentsFile.Write(folder.Arguments, "train", Model, TrainSettings.Table, Options);
        Weights = new NetworkWeights(parts.Network, parts.Average) { Restored = TakeOverRestored };
        Validator = NextValidator();
        stopper = new EarlyStopper(Options.Patience);
        recovery = new NanRecovery();
        results = new ResultsFile(folder.Results);
        FrozenLayers.Freeze(parts.Network, Options.Freeze);
        if (resumed is null)
        {
            File.Delete(folder.Results);
        }
        else
        {
            Restore(resumed);
            resumed = null;
        }

        pictures = Options.Plots ? new TrainingPictures(folder.Root) : null;
        pictures?.AddLabels(parts.Data.Labels, parts.Data.Spec.Names);
        callbacks.Raise(Events.OnPretrainRoutineEnd, this);
    }

    // With exist_ok=true a folder may hold the weights that the training starts from, and a callback may be told to write there.
    private void RequireOtherModel(params ReadOnlySpan<string> written)
    {
        string[] starts = [Model.Source, .. Options.PretrainedWeights is { } weights ? [weights] : Array.Empty<string>()];
        foreach (var path in written)
        {
            if (starts.FirstOrDefault(start => OutputPath.IsSame(path, start)) is { } start)
            {
                throw new SettingException($"{start} would be written over by the training that starts from it. Give the training a folder of its own (name, project), or go on with it by resume=true.");
            }
        }
    }

    // With a time limit the number of epochs follows from the speed so far, and the learning rates from it.
    private void PlanByTime()
    {
        if (Options.TimeHours is { } hours)
        {
            Epochs = (int)Math.Max(Epoch + 1, Math.Ceiling(hours * 3600 / (Seconds / (Epoch + 1))));
            parts.Reschedule(Epochs);
        }
    }

    private void HonourRequests(CancellationToken cancellation)
    {
        if (Control.TakeValidateNow())
        {
            Validate(cancellation);
        }

        if (Control.TakeSaveNow())
        {
            SaveCheckpoint(folder.Last, weightsOnly: false);
            callbacks.Raise(Events.OnModelSave, this);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    // The averaged weights are judged, as they are.
    private void Validate(CancellationToken cancellation)
    {
        Validator = Validator is { BatchIndex: -1, Control.StopRequested: false } ready ? ready : NextValidator();
        var report = Validator.Run(cancellation);
        progress.Metrics = Rounded(report);
        Fitness = Math.Round(report.Outcome.Fitness, MetricDecimals);
        callbacks.Raise(Events.OnMetricsReady, this);
    }

    private Validator NextValidator() => new(Model, TrainingParts.ValidationOptions(parts.Options, parts.ImageSize), parts.Validation)
    {
        Phase = ValidationPhase.Training,
        Network = parts.Average.Network,
        Loss = parts.Loss,
        Callbacks = callbacks,
    };

    private void ChooseBest()
    {
        if (Fitness is { } fitness && (BestFitness is null or 0 || fitness > BestFitness))
        {
            progress.BestFitness = fitness;
            callbacks.Raise(Events.OnBest, this);
        }
    }

    private void Save()
    {
        if (!Options.Save)
        {
            return;
        }

        WriteCheckpoint(folder.Last);
        recovery.HasCheckpoint = true;
        if (Fitness == BestFitness)
        {
            SaveCheckpoint(folder.Best, weightsOnly: true);
        }

        if (Options.SavePeriod > 0 && Epoch % Options.SavePeriod == 0)
        {
            AtomicFile.Copy(folder.Last, folder.OfEpoch(Epoch));
        }

        callbacks.Raise(Events.OnModelSave, this);
    }

    // What callbacks learned from the end of the epoch belongs to the checkpoint too; without such callbacks it is on the disk already.
    private void SaveCallbacks()
    {
        if (Options.Save && callbacks.SaveState().Count > 0)
        {
            WriteCheckpoint(folder.Last);
        }
    }

    // The loss became something that is no number: back to the averaged weights of the last checkpoint.
    private void GoBack()
    {
        callbacks.Raise(Events.OnNanRecovery, this);
        TrainingCheckpoint.Read(folder.Last).RestoreAverage(parts);
    }

    private void RepeatEpoch()
    {
        parts.Losses.Clear();
        progress.Batch = 0;
        progress.LastUpdate = Iteration - 1;
    }

    private void SaveInterrupted(CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested && parts is not null && isBetweenSteps && Options.Save && parts.Average.FirstBroken() is null)
        {
            WriteCheckpoint(folder.Last);
        }
    }

    // The best weights become the model's; they are judged as they will be used: fused, from the file.
    private TrainReport JudgeBest(CancellationToken cancellation)
    {
        IsFinalEvaluation = true;
        Exception? failure = null;
        ValidationReport report;
        try
        {
            callbacks.Raise(Events.OnFinalEvalStart, this);
            var best = Options.Save ? FinishFiles() : null;
            Model.Adopt(best is null ? CopyAverage() : ModelLoader.Load(best));
            var options = TrainingParts.ValidationOptions(parts.Options, parts.ImageSize) with { SaveJson = Options.SaveJson };
            Validator = new Validator(Model, options, parts.Validation) { Phase = ValidationPhase.Final, Callbacks = callbacks, Folder = folder.Root };
            report = Validator.Run(cancellation);
            progress.Metrics = Rounded(report);
            AtomicFile.WriteAllText(folder.Metrics, report.ToJson());
        }
        catch (Exception error)
        {
            failure = error;
            throw;
        }
        finally
        {
            callbacks.RaiseEnd(this, failure, Events.OnFinalEvalEnd);
        }

        callbacks.Raise(Events.OnFitEpochEnd, this);
        return MakeReport(report);
    }

    private TrainReport MakeReport(ValidationReport report) => new()
    {
        SaveDirectory = folder.Root,
        Best = Options.Save && File.Exists(folder.Best) ? folder.Best : null,
        Last = Options.Save ? folder.Last : null,
        Epochs = results.Rows.Count,
        BestFitness = BestFitness,
        Validation = report,
        Duration = TimeSpan.FromSeconds(Seconds),
        StopReason = Control.StopReason,
        Warnings = [.. report.Warnings, .. pictures?.Finish(folder.Results) ?? []],
        CallbackTimes = callbacks.Times(),
    };

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
            parts?.Dispose();
        }
    }

    // A training that did not begin leaves nothing behind.
    private void LeaveFolder(bool hasFailed)
    {
        if (hasFailed && !clock.IsRunning && clock.Elapsed == TimeSpan.Zero)
        {
            directory?.Withdraw();
        }
        else
        {
            directory?.Dispose();
        }
    }

    // Finished files hold half as much: the averaged weights alone.
    private string FinishFiles()
    {
        if (results.Rows.Count == 0)
        {
            // Stopped before the end of the first epoch: the weights are those that it started from.
            WriteCheckpoint(folder.Last);
            TrainingCheckpoint.Finish(folder.Last, results.ByColumn());
            return folder.Last;
        }

        parts.Average.InPlace(() => TrainingCheckpoint.Finish(folder.Last, this, parts, results.ByColumn()));
        if (!File.Exists(folder.Best))
        {
            return folder.Last;
        }

        TrainingCheckpoint.Finish(folder.Best, results.ByColumn());
        return folder.Best;
    }

    private void Restore(TrainingCheckpoint checkpoint)
    {
        checkpoint.RestoreTo(parts, progress, stopper, recovery, results);
        foreach (var key in callbacks.LoadState(checkpoint.Callbacks))
        {
            callbacks.Settings.Warn(new(null, key, $"its state is in {checkpoint.Path}, but the resumed run has no such callback."));
        }

        for (var epoch = 0; epoch < Epoch; epoch++)
        {
            parts.Loss.EndEpoch();
        }
    }

    // Where a callback has exchanged the weights with their average, both are in their places meanwhile.
    private void WriteCheckpoint(string path)
    {
        using var scope = NewDisposeScope();
        parts.Average.InPlace(() => TrainingCheckpoint.Write(path, this, parts, State(), results.ByColumn()));
    }

    // A view on the tensors for writing, good until the dispose scope at hand ends.
    private TrainingState State() => new()
    {
        Optimizer = parts.Optimizer.ViewState(),
        Weights = NetworkState.Capture(parts.Network, copy: false),
        Average = parts.Average.Capture(copy: false),
        Generators = TrainingCheckpoint.Generators(),
        Loader = new Dictionary<string, object?> { ["seed"] = (long)Options.Seed },
        Callbacks = callbacks.SaveState().ToDictionary(pair => pair.Key, object? (pair) => pair.Value, StringComparer.Ordinal),
        Progress = new Dictionary<string, object?>
        {
            ["run"] = progress.Capture(Seconds, epochIsOver, isOver: progress.IsStopped && !Control.StopNowRequested),
            ["losses"] = epochIsOver ? null : parts.Losses.Capture(),
            ["stopper"] = stopper.Capture(),
            ["recovery"] = recovery.Capture(),
        },
    };

    private ModelLoader.Loaded CopyAverage()
    {
        ModelLoader.Loaded? copy = null;
        parts.Average.InPlace(() => copy = ModelLoader.Copy(parts.Average.Network, new ImageSize(parts.ImageSize, parts.ImageSize), Options.Data, TrainingCheckpoint.OriginOf(this, results.ByColumn())));
        return copy!;
    }

    // What a callback puts back when all is over is meant for the model.
    private void TakeOverRestored()
    {
        if (IsFinalEvaluation)
        {
            Model.Adopt(CopyAverage());
        }
    }

    private void NextBatch()
    {
        progress.Batch++;
        isBetweenSteps = true;
    }

    /// <summary>A model of the present averaged weights, for instance to predict with in a callback. The caller disposes it.</summary>
    /// <exception cref="InvalidOperationException">There is no network yet: <c>on_pretrain_routine_end</c> has not come.</exception>
    public YoloModel CreateModel() => parts is not null
        ? YoloModel.Of(CopyAverage())
        : throw new InvalidOperationException("There is no network before on_pretrain_routine_end.");

    /// <inheritdoc/>
    public void SaveCheckpoint(string path, bool weightsOnly)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!Options.Resume)
        {
            RequireOtherModel(path);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (weightsOnly)
        {
            parts.Average.InPlace(() => TrainingCheckpoint.Write(path, this, parts, null, results.ByColumn()));
        }
        else
        {
            WriteCheckpoint(path);
        }
    }

    /// <inheritdoc/>
    public void RestoreCheckpoint(string path)
    {
        try
        {
            Restore(TrainingCheckpoint.Read(path));
        }
        catch (Exception error) when (error is CheckpointException or SettingException)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    // A validation that was left out repeats the figures of the last one, zeros before the first.
    private List<KeyValuePair<string, double>> ResultsRow()
    {
        var metrics = Metrics.Count > 0 ? Metrics : MetricColumns.ToDictionary(name => name, _ => 0.0, StringComparer.Ordinal);
        return
        [
            new("epoch", Epoch + 1),
            new("time", Seconds),
            .. LossNames.Zip(parts.Losses.MeanValues, (name, value) => KeyValuePair.Create(name, Math.Round(value, MetricDecimals))),
            .. MetricColumns.Select(name => KeyValuePair.Create(name, metrics[name])),
            .. LearningRates.Select((rate, group) => KeyValuePair.Create(FormattableString.Invariant($"lr/pg{group}"), rate)),
        ];
    }

    private IEnumerable<string> MetricColumns =>
        [.. Validator!.MetricColumns, .. parts.Loss.ItemNames.Select(name => $"val/{name}")];

    private static Dictionary<string, double> Rounded(ValidationReport report) => report.Outcome.ToDictionary().Where(pair => pair.Key != "fitness")
        .Concat(report.Losses)
        .ToDictionary(pair => pair.Key, pair => Math.Round(pair.Value, MetricDecimals), StringComparer.Ordinal);
}
