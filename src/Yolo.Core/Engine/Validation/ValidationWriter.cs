using System.Runtime.ExceptionServices;
using Yolo.Results;

namespace Yolo.Engine.Validation;

/// <summary>Writes what a validation asks for into its folder: predictions.json, label files, metrics.json, args.yaml.</summary>
internal sealed class ValidationWriter(string directory, ValidateOptions options, int imageSize, bool cocoCategories)
{
    private readonly CocoPredictions predictions = new(cocoCategories);
    private readonly UniqueNames stems = new();
    private ExceptionDispatchInfo? failure;

    /// <summary>Whether the folder is the validation's own, with its settings and metrics.</summary>
    internal required bool IsOwnFolder { get; init; }

    /// <summary>Whether <see cref="Write"/> does anything.</summary>
    internal bool WritesDetections => options.SaveJson || options.SaveTxt;

    /// <summary>Writes what was found in one picture. What cannot be written, as on a full disk, is an error only at the end: the figures matter more.</summary>
    /// <param name="found">It, in pixels of the original picture.</param>
    internal void Write(Result found)
    {
        if (options.SaveJson)
        {
            predictions.Add(found);
        }

        if (options.SaveTxt && failure is null)
        {
            try
            {
                LabelFile.Write(Path.Combine(directory, "labels", stems.Take(Path.GetFileNameWithoutExtension(found.Path)) + ".txt"), found, options.SaveConfidence);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }
        }
    }

    /// <summary>Writes what belongs to the whole run, unless something could not be written before.</summary>
    internal void Finish(YoloModel model, ValidationReport report)
    {
        failure?.Throw();
        if (options.SaveJson)
        {
            predictions.Save(Path.Combine(directory, "predictions.json"));
        }

        if (IsOwnFolder)
        {
            AtomicFile.WriteAllText(Path.Combine(directory, "metrics.json"), report.ToJson());
            ArgumentsFile.Write(Path.Combine(directory, "args.yaml"), "val", model, ValidateSettings.Table, options with { ImageSize = imageSize, Device = model.Device });
        }
    }
}
