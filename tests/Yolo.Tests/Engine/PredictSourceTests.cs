using Yolo.Engine;
using Yolo.Engine.Prediction;
using Yolo.Imaging;
using Yolo.Results;
using Yolo.Sources;
using Yolo.Tests.Sources;
using static TorchSharp.torch;

namespace Yolo.Tests.Engine;

public sealed class PredictSourceTests : BloodCellFixture
{
    private static readonly PredictOptions At320 = new() { ImageSize = 320 };

    [TearDown]
    public void TearDown() => Assert.That(Videos.Running(), Is.Zero, "no ffmpeg is left behind");

    [Test]
    public void Predict_FromMemory_EqualsFromAFile()
    {
        var path = Pictures()[0];
        var image = Image.Decode(path);
        using var stream = File.OpenRead(path);
        var expected = Model.Predict(path, At320).Single().Boxes.Xyxy;

        PictureSource[] sources = [image, File.ReadAllBytes(path), stream, PictureSource.FromPixels(image.Pixels, image.Width, image.Height)];

        Assert.That(Model.Predict(PictureSource.Join(sources), At320).Select(result => Numbers([result.Boxes.Xyxy])), Has.All.EqualTo(Numbers([expected])));
    }

    [Test]
    public void Predict_Tensor_IsInItsPixels()
    {
        using var scope = NewDisposeScope();
        var images = Pictures().Take(2).Select(path => Imaging.Pictures.Letterboxed(Image.Decode(path), new LetterboxOptions(320, 256)).Canvas).ToList();
        var input = stack(images.Select(image => tensor(image.Pixels.ToArray()).view(256, 320, 3).permute(2, 0, 1).to(float32) / 255)); // [2, 3, 256, 320]
        var expected = Model.Predict(PictureSource.FromImages(images), At320).Select(result => result.Boxes.Xyxy).ToList();

        var results = Model.Predict(input, At320).ToList();

        Assert.That(results.Select(result => result.Path), Is.EqualTo(new[] { "tensor0", "tensor1" }));
        Assert.That(results.Select(result => result.OriginalImage.Pixels.SequenceEqual(images[results.IndexOf(result)].Pixels)), Has.All.True);
        Assert.That(Numbers(results.Select(result => result.Boxes.Xyxy)), Is.EqualTo(Numbers(expected)).Within(0.01));
        Assert.That(input.IsInvalid, Is.False);
    }

    [Test]
    public void Predict_TensorWhoseSidesAreNoMultiples_IsRefused()
    {
        using var input = zeros(1, 3, 320, 300);

        Assert.That(() => Model.Predict(input, At320).Count(), Throws.TypeOf<SourceException>().With.Message.Contains("multiples of the model's stride, 32"));
    }

    [Test]
    public void Predict_Video_GivesFramesAndWritesAnAnnotatedVideo()
    {
        var video = BloodVideo(5);
        var options = At320 with { Save = true, SaveTxt = true, SaveFrames = true, SaveCrop = true, SaveJson = true, Batch = 2, Project = Folder.Path("runs") };

        var results = Model.Predict(video, options).ToList();

        var run = Folder.Path("runs", "predict");
        Assert.That(results.Select(result => result.Frame!.Number), Is.EqualTo(Enumerable.Range(1, 5)));
        Assert.That(results, Has.All.Matches<Result>(result => result!.Boxes.Count > 3));
        Assert.That(PictureSource.Parse(Path.Combine(run, "blood.mp4")).Read(default).OfType<FrameItem>().Count(), Is.EqualTo(5));
        Assert.That(Names(run, "blood_frames"), Is.EqualTo(new[] { "blood_1.jpg", "blood_2.jpg", "blood_3.jpg", "blood_4.jpg", "blood_5.jpg" }));
        Assert.That(Names(run, "labels"), Is.EqualTo(new[] { "blood_1.txt", "blood_2.txt", "blood_3.txt", "blood_4.txt", "blood_5.txt" }));
        Assert.That(Directory.GetFiles(Path.Combine(run, "crops"), "*.jpg", SearchOption.AllDirectories), Has.Length.EqualTo(results.Sum(result => result.Boxes.Count)));
        Assert.That(File.ReadAllText(Path.Combine(run, "predictions.json")), Does.Contain("\"frame\": 5"));
        Assert.That(Directory.GetFiles(run, "*.tmp"), Is.Empty);
    }

    [Test]
    public void Predict_VideoAbandoned_KeepsWhatWasDrawn()
    {
        var video = BloodVideo(12);

        _ = Model.Predict(video, At320 with { Save = true, Project = Folder.Path("runs") }).Take(3).Count();

        Assert.That(PictureSource.Parse(Folder.Path("runs", "predict", "blood.mp4")).Read(default).OfType<FrameItem>().Count(), Is.EqualTo(3));
    }

    [Test]
    public void Predict_PicturesAndVideos_NeverShareABatch()
    {
        foreach (var (path, index) in Pictures().Take(3).Select((path, index) => (path, index)))
        {
            File.Copy(path, Folder.Path($"{index}.jpg"));
        }

        Videos.Make(Folder.Path("a.mp4"), 3);
        Videos.Make(Folder.Path("b.mp4"), 1);
        var batches = new List<int>();
        Model.AddCallback("on_predict_batch_start", (Predictor predictor) => batches.Add(predictor.Batch!.Count));

        _ = Model.Predict(Folder.Root, new() { ImageSize = 64, Batch = 2 }).Count();

        Assert.That(batches, Is.EqualTo(new[] { 2, 1, 2, 1, 1 }));
    }

    [Test]
    public void Predict_EndlessSource_IsReadLittleAheadAndLeavesNothingBehind()
    {
        var asked = 0;
        IEnumerable<Image> Endless()
        {
            for (; ; asked++)
            {
                yield return new Image(64, 48);
            }
        }

        _ = Model.Predict(new Image(64, 48), new() { ImageSize = 64 }).Count();
        var before = LiveTensors.Count;

        _ = Model.Predict(PictureSource.FromImages(Endless()), new() { ImageSize = 64 }).Take(30).Count();

        Assert.That(asked, Is.InRange(29, 45));
        Assert.That(LiveTensors.Count, Is.EqualTo(before));
    }

    [Test]
    public void Predict_CancelledWhileTheSourceWaits_EndsAtOnce()
    {
        using var source = new CancellationTokenSource();

        Assert.That(
            () =>
            {
                foreach (var result in Model.Predict(new OnceAndThenSilent(), new() { ImageSize = 64 }, cancellation: source.Token))
                {
                    source.CancelAfter(50);
                }
            },
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Predict_SourceThatFails_GivesItsErrorAfterTheResults()
    {
        var seen = 0;
        var ended = 0;
        Model.AddCallback("on_predict_end", (Predictor _) => ended++);
        IEnumerable<Image> Failing()
        {
            yield return new Image(64, 48);
            throw new InvalidOperationException("mine");
        }

        Assert.That(() => Model.Predict(PictureSource.FromImages(Failing()), new() { ImageSize = 64 }).Select(_ => seen++).ToList(), Throws.InvalidOperationException.With.Message.EqualTo("mine"));
        Assert.That((seen, ended), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task PredictAsync_GivesTheSameInOrder()
    {
        var paths = Pictures().Take(4).ToList();
        var found = new List<Result>();

        await foreach (var result in Model.PredictAsync(PictureSource.FromFiles(paths), At320))
        {
            found.Add(result);
        }

        Assert.That(found.Select(result => result.Path), Is.EqualTo(paths));
        Assert.That(found.Select(result => result.Boxes.Count), Is.EqualTo(Model.Predict(paths, At320).Select(result => result.Boxes.Count)));
    }

    [Test]
    public async Task PredictAsync_OfPaths_ReadsAsTheOptionsSay()
    {
        var paths = Pictures().Take(2).ToList();
        var list = Folder.Write("list.txt", string.Join('\n', paths));
        var video = Tracking.MovingCamera.Video(Folder, "cells", Tracking.MovingCamera.OverCells(4));
        var sparse = At320 with { Reading = new() { FrameStride = 2 } };

        Assert.That((await Model.PredictAllAsync(list, At320)).Select(result => result.Path), Is.EqualTo(paths));
        Assert.That((await Model.PredictAllAsync(paths, At320)).Select(result => result.Path), Is.EqualTo(paths));
        Assert.That(await Count(Model.PredictAsync(list, At320)), Is.EqualTo(2));
        Assert.That(await Count(Model.PredictAsync(paths, At320)), Is.EqualTo(2));
        Assert.That(await Count(Model.PredictAsync(video, sparse)), Is.EqualTo(2));
        Assert.That(await Count(Model.PredictAsync([video], sparse)), Is.EqualTo(2));
        Assert.That(await Model.PredictAllAsync(video, sparse), Has.Count.EqualTo(2));
        Assert.That(await Model.PredictAllAsync([video], sparse), Has.Count.EqualTo(2));

        static async Task<int> Count(IAsyncEnumerable<Result> results)
        {
            var count = 0;
            await foreach (var result in results)
            {
                count++;
            }

            return count;
        }
    }

    [Test]
    public async Task PredictAsync_Abandoned_EndsTheRun()
    {
        var ended = 0;
        Model.AddCallback("on_predict_end", (Predictor _) => ended++);

        await foreach (var result in Model.PredictAsync(PictureSource.FromFiles(Pictures()), At320))
        {
            break;
        }

        Assert.That(ended, Is.EqualTo(1));
    }

    [Test]
    public void PredictAsync_Error_ReachesWhoAwaits() =>
        Assert.That(
            async () =>
            {
                await foreach (var result in Model.PredictAsync(PictureSource.FromFiles([Folder.Path("missing.jpg")]), At320))
                {
                }
            },
            Throws.TypeOf<SourceException>().With.Message.Contains("missing.jpg"));

    [Test]
    public void Augment_SeesMore_AndEndToEndModelsRefuse()
    {
        var path = Pictures()[0];
        var plain = Model.Predict(path, At320).Single().Boxes;

        var augmented = Model.Predict(path, At320 with { Augment = true }).Single().Boxes;

        Assert.That(augmented.Xyxy, Is.Not.EqualTo(plain.Xyxy));
        Assert.That(plain.Where(box => box.Confidence > 0.6), Has.All.Matches<Detection>(box => augmented.Any(other => other.Class == box.Class && other.Box.Iou(box.Box) > 0.7)));
        using var endToEnd = new YoloModel(Shared.Path("weights", "bccd-yolo26n.pt"));
        Assert.That(() => endToEnd.Predict(path, At320 with { Augment = true }).Count(), Throws.TypeOf<NotSupportedException>().With.Message.Contains("end-to-end"));
    }

    [Test]
    public void Files_OfABatch_AreThereAtItsEnd()
    {
        var there = new List<bool>();
        Model.AddCallback("on_predict_batch_end", (Predictor predictor) =>
            there.Add(File.Exists(Path.Combine(predictor.SaveDirectory!, Path.GetFileNameWithoutExtension(predictor.Batch!.Paths[0]) + ".jpg"))));

        _ = Model.Predict(Pictures().Take(3), At320 with { Save = true, Project = Folder.Path("runs") }).Count();

        Assert.That(there, Is.EqualTo(new[] { true, true, true }));
    }

    [Test]
    public void Edits_AtABatchsEnd_ReachTheCallerAndNotTheFiles()
    {
        Model.AddCallback("on_predict_batch_end", (Predictor predictor) => predictor.Results[0].Boxes = new Boxes([], 640, 480));

        var result = Model.Predict(Pictures().Take(1), At320 with { SaveTxt = true, Project = Folder.Path("runs") }).Single();

        Assert.That(result.Boxes, Is.Empty);
        Assert.That(Names(Folder.Path("runs", "predict"), "labels"), Has.Length.EqualTo(1));
    }

    [Test]
    public void Writing_WhereItCannotBe_IsAnError()
    {
        // A file stands where the labels' folder should be.
        Folder.Write("runs/predict/labels", "in the way");

        Assert.That(
            () => Model.Predict(Pictures().Take(2), At320 with { SaveTxt = true, ExistOk = true, Project = Folder.Path("runs") }).Count(),
            Throws.InstanceOf<IOException>());
    }

    private static float[] Numbers(IEnumerable<Yolo.Geometry.Box[]> boxes) => [.. boxes.SelectMany(own => own).SelectMany(box => new[] { box.X1, box.Y1, box.X2, box.Y2 })];

    private static IReadOnlyList<string> Pictures() => PictureFiles.Find(Shared.Path("datasets", "bccd", "images", "test"));

    private static string[] Names(params string[] parts) => [.. Directory.EnumerateFiles(Path.Combine(parts)).Select(path => Path.GetFileName(path)).Order()];

    private string BloodVideo(int frames)
    {
        foreach (var (path, index) in Pictures().Take(frames).Select((path, index) => (path, index)))
        {
            File.Copy(path, Folder.Path($"blood{index + 1}.jpg"));
        }

        return Videos.Join(Folder.Path("blood%d.jpg"), Folder.Path("blood.mp4"));
    }

    private sealed class OnceAndThenSilent : PictureSource
    {
        public override bool IsLive => true;

        public override IEnumerable<SourceItem> Read(CancellationToken cancellation)
        {
            yield return new PictureItem("once", () => new Image(64, 48));
            cancellation.WaitHandle.WaitOne();
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
