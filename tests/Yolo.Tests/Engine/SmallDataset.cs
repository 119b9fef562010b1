using Yolo.Data.Labels;
using Yolo.Data.Shapes;
using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Models;

namespace Yolo.Tests.Engine;

/// <summary>A few pictures with their labels, in a folder that goes away, and the settings to validate them quickly: blood cells to detect, shapes for the other tasks.</summary>
internal sealed class SmallDataset : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private readonly ModelTask task;

    internal SmallDataset(int count, ModelTask task = ModelTask.Detect)
    {
        this.task = task;
        Yaml = task == ModelTask.Detect ? BloodCells(count) : ShapesDataset.Ensure(folder.Root, new() { TrainImages = count, ValImages = count, ImageSize = 96, Labels = LabelsOf(task) });
    }

    private string BloodCells(int count)
    {
        foreach (var picture in Directory.EnumerateFiles(Shared.Path("datasets", "bccd", "images", "val")).Order(StringComparer.Ordinal).Take(count))
        {
            var stem = Path.GetFileNameWithoutExtension(picture);
            folder.Write($"images/{Path.GetFileName(picture)}", File.ReadAllBytes(picture));
            folder.Write($"labels/{stem}.txt", File.ReadAllText(Shared.Path("datasets", "bccd", "labels", "val", $"{stem}.txt")));
        }

        return folder.Write("small.yaml", "path: .\ntrain: images\nval: images\nnames:\n  0: RBC\n  1: WBC\n  2: Platelets");
    }

    /// <summary>A description of a network that trains in no time: 29 thousand parameters, three levels, every kind of layer that matters to a training.</summary>
    /// <param name="generation26">Whether its head is one of generation 26: end-to-end, without a distribution of distances.</param>
    internal string TinyNetwork(bool generation26 = false) => folder.Write("tiny.yaml", Engine.TinyNetwork.Describe(task, generation26));

    /// <summary>Three epochs of small batches, each of which changes the weights.</summary>
    /// <param name="project">The folder for the run's.</param>
    internal TrainOptions Steps(string project) => new()
    {
        Data = Yaml,
        Epochs = 3,
        ImageSize = 64,
        Batch = 2,
        NominalBatch = 2,
        WarmupEpochs = 0,
        Optimizer = "SGD",
        Plots = false,
        Project = project,
    };

    /// <summary>A checkpoint of such a network, untrained.</summary>
    internal string TinyWeights()
    {
        using var model = new YoloModel(TinyNetwork());
        var path = folder.Path("tiny.pt");
        model.Save(path);
        return path;
    }

    /// <summary>Its description.</summary>
    internal string Yaml { get; }

    /// <summary>Its folder.</summary>
    internal string Root => folder.Root;

    /// <summary>Settings for it.</summary>
    internal ValidateOptions Options => new() { Data = Yaml, ImageSize = 192 };

    /// <summary>A model that finds blood cells.</summary>
    internal YoloModel Model() => new(Shared.Path("weights", "bccd-yolov8n.pt"));

    private static LabelForm LabelsOf(ModelTask task) => task switch
    {
        ModelTask.Segment => LabelForm.Polygons,
        ModelTask.Pose => LabelForm.Keypoints,
        ModelTask.Obb => LabelForm.Corners,
        _ => LabelForm.Folders,
    };

    public void Dispose() => folder.Dispose();
}
