using Yolo.Data.Augmentations;
using Yolo.Engine;

namespace Yolo.Tests.Engine;

/// <summary>A trainer that works learns four pictures by heart.</summary>
public sealed class OverfitTests
{
    [Test]
    public void Train_FourPictures_LearnsThemByHeart()
    {
        using var folder = new TemporaryFolder();
        using var model = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));

        var report = model.Train(new()
        {
            Data = FourPictures(folder),
            Epochs = 80,
            ImageSize = 192,
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
        });

        Assert.That(report.Validation.Metrics.Evaluation.Map50, Is.GreaterThanOrEqualTo(0.95));
    }

    private static string FourPictures(TemporaryFolder folder)
    {
        foreach (var picture in Directory.EnumerateFiles(Shared.Path("datasets", "coco128", "images", "train2017")).Order(StringComparer.Ordinal).Take(4))
        {
            var stem = Path.GetFileNameWithoutExtension(picture);
            folder.Write($"images/{stem}.jpg", File.ReadAllBytes(picture));
            folder.Write($"labels/{stem}.txt", File.ReadAllText(Shared.Path("datasets", "coco128", "labels", "train2017", $"{stem}.txt")));
        }

        return folder.Write("four.yaml", $"path: .\ntrain: images\nval: images\nnc: 80\nnames: [{string.Join(", ", Enumerable.Range(0, 80).Select(index => FormattableString.Invariant($"class{index}")))}]");
    }
}
