// Callbacks by event name and as classes: results that carry their frames, metrics of one's own at the end of an epoch, a look at each validation.
// Usage: CallbackTour MODEL DATA PICTURES FOLDER
using Yolo.Callbacks;
using Yolo.Engine;
using Yolo.Engine.Prediction;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Imaging;
using Yolo.Results;

using var model = new YoloModel(args[0]);

// Frames travel with the results: what is put into predictor.Results is what the caller gets.
var frames = new Dictionary<Result, Image>();
model.AddCallback("on_predict_batch_end", (Predictor predictor) =>
{
    foreach (var (result, image) in predictor.Results.Zip(predictor.Batch!.OriginalImages))
    {
        frames[result] = image;
    }
});
foreach (var result in model.Predict(args[2], new() { ImageSize = 64 }))
{
    Console.WriteLine($"{Path.GetFileName(result.Path)}: {result.Describe()} in a frame of {frames[result].Width}x{frames[result].Height}");
}

// Metrics of one's own: the objects of an epoch, in results.csv beside the reference's metrics; and what decides which epoch is best.
var objects = 0;
model.AddCallback("on_train_epoch_start", (Trainer _) => objects = 0);
model.AddCallback("on_train_batch_end", (Trainer trainer) => objects += trainer.Batch!.Instances);
model.AddCallback("on_train_epoch_end", (Trainer trainer) => trainer.Metrics["objects"] = objects);
model.AddCallback("on_metrics_ready", (Trainer trainer) => trainer.Fitness = 1 / (1 + trainer.Metrics.Where(metric => metric.Key.StartsWith("val/", StringComparison.Ordinal)).Sum(metric => metric.Value)));
model.AddCallback("on_fit_epoch_end", (Trainer trainer) =>
    Console.WriteLine($"epoch {trainer.Epoch + 1}{(trainer.IsFinalEvaluation ? " (final)" : "")}: {objects} objects, fitness {trainer.Fitness:F4}"));

// The same for each validation, inside the training and by itself.
model.AddCallback("on_val_end", (Validator validator) => Console.WriteLine($"validated {validator.Seen} pictures ({validator.Phase})"));

var flag = new EndFlag();
var report = model.Train(
    new() { Data = args[1], Epochs = 2, Batch = 4, ImageSize = 64, Plots = false, Project = args[3] },
    callbacks: [flag, new EarlyStopping { Patience = 10 }]);
Console.WriteLine($"{report.Epochs} epochs, ended: {flag.HasEnded}, best weights in {Path.GetFileName(report.Best)}");
model.Validate(new() { Data = args[1], ImageSize = 64 });

/// <summary>A callback as a class, as in Keras: override the hooks you need.</summary>
internal sealed class EndFlag : Callback
{
    public bool HasEnded { get; private set; }

    public override void OnTrainEnd(Logs logs) => HasEnded = true;
}
