using System.Globalization;
using Yolo.Callbacks;
using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Metrics;

namespace Yolo.Cli;

/// <summary>What people see of a training: the network, the data, a line an epoch with its losses, a line a validation, and how it ended.</summary>
internal sealed class TrainingConsole
{
    private const int ColumnWidth = 11;
    private const int Digits = 4;

    private readonly TextWriter output;
    private readonly TextWriter errors;
    private readonly ProgressLine line;

    private TrainingConsole(TextWriter output, TextWriter errors, bool isTerminal)
    {
        (this.output, this.errors) = (output, errors);
        line = new ProgressLine(output, isTerminal);
    }

    /// <summary>Shows the trainings of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="output">For what goes as it should.</param>
    /// <param name="errors">For warnings.</param>
    /// <param name="isTerminal">Whether the output is a terminal.</param>
    internal static void Attach(YoloModel model, TextWriter output, TextWriter errors, bool isTerminal)
    {
        var console = new TrainingConsole(output, errors, isTerminal);
        model.AddCallback("on_pretrain_routine_end", (Trainer trainer) => console.Introduce(trainer));
        model.AddCallback("on_train_epoch_start", (Trainer trainer) => console.StartEpoch(trainer));
        model.AddCallback("on_train_batch_end", (Trainer trainer) => console.line.Show(Losses(trainer), trainer.BatchIndex + 1, trainer.BatchesPerEpoch));
        model.AddCallback("on_train_epoch_end", (Trainer trainer) => console.line.Finish(Losses(trainer), trainer.BatchIndex + 1, trainer.BatchesPerEpoch));
        model.AddCallback("on_val_start", (Validator _) => console.line.Start());
        model.AddCallback("on_val_batch_end", (Validator validator) => console.line.Show(validator.TableHeader, validator.BatchIndex + 1, validator.Batches));
        model.AddCallback("on_val_end", (Validator validator) => console.EndValidation(validator));
        model.AddCallback("on_nan_recovery", (Trainer trainer) => errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"yolo: the loss of epoch {trainer.Epoch + 1} is not a number any more; the epoch is repeated from the last checkpoint.")));
    }

    private void Introduce(Trainer trainer)
    {
        using (var model = trainer.CreateModel())
        {
            output.WriteLine(model.Info());
        }

        output.WriteLine();
        if (trainer.Start is { } transferred)
        {
            output.WriteLine($"Weights: {transferred}");
        }

        output.WriteLine(trainer.Optimizer!.Description);
        DatasetNotices.Write(trainer.Data!.Spec, trainer.Data.Labels, "train", output, errors);
        DatasetNotices.Write(trainer.Data.Spec, trainer.ValidationData!.Labels, "val", output, errors, withWarnings: false);

        // Said again at the end, where the figures are; but who has put labels in the wrong place wants to know before the hours of a training.
        foreach (var warning in trainer.ValidationData.Warnings)
        {
            errors.WriteLine($"yolo: {warning}");
        }

        output.WriteLine($"Results go to {trainer.SaveDirectory}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Starting with epoch {trainer.Epoch + 1} of {trainer.Epochs}"));
    }

    private void StartEpoch(Trainer trainer)
    {
        output.WriteLine();
        IEnumerable<string> heading = ["Epoch", "GPU_mem", .. trainer.LossNames.Select(name => name["train/".Length..]), "Instances", "Size"];
        output.WriteLine(string.Concat(heading.Select(Cell)));
        line.Start();
    }

    private void EndValidation(Validator validator)
    {
        line.Finish(validator.TableHeader, validator.BatchIndex + 1, validator.Batches);
        if (validator.Report is { } report)
        {
            foreach (var row in report.Table(perClass: validator.Phase == ValidationPhase.Final).Skip(1))
            {
                output.WriteLine(row);
            }
        }
    }

    // TorchSharp does not say how much memory of a GPU is taken.
    private static string Losses(Trainer trainer)
    {
        var cells = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{trainer.Epoch + 1}/{trainer.Epochs}"), "-" };
        foreach (var value in trainer.MeanLossValues)
        {
            cells.Add(SignificantDigits.Format(value, Digits));
        }

        cells.Add(string.Create(CultureInfo.InvariantCulture, $"{trainer.Batch?.Instances}"));
        cells.Add(string.Create(CultureInfo.InvariantCulture, $"{trainer.Batch?.Samples.Width}"));
        return string.Concat(cells.Select(Cell));
    }

    private static string Cell(string text) => text.PadLeft(ColumnWidth);
}
