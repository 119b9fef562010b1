using Yolo.Callbacks;
using Yolo.Engine.Distributed;
using Yolo.Engine.Validation;

namespace Yolo.Engine.Training;

/// <content>How good the averaged weights are, which were the best, and what is reported of them.</content>
public sealed partial class Trainer
{
    private const int MetricDecimals = 5;

    private IEnumerable<string> MetricColumns =>
        [.. Validator!.MetricColumns, .. parts.Loss.ItemNames.Select(name => $"val/{name}")];

    private StopCause WhyOver =>
        Control.StopRequested || IsShortened ? StopCause.Callback
        : Options.TimeHours is not null && !stopper.IsOver ? StopCause.Time
        : stopper.IsOver && Epoch + 1 < Epochs ? StopCause.Patience
        : StopCause.Epochs;

    // The averaged weights are judged, as they are.
    private void Validate(CancellationToken cancellation)
    {
        Validator = Validator is { BatchIndex: -1, Control.StopRequested: false } ready ? ready : NextValidator();
        arithmetic.ExpectInputs(isSizeConstant: false);
        var report = Validator.Run(OwnToken(cancellation));
        arithmetic.ExpectInputs(parts.HasOneSize);
        progress.Metrics.Take(Rounded(report));
        Fitness = Math.Round(report.Outcome.Fitness, MetricDecimals);
        callbacks.Raise(Events.OnMetricsReady, this);
        Fitness = ranks.OfFirst(Fitness);
    }

    private Validator NextValidator() => new(Model, parts.ValidationOptions, parts.Validation)
    {
        Phase = ValidationPhase.Training,
        Network = parts.Average.Network,
        Loss = parts.Loss,
        Inputs = parts.Inputs,
        Callbacks = callbacks,
        World = World,
    };

    private void ChooseBest()
    {
        if (Fitness is { } fitness && (BestFitness is null or 0 || fitness > BestFitness))
        {
            progress.BestFitness = fitness;
            callbacks.Raise(Events.OnBest, this);
        }

        if (IsAsGoodAsTheBest)
        {
            progress.BestEpoch = Epoch + 1;
        }
    }

    // The best weights become the model's; they are judged as they will be used: fused, from the file.
    private TrainReport JudgeBest(CancellationToken cancellation)
    {
        IsFinalEvaluation = true;
        arithmetic.ExpectInputs(isSizeConstant: false);
        Exception? failure = null;
        ValidationReport report;
        try
        {
            callbacks.Raise(Events.OnFinalEvalStart, this);
            var best = Options.Save ? SharedFile.Made(World, FinishFiles) : null;
            Model.Adopt(best is null ? CopyAverage() : ModelLoader.Load(best));
            var options = parts.ValidationOptions with { SaveJson = Options.SaveJson };
            Validator = new Validator(Model, options, parts.Validation) { Phase = ValidationPhase.Final, Callbacks = callbacks, Folder = folder.Root, Progress = Progress, World = World };
            report = Validator.Run(OwnToken(cancellation));
            progress.Metrics.BeginEpoch();
            progress.Metrics.Take(Rounded(report));
            if (World.IsFirst)
            {
                AtomicFile.WriteAllText(folder.Metrics, report.ToJson());
            }
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

    private string Describe(StopCause cause) => cause switch
    {
        StopCause.Callback => Control.StopReason ?? progress.FinishReason ?? "a callback asked for it",
        StopCause.Time => FormattableString.Invariant($"the time is used up (time={Options.TimeHours})"),
        StopCause.Patience => FormattableString.Invariant($"no epoch was better than epoch {progress.BestEpoch} (patience={Options.Patience})"),
        _ => FormattableString.Invariant($"all {Epochs} epochs are done"),
    };

    private IReadOnlyList<string> FinishPictures()
    {
        if (pictures is null)
        {
            return [];
        }

        Progress?.Report(new("Drawing charts", 0, null));
        return pictures.Finish(folder.Results);
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
        BestEpoch = progress.BestEpoch,
        StopCause = WhyOver,
        StopReason = Describe(WhyOver),
        Warnings = [.. notices.Union(log.Warnings).Union(report.Warnings).Union(FinishPictures())],
        CallbackTimes = callbacks.Times(),
    };

    // A validation that was left out repeats the figures of the last one, zeros before the first.
    private List<KeyValuePair<string, double>> ResultsRow() =>
    [
        new("epoch", Epoch + 1),
        new("time", Seconds),
        .. LossNames.Zip(parts.Losses.MeanValues, (name, value) => KeyValuePair.Create(name, Math.Round(value, MetricDecimals))),
        .. MetricColumns.Select(name => KeyValuePair.Create(name, Metrics.Validated.GetValueOrDefault(name))),
        .. LearningRates.Select((rate, group) => KeyValuePair.Create(FormattableString.Invariant($"lr/pg{group}"), rate)),
        .. Metrics.Own,
    ];

    private static Dictionary<string, double> Rounded(ValidationReport report) => report.Outcome.ToDictionary().Where(pair => pair.Key != "fitness")
        .Concat(report.Losses)
        .ToDictionary(pair => pair.Key, pair => Math.Round(pair.Value, MetricDecimals), StringComparer.Ordinal);

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

    /// <summary>A model of the present averaged weights, for instance to predict with in a callback. The caller disposes it.</summary>
    /// <exception cref="InvalidOperationException">There is no network yet: <c>on_pretrain_routine_end</c> has not come.</exception>
    public YoloModel CreateModel()
    {
        RequireNetwork();
        return YoloModel.Of(CopyAverage());
    }
}
