using Yolo.Callbacks;
using Yolo.Checkpoints;
using Yolo.Engine.Distributed;
using Yolo.Engine.Optimization;
using Yolo.Engine.Settings;
using static TorchSharp.torch;

namespace Yolo.Engine.Training;

/// <content>What is written into checkpoints, and when.</content>
public sealed partial class Trainer
{
    // What a checkpoint says depends on where it is asked for: between steps, or when all of an epoch is done.
    private bool isBetweenSteps = true;
    private bool epochIsOver;
    private bool hasFailed;

    // Whether the row of the epoch has numbers that last.pt does not have yet.
    private bool hasNewNumbers;

    // What is broken must not take the place of the last checkpoint that is not.
    private bool HasSoundWeights => parts.Average.FirstBroken() is null;

    // Of epochs that are equally good, best.pt has the last.
    private bool IsAsGoodAsTheBest => Fitness == BestFitness;

    private void Save()
    {
        if (!Options.Save)
        {
            return;
        }

        WriteLast();
        recovery.HasCheckpoint = true;
        if (IsAsGoodAsTheBest)
        {
            SaveCheckpoint(folder.Best, weightsOnly: true);
        }

        KeepByPeriod();
        callbacks.Raise(Events.OnModelSave, this);
    }

    private void KeepByPeriod()
    {
        if (World.IsFirst && Options.SavePeriod > 0 && Epoch % Options.SavePeriod == 0)
        {
            AtomicFile.Copy(folder.Last, folder.OfEpoch(Epoch));
        }
    }

    // What callbacks learned from the end of the epoch, and added to its row, belongs to the checkpoint too; without such callbacks it is on the disk already.
    private void SaveCallbacks(bool isPlanNew)
    {
        CompleteRow();
        if (Options.Save && World.IsFirst && (isPlanNew || hasNewNumbers || callbacks.SaveState().Count > 0))
        {
            WriteCheckpoint(folder.Last);
            KeepByPeriod();
        }

        hasNewNumbers = false;
    }

    // What callbacks have added to the epoch since its row was written.
    private void CompleteRow() => hasNewNumbers |= epochIsOver && results.Complete(Metrics);

    private void SaveInterrupted(bool isInterrupted)
    {
        if (isInterrupted && parts is not null && isBetweenSteps && Options.Save && HasSoundWeights)
        {
            WriteLast();
        }
    }

    // By rank 0, for all ranks, of which none goes on before the file is there.
    private void WriteLast()
    {
        ranks.Unite(parts.Optimizer);
        ranks.RequireSame(parts);
        if (World.IsFirst)
        {
            WriteCheckpoint(folder.Last);
        }

        World.Barrier();
    }

    // The loss became something that is no number: back to the averaged weights of the last checkpoint.
    private void GoBack()
    {
        if (World.IsFirst)
        {
            log.WarnAgain(Repetition);
        }

        callbacks.Raise(Events.OnNanRecovery, this);
        SharedFile.Require(World, folder.Last);
        TrainingCheckpoint.Read(folder.Last).RestoreAverage(parts);
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

    // Where a callback has exchanged the weights with their average, both are in their places meanwhile.
    private void WriteCheckpoint(string path, bool weightsOnly = false)
    {
        using var scope = NewDisposeScope();
        CompleteRow();
        parts.Average.InPlace(() => TrainingCheckpoint.Write(path, this, parts, weightsOnly ? null : State(), results.ByColumn()));
    }

    // A view on the tensors for writing, good until the dispose scope at hand ends.
    private TrainingState State() => new()
    {
        Optimizer = parts.Optimizer.ViewState(),
        Scaler = parts.Scaler?.Capture(),
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
            ["finish"] = finishRequested ? finishReason ?? string.Empty : null,
            ["released"] = frozen.Released.Cast<object?>().ToList(),
        },
    };

    /// <inheritdoc/>
    /// <exception cref="SettingException">The training reads this file itself.</exception>
    /// <exception cref="CheckpointException">The file cannot be written.</exception>
    /// <exception cref="InvalidOperationException">There is no network yet: <c>on_pretrain_routine_end</c> has not come.</exception>
    public void SaveCheckpoint(string path, bool weightsOnly)
    {
        if (BeginCheckpoint(path))
        {
            WriteCheckpoint(path, weightsOnly);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="SettingException">The training reads this file itself.</exception>
    /// <exception cref="CheckpointException">By what is returned: the file cannot be written.</exception>
    /// <exception cref="InvalidOperationException">There is no network yet: <c>on_pretrain_routine_end</c> has not come.</exception>
    public Action CaptureCheckpoint(string path, bool weightsOnly)
    {
        if (!BeginCheckpoint(path))
        {
            return () => { };
        }

        using var scope = NewDisposeScope();
        CompleteRow();
        Action? write = null;
        parts.Average.InPlace(() => write = TrainingCheckpoint.Capture(path, this, parts, weightsOnly ? null : State(), results.ByColumn()));
        return write!;
    }

    // By rank 0 alone.
    private bool BeginCheckpoint(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        RequireNetwork();
        RequireUnread(path);
        if (!World.IsFirst)
        {
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (hasFailed && !isBetweenSteps)
        {
            AbandonStep();
        }

        return true;
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
}
