using System.Text.Json;
using Yolo.Results;

namespace Yolo.Engine;

/// <summary>Writes what a prediction asks for into its folder: drawn pictures, label files, crops, predictions.json, metrics.json, args.yaml.</summary>
internal sealed class PredictionWriter(string directory, PredictOptions options) : IDisposable
{
    private readonly List<PredictionRecord> records = [];
    private readonly UniqueNames stems = new();
    private bool finished;

    /// <summary>Writes what belongs to one picture.</summary>
    internal void Write(Result result)
    {
        var stem = stems.Take(Path.GetFileNameWithoutExtension(result.Path));
        if (options.Save)
        {
            result.Save(Path.Combine(directory, stem + ".jpg"), options.Plot);
        }

        if (options.SaveTxt)
        {
            result.SaveTxt(Path.Combine(directory, "labels", stem + ".txt"), options.SaveConfidence);
        }

        if (options.SaveCrop)
        {
            result.SaveCrop(Path.Combine(directory, "crops"), stem);
        }

        if (options.SaveJson)
        {
            records.AddRange(result.Summary());
        }
    }

    /// <summary>Writes what belongs to the whole run.</summary>
    internal void Finish(Predictor predictor)
    {
        finished = true;
        if (options.SaveJson)
        {
            AtomicFile.WriteAllText(Path.Combine(directory, "predictions.json"), PredictionRecord.Serialize(records));
        }

        var speed = predictor.TotalSpeed / Math.Max(1, predictor.Seen);
        var metrics = new
        {
            images = predictor.Seen,
            failed = predictor.Failures.Count,
            speed = new { preprocess = speed.Preprocess, inference = speed.Inference, postprocess = speed.Postprocess },
        };
        AtomicFile.WriteAllText(Path.Combine(directory, "metrics.json"), JsonSerializer.Serialize(metrics));
        ArgumentsFile.Write(Path.Combine(directory, "args.yaml"), "predict", predictor.Model, PredictSettings.Table, options);
    }

    /// <summary>A run that was abandoned half-way keeps the objects that it found.</summary>
    public void Dispose()
    {
        if (!finished && options.SaveJson)
        {
            AtomicFile.WriteAllText(Path.Combine(directory, "predictions.json"), PredictionRecord.Serialize(records));
        }
    }
}
