using System.Globalization;
using Yolo.Callbacks;
using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Models;

namespace Yolo.Cli.Display;

/// <summary>A training on a screen: what is trained on what, a live line, a row an epoch, and the table of the weights that were kept.</summary>
internal sealed class TrainingScreen
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Terminal terminal;
    private readonly TrainingNotices notices;
    private Trainer trainer = null!;
    private EpochColumns columns = null!;
    private EpochClock clock = null!;
    private int rowsSinceHead = int.MaxValue;
    private int headWidth;
    private long lastRead;
    private bool isJudged;

    private TrainingScreen(Terminal terminal) => (this.terminal, notices) = (terminal, new TrainingNotices(terminal));

    /// <summary>Shows the trainings of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="terminal">Where to.</param>
    internal static void Attach(YoloModel model, Terminal terminal)
    {
        var screen = new TrainingScreen(terminal);
        model.AddCallback(Events.OnPretrainRoutineEnd, (Trainer trainer) => screen.Introduce(trainer));
        model.AddCallback(Events.OnTrainEpochStart, (Trainer _) => screen.BeginEpoch());
        model.AddCallback(Events.OnTrainBatchStart, (Trainer trainer) => screen.notices.Say(trainer));
        model.AddCallback(Events.OnTrainBatchEnd, (Trainer _) => screen.CountBatch());
        model.AddCallback(Events.OnValStart, (Validator validator) => screen.Follow(validator));
        model.AddCallback(Events.OnValBatchEnd, (Validator validator) => screen.Follow(validator));
        model.AddCallback(Events.OnValEnd, (Validator validator) => screen.EndValidation(validator));
        model.AddCallback(Events.OnFitEpochEnd, (Trainer _) => screen.EndEpoch(), new() { Priority = CallbackPriority.Late });
        model.AddCallback(Events.OnNanRecovery, (Trainer trainer) => terminal.Warn(trainer.Repetition));
    }

    private void Introduce(Trainer begun)
    {
        (trainer, columns, clock) = (begun, new(begun), new(begun, terminal.Time));
        terminal.Done();
        using (var average = trainer.CreateModel())
        {
            var info = average.Info();
            terminal.Fact("model", string.Create(CultureInfo.InvariantCulture, $"{ModelName.Printed(info.Name)}, {info.Layers:N0} layers, {info.Parameters:N0} parameters, {info.GigaFlops:F1} GFLOPs"));
        }

        if (trainer.Start is { } transferred)
        {
            terminal.Fact("weights", transferred.ToString());
        }

        var spec = trainer.Data!.Spec;
        terminal.Fact("optimizer", trainer.Optimizer!.Description["optimizer: ".Length..]);
        terminal.Place("data", ShortPath.Of(spec.File));
        terminal.Fact("train", trainer.Data.Labels.Statistics.ToString());
        terminal.Fact("val", trainer.ValidationData!.Labels.Statistics.ToString());
        terminal.ShortFact("classes", string.Create(CultureInfo.InvariantCulture, $"{spec.ClassCount}: {string.Join(", ", spec.Names)}"));
        terminal.Place("run", ShortPath.Of(trainer.SaveDirectory!));
        TrainingConsole.WarnOfData(trainer, terminal);
        notices.Say(trainer);
        terminal.Line();
    }

    private void BeginEpoch()
    {
        (isJudged, lastRead) = (false, 0);
        clock.BeginEpoch();
        var size = terminal.Size;
        if (rowsSinceHead > size.Height - 4 || headWidth != size.Width)
        {
            (rowsSinceHead, headWidth) = (0, size.Width);
            terminal.Show(new StyledLine(columns.Head(size.Width - 1)));
        }

        var cells = columns.Live(null);
        terminal.Live(width => FittedRow.Of(cells, width, EpochColumns.Gap(width)));
    }

    private void CountBatch()
    {
        clock.Count();

        // For losses to be read a GPU has to finish all that it was given: no more often than somebody can read them.
        if (lastRead != 0 && terminal.Time.GetElapsedTime(lastRead) < Pause && trainer.BatchIndex + 1 < trainer.BatchesPerEpoch)
        {
            return;
        }

        lastRead = terminal.Time.GetTimestamp();
        var (cells, share) = (columns.Live(clock.Speed), (trainer.BatchIndex + 1.0) / trainer.BatchesPerEpoch);
        var (epochLeft, runLeft, seen) = (clock.EpochLeft(), clock.RunLeft(), terminal.Time.GetTimestamp());
        terminal.Live(width =>
        {
            var passed = terminal.Time.GetElapsedTime(seen);
            return FittedRow.Of(
                [
                    .. cells,
                    Cell.Bar(share, 8),
                    Percent(share),
                    new($"epoch {Left(epochLeft - passed)}", 2),
                    new($"run {Left(runLeft - passed)}", 3),
                ],
                width,
                EpochColumns.Gap(width));
        });
    }

    // Within a training the epoch's losses stay in sight.
    private void Follow(Validator validator)
    {
        IReadOnlyList<Cell> cells = validator.Phase == ValidationPhase.Final ? [new($"judging {Judged()}", 0)] : [.. columns.Live(clock.Speed), new("val", 2)];
        var share = (validator.BatchIndex + 1.0) / Math.Max(1, validator.Batches);
        terminal.Live(width => FittedRow.Of([.. cells, Cell.Bar(share, 8), Percent(share)], width, EpochColumns.Gap(width)));
    }

    private void EndValidation(Validator validator)
    {
        isJudged |= validator.Report is not null;
        if (validator is { Phase: ValidationPhase.Final, Report: { } report })
        {
            terminal.Done();
            FigureTable.Show(terminal, Judged(), report.Outcome, report.Names, perClass: true);
        }
    }

    private void EndEpoch()
    {
        if (!trainer.IsFinalEvaluation)
        {
            rowsSinceHead++;
            var (judged, speed, duration) = (isJudged, clock.Speed, clock.Elapsed);
            terminal.Show(new StyledLine(columns.Row(judged, speed, duration, terminal.Size.Width - 1)));
            if (columns.Own(terminal.Size.Width - 1) is { Count: > 0 } own)
            {
                rowsSinceHead++;
                terminal.Show(new StyledLine(own));
            }
        }
    }

    private string Judged() => TrainingConsole.Judged(trainer);

    private static Cell Percent(double share) => new(string.Create(CultureInfo.InvariantCulture, $"{share * 100:F0}%"), 4, Width: 4);

    private static string Left(TimeSpan time) => TimeText.Of(time > TimeSpan.Zero ? time : TimeSpan.Zero);
}
