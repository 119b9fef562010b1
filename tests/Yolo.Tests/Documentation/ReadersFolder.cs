using Yolo.Data.Labels;
using Yolo.Data.Shapes;
using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Imaging;
using Yolo.Models;
using Yolo.Tests.Engine;
using Yolo.Tests.Sources;

namespace Yolo.Tests.Documentation;

/// <summary>
/// The current folder of somebody who reads the documentation: checkpoints, descriptions, data sets, pictures and a film of the names that stand there, all of
/// them tiny. Each test has a copy of its own.
/// </summary>
internal sealed class ReadersFolder : IDisposable
{
    private const int Pictures = 4;

    private static readonly Lazy<TemporaryFolder> Original = new(Make);

    private static readonly (ModelTask Task, LabelForm Labels, string Ending, string Dataset)[] Tasks =
    [
        (ModelTask.Detect, LabelForm.Boxes, "", "shapes"),
        (ModelTask.Segment, LabelForm.Polygons, "-seg", "shapes-seg"),
        (ModelTask.Pose, LabelForm.Keypoints, "-pose", "shapes-pose"),
        (ModelTask.Obb, LabelForm.Corners, "-obb", "shapes-obb"),
        (ModelTask.Classify, LabelForm.Folders, "-cls", "shapes-cls"),
    ];

    private static readonly string[] Checkpoints = ["best.pt", "weights.pt", "yolo26n.pt", "yolov8n.pt", "bccd-yolov8n.pt"];
    private static readonly string[] Exports = ["best.onnx", "yolo11n.onnx", "other.onnx"];
    private static readonly string[] PictureNames = ["bus.jpg", "pictures/1.jpg", "shots/1.jpg", "frames/1.jpg", "frames/2.jpg"];
    private static readonly string[] Descriptions = ["data.yaml", "bccd.yaml", "cells.yaml"];

    private readonly TemporaryFolder folder = new();
    private readonly string before = Environment.CurrentDirectory;

    private ReadersFolder()
    {
        foreach (var file in Directory.EnumerateFiles(Original.Value.Root, "*", SearchOption.AllDirectories))
        {
            folder.Write(Path.GetRelativePath(Original.Value.Root, file), File.ReadAllBytes(file));
        }

        Environment.CurrentDirectory = folder.Root;
    }

    /// <summary>Makes a copy the current folder, until it is disposed.</summary>
    internal static ReadersFolder Enter() => new();

    /// <summary>Deletes what the copies are made of.</summary>
    internal static void DeleteOriginal()
    {
        if (Original.IsValueCreated)
        {
            Original.Value.Dispose();
        }
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = before;
        folder.Dispose();
    }

    private static TemporaryFolder Make()
    {
        var folder = new TemporaryFolder();
        foreach (var (task, labels, ending, dataset) in Tasks)
        {
            var made = ShapesDataset.Ensure(folder.Root, new() { TrainImages = Pictures, ValImages = Pictures, ImageSize = 96, Labels = labels });
            Directory.CreateDirectory(folder.Path("datasets"));
            Directory.Move(File.Exists(made) ? Path.GetDirectoryName(made)! : made, folder.Path("datasets", dataset));
            var network = folder.Write($"yolo11n{ending}.yaml", TinyNetwork.Describe(task).Replace("nc: 3", $"nc: {ShapesFilm.Names.Count}", StringComparison.Ordinal));
            using var model = new YoloModel(network);
            model.Save(folder.Path($"yolo11n{ending}.pt"));
        }

        MakeOfDetector(folder);
        return folder;
    }

    private static void MakeOfDetector(TemporaryFolder folder)
    {
        folder.Write("yolov8n.yaml", File.ReadAllText(folder.Path("yolo11n.yaml")));
        foreach (var name in Descriptions)
        {
            folder.Write(name, $"path: datasets/shapes\ntrain: images/train\nval: images/val\nnames: [{string.Join(", ", ShapesFilm.Names)}]\n");
        }

        MakeInterruptedRun(folder);
        foreach (var name in Checkpoints)
        {
            File.Copy(folder.Path("runs", "detect", "train", "weights", "best.pt"), folder.Path(name));
        }

        using var model = new YoloModel(folder.Path("best.pt"));
        foreach (var name in Exports)
        {
            model.Export(new() { ImageSize = 64, File = folder.Path(name) });
        }

        foreach (var name in PictureNames)
        {
            folder.Write(name, new Image(64, 48).Encode(ImageFormat.Jpeg));
        }

        Videos.Make(folder.Path("film.mp4"), frames: 6);
    }

    // A run whose last.pt has an epoch to go.
    private static void MakeInterruptedRun(TemporaryFolder folder)
    {
        using var model = new YoloModel(folder.Path("yolo11n.pt"));
        using var stop = new CancellationTokenSource();
        using var stopping = model.AddCallback("on_train_epoch_start", (Trainer trainer) =>
        {
            if (trainer.Epoch == 1)
            {
                stop.Cancel();
            }
        });
        Assert.That(
            () => model.Train(new() { Data = folder.Path("data.yaml"), Epochs = 2, ImageSize = 64, Batch = Pictures, Plots = false, Project = folder.Path("runs", "detect"), Name = "train", ExistOk = true }, cancellation: stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }
}
