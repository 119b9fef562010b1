using Yolo.Data.Augmentations;
using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Metrics;

namespace Yolo.Tests.Engine;

/// <summary>A trainer that works learns four pictures by heart.</summary>
public sealed class OverfitTests
{
    [Test]
    public void Train_FourPictures_LearnsThemByHeart()
    {
        using var folder = new TemporaryFolder();
        using var model = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));

        var report = model.Train(Options(folder) with { Data = FourPictures(folder, "coco128", "train2017"), ImageSize = 192 });

        Assert.That(report.Validation.Metrics.Evaluation.Map50, Is.GreaterThanOrEqualTo(0.95));
    }

    [TestCase("yolo11n-seg", "coco-seg", 192, 1, 0.9)]
    [TestCase("yolo11n-obb", "dota", 256, 0, 0.9)]
    public void Train_FourPicturesOfATask_LearnsThemByHeart(string name, string dataset, int size, int part, double least)
    {
        using var folder = new TemporaryFolder();
        using var model = new YoloModel(Shared.Path("weights", $"{name}.pt"));

        var report = model.Train(Options(folder) with { Data = FourPictures(folder, dataset), ImageSize = size });

        Assert.That(report.Validation.Metrics.Parts[part].Evaluation.Map50, Is.GreaterThanOrEqualTo(least));
    }

    [Test]
    public void Train_FourPicturesOfEachClass_LearnsThemByHeart()
    {
        using var folder = new TemporaryFolder();
        foreach (var picture in Directory.EnumerateDirectories(Shared.Path("datasets", "flowers", "train")).SelectMany(kind => Directory.EnumerateFiles(kind).Order(StringComparer.Ordinal).Take(4)))
        {
            var place = Path.Combine(Path.GetFileName(Path.GetDirectoryName(picture))!, Path.GetFileName(picture));
            folder.Write($"flowers/train/{place}", File.ReadAllBytes(picture));
            folder.Write($"flowers/val/{place}", File.ReadAllBytes(picture));
        }

        using var model = new YoloModel(Shared.Path("weights", "yolo11n-cls.pt"));

        // Crops of all sizes: without them a training sees a picture squeezed to a square, and a validation its undistorted middle, which is another picture.
        var report = model.Train(Options(folder) with
        {
            Data = folder.Path("flowers"),
            ImageSize = 96,
            Batch = 10,
            NominalBatch = 10,
            LearningRate = 0.0005,
            Epochs = 60,
            Augmentation = AugmentationSettings.None with { Scale = 0.5 },
        });

        Assert.That(((ClassificationMetrics)report.Validation.Outcome).Top1, Is.EqualTo(1));
    }

    private static TrainOptions Options(TemporaryFolder folder) => new()
    {
        Epochs = 80,
        Batch = 4,
        NominalBatch = 4,
        Optimizer = "AdamW",
        LearningRate = 0.002,
        WarmupEpochs = 0,
        CloseMosaic = 0,
        Augmentation = AugmentationSettings.None,
        Validate = false,
        Plots = false,
        Project = folder.Root,
    };

    private static string FourPictures(TemporaryFolder folder, string dataset, string split = "train")
    {
        foreach (var picture in Directory.EnumerateFiles(Shared.Path("datasets", dataset, "images", split)).Order(StringComparer.Ordinal).Take(4))
        {
            var stem = Path.GetFileNameWithoutExtension(picture);
            folder.Write($"images/{Path.GetFileName(picture)}", File.ReadAllBytes(picture));
            folder.Write($"labels/{stem}.txt", File.ReadAllText(Shared.Path("datasets", dataset, "labels", split, $"{stem}.txt")));
        }

        var description = File.ReadAllText(Shared.Path("datasets", dataset, $"{dataset}.yaml"));
        return folder.Write("four.yaml", description.Replace($"images/{split}", "images", StringComparison.Ordinal).Replace("images/val", "images", StringComparison.Ordinal));
    }
}
