using System.Globalization;
using Yolo.Callbacks;
using Yolo.Cli.Display;
using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Metrics;
using Yolo.Runtime.Devices;

namespace Yolo.Cli;

/// <summary>A training in plain lines: the network, the data, a line an epoch with its losses, a line a validation, and how it ended.</summary>
internal sealed class TrainingConsole
{
    private const int ColumnWidth = 11;
    private const int Digits = 4;
    private const int MemoryDigits = 3;

    private readonly Terminal terminal;
    private readonly ProgressLine line;
    private readonly TrainingNotices notices;
    private Trainer? trainer;

    private TrainingConsole(Terminal terminal)
    {
        this.terminal = terminal;
        (line, notices) = (new ProgressLine(terminal), new TrainingNotices(terminal));
    }

    /// <summary>Writes the trainings of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="terminal">Where to.</param>
    internal static void Attach(YoloModel model, Terminal terminal)
    {
        var console = new TrainingConsole(terminal);
        model.AddCallback(Events.OnPretrainRoutineEnd, (Trainer trainer) => console.Introduce(trainer));
        model.AddCallback(Events.OnTrainEpochStart, (Trainer trainer) => console.StartEpoch(trainer));
        model.AddCallback(Events.OnTrainBatchStart, (Trainer trainer) => console.notices.Say(trainer));
        model.AddCallback(Events.OnTrainEpochEnd, (Trainer trainer) => console.line.Finish(Losses(trainer), trainer.BatchIndex + 1, trainer.BatchesPerEpoch));
        model.AddCallback(Events.OnValStart, (Validator _) => console.line.Start());
        model.AddCallback(Events.OnValEnd, (Validator validator) => console.EndValidation(validator));
        model.AddCallback(Events.OnFitEpochEnd, (Trainer trainer) => console.ShowOwn(trainer), new() { Priority = CallbackPriority.Late });
        model.AddCallback(Events.OnNanRecovery, (Trainer trainer) => terminal.Warn(trainer.Repetition));
    }

    /// <summary>Which weights are judged at the end of a training.</summary>
    internal static string Judged(Trainer trainer) => trainer switch
    {
        { Options.Save: false } => string.Create(CultureInfo.InvariantCulture, $"the weights of epoch {trainer.Epoch + 1}"),
        { BestEpoch: { } epoch } => string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(trainer.Best)}, epoch {epoch}"),
        _ => Path.GetFileName(trainer.Last)!,
    };

    /// <summary>Says what is wrong with the data, before the first epoch: who has put labels in the wrong place wants to know before the hours of a training.</summary>
    internal static void WarnOfData(Trainer trainer, Terminal terminal)
    {
        DatasetNotices.Warn(trainer.Data!.Spec, trainer.Data.Labels, terminal);
        DatasetNotices.Warn(trainer.Data.Spec, trainer.ValidationData!.Labels, terminal);
        foreach (var warning in trainer.ValidationData.Warnings)
        {
            terminal.Warn(warning);
        }
    }

    private void Introduce(Trainer begun)
    {
        trainer = begun;
        using (var model = trainer.CreateModel())
        {
            terminal.Text(model.Info().ToString());
        }

        terminal.Line();
        if (trainer.Start is { } transferred)
        {
            terminal.Line($"Weights: {transferred}");
        }

        terminal.Line(trainer.Optimizer!.Description);
        WarnOfData(trainer, terminal);
        notices.Say(trainer);
        terminal.Line($"train: {trainer.Data!.Labels.Statistics}");
        terminal.Line($"val: {trainer.ValidationData!.Labels.Statistics}");
        terminal.Line($"Results go to {trainer.SaveDirectory}");
        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"Starting with epoch {trainer.Epoch + 1} of {trainer.Epochs}"));
    }

    private void StartEpoch(Trainer running)
    {
        terminal.Line();
        IEnumerable<string> heading = ["Epoch", "GPU_mem", .. running.LossNames.Select(name => name["train/".Length..]), "Instances", "Size"];
        terminal.Line(string.Concat(heading.Select(Cell)));
        line.Start();
    }

    private void EndValidation(Validator validator)
    {
        var isFinal = validator.Phase == ValidationPhase.Final;
        if (isFinal)
        {
            terminal.Line();
            terminal.Line($"{Judged(trainer!)}:");
        }

        line.Finish(validator.TableHeader, validator.BatchIndex + 1, validator.Batches);
        foreach (var row in validator.Report?.Table(perClass: isFinal).Skip(1) ?? [])
        {
            terminal.Line(row);
        }
    }

    // What callbacks added to the epoch.
    private void ShowOwn(Trainer trainer)
    {
        if (trainer is { IsFinalEvaluation: false, Metrics.Own.Count: > 0 })
        {
            terminal.Line("  " + string.Join(", ", trainer.Metrics.Own.Select(EpochColumns.OwnText)));
        }
    }

    private static string Losses(Trainer trainer)
    {
        var cells = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{trainer.Epoch + 1}/{trainer.Epochs}"), Memory(trainer.DeviceMemory) };
        foreach (var value in trainer.MeanLossValues)
        {
            cells.Add(SignificantDigits.Format(value, Digits));
        }

        cells.Add(string.Create(CultureInfo.InvariantCulture, $"{trainer.Batch?.Instances}"));
        cells.Add(string.Create(CultureInfo.InvariantCulture, $"{trainer.Batch?.Samples.Width}"));
        return string.Concat(cells.Select(Cell));
    }

    // In thousands of millions of bytes, as the reference counts; nothing where nobody can say.
    private static string Memory(DeviceMemory? memory) =>
        memory is { } known ? $"{SignificantDigits.Format(known.UsedBytes / 1e9, MemoryDigits)}G" : "";

    private static string Cell(string text) => text.PadLeft(ColumnWidth);
}
