using TorchSharp;
using Yolo.Data.Shapes;
using Yolo.Engine;
using Yolo.Engine.Prediction;

namespace Yolo.Tests.Runtime;

/// <summary>A tensor in no dispose scope and no variable can be freed in the middle of a call; so none of ours is made outside a scope.</summary>
public sealed class DisposeScopeTests : FolderFixture
{
    [Test]
    public void Runs_MakeNoTensorOutsideAScope()
    {
        var data = ShapesDataset.Ensure(Folder.Path("data"), new() { TrainImages = 4, ValImages = 2, ImageSize = 64 });
        var picture = Directory.EnumerateFiles(Folder.Path("data"), "*.jpg", SearchOption.AllDirectories).First();
        var found = new List<(string Step, long Tensors)>();
        using var model = Count("build", () => new YoloModel("yolov8n.yaml"));
        model.AddCallback("on_predict_batch_end", (Predictor _) => found.Add(("thread that predicts", Outside)));

        var report = Count("train", () => model.Train(new() { Data = data, Epochs = 1, Batch = 2, ImageSize = 64, Workers = 0, Plots = false, Project = Folder.Path("runs") }));
        using var trained = Count("load", () => new YoloModel(report.Best!));
        Count("validate", () => trained.Validate(new() { Data = data, ImageSize = 64, Plots = false, Project = Folder.Path("runs") }));
        Count("predict", () => trained.Predict(picture, new() { ImageSize = 64 }).ToList());
        Count("export", () => trained.Export(new() { ImageSize = new(64, 64) }));
        Count("save", () =>
        {
            trained.Save(Folder.Path("saved.pt"));
            return true;
        });

        Assert.That(found.Where(step => step.Tensors > 0), Is.Empty);

        T Count<T>(string step, Func<T> run)
        {
            var before = Outside;
            var result = run();
            found.Add((step, Outside - before));
            return result;
        }
    }

    private static long Outside => DisposeScopeManager.Statistics.CreatedOutsideScopeCount;
}
