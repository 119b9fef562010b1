using System.Text.Json;
using TorchSharp;
using Yolo.Engine;
using Yolo.Engine.Prediction;
using Yolo.Imaging;
using Yolo.Results;
using Yolo.Sources;

namespace Yolo.Tests.Engine;

public sealed class PredictorTests
{
    private static readonly PredictOptions At320 = new() { ImageSize = 320 };

    [TestCase("bccd-yolov8n")]
    [TestCase("bccd-yolo11n")]
    [TestCase("bccd-yolo26n")]
    public void Predict_RealPictures_EqualsTheReference(string name)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Shared.Path("goldens", $"predict-{name}-320.json")));
        var pictures = golden.RootElement.GetProperty("images").EnumerateArray().ToList();
        var paths = pictures.Select(picture => Shared.Path("datasets", "bccd", "images", "test", picture.GetProperty("image").GetString()!));
        using var model = new YoloModel(Shared.Path("weights", $"{name}.pt"));

        var results = model.Predict(paths, At320).ToList();

        Assert.That(results, Has.Count.EqualTo(pictures.Count));
        foreach (var (result, picture) in results.Zip(pictures))
        {
            var expected = picture.GetProperty("boxes").EnumerateArray().ToList();
            Assert.That(result.Boxes.Classes, Is.EqualTo(expected.Select(box => box.GetProperty("class").GetInt32())), result.Path);
            foreach (var (found, box) in result.Boxes.Zip(expected))
            {
                Assert.That(found.Confidence, Is.EqualTo(box.GetProperty("confidence").GetSingle()).Within(0.002f));
                Assert.That(
                    new[] { found.Box.X1, found.Box.Y1, found.Box.X2, found.Box.Y2 },
                    Is.EqualTo(box.GetProperty("xyxy").EnumerateArray().Select(number => number.GetSingle())).Within(0.5f));
            }
        }
    }

    [Test]
    public void Predict_InBatches_EqualsOneByOne()
    {
        using var model = Blood();
        var paths = Pictures().Take(5).ToList();

        var single = model.Predict(paths, At320).ToList();
        var batched = model.Predict(paths, At320 with { Batch = 3 }).ToList();

        AssertSame(batched, single);
    }

    [Test]
    public void Predict_PicturesOfManySizesInOneBatch_EachComesBackInItsOwnPixels()
    {
        using var folder = new TemporaryFolder();
        var original = Image.Decode(Pictures().First());
        original.Save(folder.Path("a.png"));
        original.Crop(0, 0, 333, 480).Save(folder.Path("b.png"));
        using var model = Blood();

        var results = model.Predict(folder.Root, At320 with { Batch = 2 }).ToList();

        Assert.That(results.Select(result => (result.OriginalImage.Width, result.OriginalImage.Height)), Is.EqualTo(new[] { (640, 480), (333, 480) }));
        Assert.That(results, Has.All.Matches<Result>(result =>
            result!.Boxes.Count > 0 && result.Boxes.All(box => box.Box.X1 >= 0 && box.Box.X2 <= result.OriginalImage.Width && box.Box.Y2 <= result.OriginalImage.Height)));
    }

    [TestCase(1, 1)]
    [TestCase(20_000, 100)]
    [TestCase(3, 900)]
    public void Predict_PictureOfStrangeShape_Works(int width, int height)
    {
        using var folder = new TemporaryFolder();
        new Image(width, height).Save(folder.Path("picture.png"));
        using var model = Blood();

        Assert.That(model.Predict(folder.Root, At320).Single().OriginalImage.Width, Is.EqualTo(width));
    }

    [Test]
    public void Predict_CorruptPictureAmongOthers_TheOthersComeAndTheErrorNamesIt()
    {
        using var folder = new TemporaryFolder();
        var good = File.ReadAllBytes(Pictures().First());
        folder.Write("1.jpg", good);
        folder.Write("2.jpg", good[..100]);
        folder.Write("3.jpg", good);
        using var model = Blood();
        var seen = new List<string>();

        Assert.That(
            () => seen.AddRange(model.Predict(folder.Root, At320 with { Batch = 3 }).Select(result => Path.GetFileName(result.Path))),
            Throws.TypeOf<SourceException>().With.Message.Contains("2.jpg"));
        var predictor = new Predictor(model, At320);
        Assert.That(predictor.Run(PictureFiles.Find(folder.Root)).Count(), Is.EqualTo(2));
        Assert.That(predictor.Failures.Single().Path, Does.EndWith("2.jpg"));
    }

    [Test]
    public void Predict_ManyTimes_LeavesNoTensorBehind()
    {
        using var model = Blood();
        var paths = Pictures().Take(2).ToList();
        _ = model.Predict(paths, At320).Count();
        var before = LiveTensors.Count;

        for (var i = 0; i < 3; i++)
        {
            _ = model.Predict(paths, At320).Count();
        }

        Assert.That(LiveTensors.Count, Is.EqualTo(before));
    }

    [Test]
    public void Predict_StreamAbandonedHalfWay_LeavesNoTensorBehind()
    {
        using var model = Blood();
        _ = model.Predict(Pictures().Take(1), At320).Count();
        var before = LiveTensors.Count;

        _ = model.Predict(Pictures(), At320).First();

        Assert.That(LiveTensors.Count, Is.EqualTo(before));
    }

    [Test]
    public void Predict_Cancelled_StopsBeforeTheNextBatch()
    {
        using var model = Blood();
        using var source = new CancellationTokenSource();
        var seen = 0;

        Assert.That(
            () =>
            {
                foreach (var result in model.Predict(Pictures(), At320, cancellation: source.Token))
                {
                    seen++;
                    source.Cancel();
                }
            },
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(seen, Is.EqualTo(1));
    }

    [Test]
    public void Predict_InBfloat16_FindsNearlyTheSame()
    {
        using var model = Blood();
        var paths = Pictures().Take(3).ToList();
        var full = model.Predict(paths, At320).Sum(result => result.Boxes.Count(box => box.Confidence > 0.4));

        var half = model.Predict(paths, At320 with { Half = true }).Sum(result => result.Boxes.Count(box => box.Confidence > 0.4));

        Assert.That(model.DataType, Is.EqualTo(torch.ScalarType.BFloat16));
        Assert.That(half, Is.EqualTo(full).Within(0.15 * full));
    }

    [Test]
    public void Predict_Settings_EachChangesWhatIsFound()
    {
        using var model = Blood();
        var path = Pictures().First();
        IReadOnlyList<Detection> Found(PredictOptions options) => model.Predict(path, options).Single().Boxes;
        var all = Found(At320);

        Assert.That(Found(At320 with { Confidence = 0.5 }).Select(box => box.Confidence), Is.EqualTo(all.Select(box => box.Confidence).Where(confidence => confidence > 0.5)));
        Assert.That(Found(At320 with { Classes = [1] }).Select(box => box.Class), Is.Not.Empty.And.All.EqualTo(1));
        Assert.That(Found(At320 with { MaximumDetections = 2 }), Has.Count.EqualTo(2));
        Assert.That(Found(At320 with { Iou = 0.05 }), Has.Count.LessThan(all.Count));
        Assert.That(Found(At320 with { ImageSize = 192 })[0].Box, Is.Not.EqualTo(all[0].Box));
        Assert.That(Found(At320 with { Rect = false })[0].Box, Is.Not.EqualTo(all[0].Box));
    }

    private static YoloModel Blood() => new(Shared.Path("weights", "bccd-yolov8n.pt"));

    private static IEnumerable<string> Pictures() => PictureFiles.Find(Shared.Path("datasets", "bccd", "images", "test"));

    private static void AssertSame(List<Result> actual, List<Result> expected)
    {
        Assert.That(actual.Select(result => result.Path), Is.EqualTo(expected.Select(result => result.Path)));
        foreach (var (left, right) in actual.Zip(expected))
        {
            Assert.That(left.Boxes.Classes, Is.EqualTo(right.Boxes.Classes));
            Assert.That(left.Boxes.Confidences, Is.EqualTo(right.Boxes.Confidences).Within(1e-4f));
        }
    }
}
