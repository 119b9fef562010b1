using System.Diagnostics;
using Yolo.Callbacks;
using Yolo.Data;
using Yolo.Data.Loading;
using Yolo.Engine.Distributed;
using Yolo.Engine.Logging;
using Yolo.Engine.Optimization;
using Yolo.Engine.Settings;
using Yolo.Runtime.Devices;
using static TorchSharp.torch;

namespace Yolo.Engine.Training;

/// <summary>
/// Trains a model on the pictures of a data set. Reads from top to bottom in three rungs: <see cref="Train"/> goes through the epochs, each of which
/// ends with a validation of the averaged weights and a checkpoint; an epoch goes through the batches; a step runs the network forward, the loss
/// backward, and changes the weights.
/// </summary>
/// <remarks>Legend: B pictures. One trainer trains once. Callbacks are raised here and nowhere deeper.</remarks>
public sealed partial class Trainer
{
    private readonly TrainingProgress progress = new();
    private readonly Stopwatch clock = new();
    private CallbackRegistry callbacks = null!;
    private TrainingParts parts = null!;
    private TrainingFolder folder = null!;
    private ResultsFile results = null!;
    private EarlyStopper stopper = null!;
    private NanRecovery recovery = null!;
    private GpuArithmetic arithmetic = null!;
    private TrainingRanks ranks = null!;
    private Agreement agreed;
    private TrainingPictures? pictures;
    private TrainingBatch? batch;

    /// <summary>Trains until the last epoch, until nothing gets better, or until it is told to stop; then judges the best weights, which become the model's.</summary>
    /// <param name="cancellation">Interrupts the training after the step at hand: <c>last.pt</c> is written, from which <see cref="TrainOptions.Resume"/> goes on as if nothing had happened.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="DatasetException">The data set is faulty.</exception>
    /// <exception cref="SettingException">A setting cannot be honoured.</exception>
    /// <exception cref="TrainingException">The loss is not a number any more, and going back to the last checkpoint did not help; or the memory of the device does not suffice.</exception>
    /// <exception cref="OperationCanceledException">The training was interrupted.</exception>
    /// <exception cref="InvalidOperationException">The model is being used.</exception>
    /// <exception cref="RankFailedException">Another rank of the training has failed.</exception>
    public TrainReport Train(CancellationToken cancellation = default)
    {
        using var use = Model.BeginTraining();
        log = new RunLog(Options.Logger ?? Model.Logger);
        using var saying = Model.LogTo(log);
        using var own = Callbacks is null ? Model.Callbacks.CreateScope() : null;
        callbacks = Callbacks ?? own!;
        callbacks.Settings.Rank = World.Rank;
        Exception? failure = null;
        try
        {
            SetUp(cancellation);
            callbacks.Raise(Events.OnTrainStart, this);
            firstEpoch = Epoch;
            SayStart();
            clock.Start();
            while (!IsOver)
            {
                TrainEpoch(cancellation);
                FinishEpoch(cancellation);
            }

            clock.Stop();
            Report = JudgeBest(cancellation);
            World.Barrier();
        }
        catch (Exception error)
        {
            failure = error;

            // What all ranks end for, and that alone, may be done together.
            var isAgreed = agreed.IsCancelled && error is OperationCanceledException;
            SaveInterrupted(World.HasOthers ? isAgreed : cancellation.IsCancellationRequested);
            if (!isAgreed)
            {
                World.Fail(error);
            }

            hasFailed = true;
            callbacks.RaiseException(this, error);
            throw;
        }
        finally
        {
            End(failure);
        }

        Report = Report with { CallbackTimes = callbacks.Times(), Warnings = [.. Report.Warnings.Union(log.Warnings)] };
        SayEnd(Report);
        return Report;
    }

    private void TrainEpoch(CancellationToken cancellation)
    {
        (batch, BatchIndex) = (null, -1);
        if (progress.Batch == 0)
        {
            parts.Losses.Clear();
            progress.Metrics.BeginEpoch();
        }

        callbacks.Raise(Events.OnTrainEpochStart, this);
        frozen.Train();
        while (TrainBatches(cancellation) is { } outOfMemory)
        {
            HalveBatch(outOfMemory);
        }

        BeginNextEpoch();
        callbacks.Raise(Events.OnTrainEpochEnd, this);
    }

    // What comes back is null when the epoch is done, else the error of the step whose batch did not fit into memory.
    private Exception? TrainBatches(CancellationToken cancellation)
    {
        foreach (var samples in parts.Data.Read(Epoch, progress.Batch, MixesPictures(Epoch), OwnToken(cancellation)))
        {
            using (samples)
            {
                if (Agree(cancellation) is { StopsNow: true } or { IsTimeUp: true })
                {
                    break;
                }

                try
                {
                    TrainStep(samples);
                }
                catch (Exception error) when (OutOfMemory.Is(error))
                {
                    return World.HasOthers ? throw BatchHalving.OfSeveral(Options, World.Size, error) : error;
                }
            }

            HonourRequests(cancellation);
        }

        return null;
    }

    // Its first batches are made while this one is judged and saved.
    private void BeginNextEpoch()
    {
        if (Epoch + 1 < Epochs && !Control.StopRequested && !IsTimeUp)
        {
            parts.Data.Begin(Epoch + 1, MixesPictures(Epoch + 1));
        }
    }

    // One dispose scope: of all tensors of a step, only weights, averages and the optimizer's memory outlive it.
    private void TrainStep(SampleBatch samples)
    {
        using var scope = NewDisposeScope();
        (isBetweenSteps, BatchIndex) = (false, progress.Batch);
        batch = new TrainingBatch([.. samples.Indices.Select(index => parts.Data.Labels.Images[index])], samples, parts.Inputs.Make(samples));
        callbacks.Raise(Events.OnTrainBatchStart, this);
        if (ranks.Any(Control.TakeSkipBatch()))
        {
            NextBatch();
            return;
        }

        FollowSchedule();
        var input = MultiScale.Resize(batch.Input, Options.MultiScale, parts.ImageSize, Model.MaximumStride, Options.Seed, Iteration); // [B, 3, H, W]
        var changesWeights = Iteration - progress.LastUpdate >= progress.Accumulate;
        var targets = ranks.Share(batch.Targets, samples.Number, parts.Data, changesWeights);
        Loss = parts.Loss.Compute(parts.Pass.Forward(input), targets);
        parts.NormCounters.Count();
        parts.Pass.Backward(parts.Scaler?.Scale(Loss.Total) ?? Loss.Total);
        if (changesWeights)
        {
            UpdateWeights();
        }

        parts.Losses.Add(ranks.Sum(Loss.Items));
        pictures?.AddBatch(Iteration, FirstUnmixed, batch, parts.Network.Names);
        NextBatch();
        callbacks.Raise(Events.OnBatchEnd, this);
        callbacks.Raise(Events.OnTrainBatchEnd, this);
    }

    private void UpdateWeights()
    {
        ranks.Finish();
        var overflow = parts.Scaler?.Unscale(parts.Optimizer.Parameters);
        GradientNorm = GradientClipping.Clip(parts.Optimizer.Parameters);
        parts.Optimizer.Step(overflow);
        parts.Scaler?.Update();

        // From here on the step counts, also where a callback fails.
        progress.LastUpdate = Iteration;
        callbacks.Raise(Events.OptimizerStep, this);
        callbacks.Raise(Events.OnBeforeZeroGrad, this);
        parts.Optimizer.ZeroGradients();
        parts.Average.Update();
        callbacks.Raise(Events.OnParamsUpdate, this);
    }

    // Rates are set before every step, so that what a callback asks for holds from the next batch on.
    private void FollowSchedule()
    {
        var schedule = parts.Schedule;
        progress.Accumulate = AccumulationControl.Apply(schedule.Accumulate(Iteration));
        for (var group = 0; group < parts.Optimizer.Groups.Count; group++)
        {
            parts.Optimizer.SetLearningRate(group, LearningRateControl.Apply(group, schedule.LearningRate(parts.Optimizer.Groups[group], Epoch, Iteration)));
        }

        if (schedule.IsWarmingUp(Iteration))
        {
            parts.Optimizer.FollowMomentum(schedule.Momentum(Iteration));
        }
    }

    private void FinishEpoch(CancellationToken cancellation)
    {
        if (progress.Batch == 0)
        {
            if (Agree(cancellation).IsTimeUp && results.Rows.Count == 0)
            {
                throw new TrainingException(FormattableString.Invariant($"time={Options.TimeHours}: the hours were over before the first step. Give more."));
            }

            // Stopped before its first batch: there is nothing to judge.
            progress.IsStopped = true;
            return;
        }

        parts.Loss.EndEpoch();
        PlanByTime();
        var isLast = Epoch + 1 >= Epochs || Agree(cancellation) is { Stops: true } or { IsTimeUp: true };
        if (Options.Validate || isLast || stopper.MayStop)
        {
            Validate(cancellation);
        }

        if (recovery.NeedsRepeat(parts.Losses.Values, parts.Average.FirstBroken()))
        {
            GoBack();
            if (!Agree(cancellation).StopsNow)
            {
                RepeatEpoch();
                return;
            }
        }

        ChooseBest();
        results.Add(ResultsRow());
        progress.IsStopped |= isLast || (stopper.ShouldStop(Epoch + 1, Fitness) && !IsFinishing);
        epochIsOver = true;
        Save();
        callbacks.Raise(Events.OnFitEpochEnd, this);
        progress.IsStopped |= Agree(cancellation).Stops;
        SaveCallbacks(isPlanNew: BeginFinish());
        SayEpoch();
        epochIsOver = false;
        if (!progress.IsStopped)
        {
            progress.NextEpoch();
        }
    }

    // With a time limit the number of epochs follows from the speed so far, and the learning rates from it.
    private void PlanByTime()
    {
        if (Options.TimeHours is { } hours)
        {
            Epochs = (int)Math.Max(Epoch + 1, Math.Ceiling(hours * 3600 / (ranks.OfFirst(Seconds)!.Value / (Epoch + 1))));
            parts.Reschedule(Epochs);
            ShortenToFinish();
        }
    }

    private void HonourRequests(CancellationToken cancellation)
    {
        _ = Agree(cancellation, takesRequests: true);
        var saves = agreed.Saves;
        if (agreed.Validates)
        {
            Validate(cancellation);

            // What was found may be worth saving.
            saves = ranks.Any(Control.TakeSaveNow()) || saves;
        }

        if (saves && HasSoundWeights)
        {
            WriteLast();
            callbacks.Raise(Events.OnModelSave, this);
        }

        if (agreed.IsCancelled)
        {
            throw new OperationCanceledException("The training was interrupted.", cancellation);
        }
    }

    private void RepeatEpoch()
    {
        parts.Losses.Clear();
        progress.Batch = 0;
        progress.LastUpdate = Iteration - 1;
    }

    private void NextBatch()
    {
        progress.Batch++;
        isBetweenSteps = true;
    }
}
