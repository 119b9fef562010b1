using System.Collections.Concurrent;
using System.Reflection;
using TorchSharp;
using Yolo.Engine;
using Yolo.Engine.Exporting;
using Yolo.Engine.Inference;
using Yolo.Engine.Prediction;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Imaging;
using Yolo.Results;
using Yolo.Sources;

namespace Yolo.Tests.Engine;

/// <summary>One model for all threads, as the singleton of a web service is.</summary>
[NonParallelizable]
public sealed class SharedModelTests : FolderFixture
{
    private const int Threads = 8;

    // Four sizes of the input, so that what a head keeps for the last size is exchanged all the time.
    private static readonly (int Width, int Height)[] Sizes = [(640, 480), (320, 320), (480, 640), (200, 400)];

    private static string Weights => Shared.Path("weights", "bccd-yolov8n.pt");

    [Test]
    public void Predict_OnEightThreadsFromAColdModel_FindsWhatOneThreadFinds()
    {
        var pictures = Pictures();
        Detection[][] expected;
        using (var alone = new YoloModel(Weights))
        {
            expected = [.. pictures.Select(picture => Find(alone, picture))];
        }

        for (var round = 0; round < 4; round++)
        {
            using var model = new YoloModel(Weights);
            using var storm = new Storm();
            var found = new ConcurrentBag<(int Picture, Detection[] Detections)>();
            InParallel(thread =>
            {
                for (var i = 0; i < 2 * Sizes.Length; i++)
                {
                    var picture = (thread + i) % Sizes.Length;
                    found.Add((picture, Find(model, pictures[picture])));
                }
            });

            Assert.That(found, Has.Count.EqualTo(Threads * 2 * Sizes.Length));
            foreach (var (picture, detections) in found)
            {
                AssertSame(detections, expected[picture]);
            }
        }
    }

    [Test]
    public void PredictValidateExportSave_AtTheSameTimeFromAColdModel_AllSucceed()
    {
        var picture = Pictures()[0];
        var data = new ValidateOptions { Data = Shared.Path("datasets", "bccd", "bccd.yaml"), ImageSize = 64, Workers = 0, Split = Yolo.Data.DatasetSplit.Val };
        using var model = new YoloModel(Weights);
        var fitness = new ConcurrentBag<double>();
        InParallel(thread =>
        {
            switch (thread % 4)
            {
                case 0:
                    Assert.That(Find(model, picture), Is.Not.Empty);
                    break;
                case 1:
                    fitness.Add(model.Validate(data).Metrics.Fitness);
                    break;
                case 2:
                    model.Export(new ExportOptions { ImageSize = 64, File = Folder.Path($"{thread}.onnx") });
                    break;
                default:
                    model.Save(Folder.Path($"{thread}.pt"));
                    Assert.That(model.Info().Parameters, Is.EqualTo(3_011_433));
                    break;
            }
        });

        Assert.That(fitness.Distinct().Count(), Is.EqualTo(1));
        Assert.That(File.ReadAllBytes(Folder.Path("2.onnx")), Has.Length.EqualTo(File.ReadAllBytes(Folder.Path("6.onnx")).Length));
        using var saved = new YoloModel(Folder.Path("3.pt"));
        AssertSame(Find(saved, picture), Find(model, picture));
    }

    [Test]
    public void Predict_WithFilesOnManyThreads_GivesEachAFolderOfItsOwn()
    {
        var picture = Pictures()[0];
        using var model = new YoloModel(Weights);
        InParallel(thread => _ = model.Predict(PictureSource.FromImages([picture]), new PredictOptions { ImageSize = 64, Save = true, Project = Folder.Path("runs") }).Count());

        var folders = Directory.EnumerateDirectories(Folder.Path("runs")).ToList();
        Assert.That(folders, Has.Count.EqualTo(Threads));
        Assert.That(folders.Select(folder => Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order()), Has.All.EqualTo(new[] { "args.yaml", "image0.jpg", "metrics.json" }));
    }

    [Test]
    public void WhatChangesTheWeights_WhileARunUsesThem_IsRefusedAtOnce()
    {
        using var model = new YoloModel(Weights);
        using var results = model.Predict(PictureSource.FromImages(Pictures()), new PredictOptions { ImageSize = 64, Engine = EngineKind.Torch }).GetEnumerator();
        Assert.That(results.MoveNext(), Is.True);

        Assert.That(() => model.Train(new TrainOptions { Data = "shapes", Project = Folder.Path("runs") }), Refused("trained"));
        Assert.That(() => model.LoadWeights(Weights), Refused("given other weights"));
        Assert.That(() => model.BFloat16(), Refused("BFloat16"));
        Assert.That(() => model.Rename(["a", "b", "c"]), Refused("renamed"));
        Assert.That(model.Dispose, Refused("disposed"));
        Assert.That(Directory.Exists(Folder.Path("runs")), Is.False);

        while (results.MoveNext())
        {
        }

        Assert.That(() => model.LoadWeights(Weights), Throws.InstanceOf<ModelLoadException>(), "a fused network takes no weights, but it is free");
    }

    [Test]
    public void Predict_WhileAnotherThreadTrains_IsRefusedAtOnce_AndInItsCallbacksIsNot()
    {
        using var tiny = new Callbacks.TinyTraining();
        using var model = tiny.Model();
        var picture = new PredictOptions { ImageSize = 64 };
        Exception? refused = null;
        var inside = 0;
        model.AddCallback("on_train_epoch_end", (Trainer trainer) =>
        {
            refused = Task.Run(() => Assert.Catch(() => model.Predict(tiny.ValPictures, picture).Count())).Result;
            inside = trainer.Model.Predict(tiny.ValPictures, picture).Count();
        });
        model.Train(tiny.Options);

        Assert.That(refused, Is.InstanceOf<InvalidOperationException>().With.Message.Contains("being trained"));
        Assert.That(inside, Is.EqualTo(6));
        Assert.That(model.Predict(tiny.ValPictures, picture).Count(), Is.EqualTo(6));
    }

    [TestCase("yolo11n-seg.pt")]
    [TestCase("yolo11n-pose.pt")]
    [TestCase("yolo11n-obb.pt")]
    [TestCase("yolo11n-cls.pt")]
    [TestCase("yolo26n-seg.pt")]
    public void Predict_OnEightThreadsFromAColdModelOfEveryTask_WritesTheSameLines(string weights)
    {
        var pictures = Pictures();
        var path = Shared.Path("weights", weights);
        string[] expected;
        using (var alone = new YoloModel(path))
        {
            expected = [.. pictures.Select(picture => Line(alone, picture))];
        }

        using var model = new YoloModel(path);
        var found = new ConcurrentBag<(int Picture, string Line)>();
        InParallel(thread =>
        {
            for (var i = 0; i < Sizes.Length; i++)
            {
                var picture = (thread + i) % Sizes.Length;
                found.Add((picture, Line(model, pictures[picture])));
            }
        });

        Assert.That(found, Has.Count.EqualTo(Threads * Sizes.Length));
        Assert.That(found, Has.All.Matches<(int Picture, string Line)>(one => one.Line == expected[one.Picture]));

        static string Line(YoloModel model, Image picture) =>
            model.Predict(PictureSource.FromImages([picture]), new PredictOptions { ImageSize = 160, Confidence = 0.01 }).Single().Describe();
    }

    [Test]
    public void EveryMember_OnceDisposed_SaysSo()
    {
        var model = new YoloModel(Weights);
        model.Dispose();
        model.Dispose();

        foreach (var property in typeof(YoloModel).GetProperties().Where(property => property.Name is not nameof(YoloModel.Source)))
        {
            Assert.That(() => property.GetValue(model), Throws.TypeOf<TargetInvocationException>().With.InnerException.TypeOf<ObjectDisposedException>(), property.Name);
        }

        Action[] calls =
        [
            () => _ = model.Predict("a.jpg").Count(), () => _ = model.Track("a.jpg").Count(), () => _ = model.TrackAsync("a.jpg"), () => model.Validate(), () => model.Train(new TrainOptions { Data = "shapes" }), () => model.Export(),
            () => model.Save(Folder.Path("a.pt")), () => model.LoadWeights(Weights), () => model.Rename(["a", "b", "c"]), () => model.Fuse(), () => model.To(torch.CPU), () => model.Half(), () => model.BFloat16(),
            () => model.Info(), () => model.Forward(torch.zeros(1, 3, 64, 64)), () => model.AddCallback("on_predict_end", (Predictor _) => { }), model.ResetCallbacks, () => model.ClearCallback("on_predict_end"),
            () => model.PredictAsync(PictureSource.FromImages([new Image(64, 64)])).GetAsyncEnumerator().MoveNextAsync().AsTask().GetAwaiter().GetResult(),
        ];
        Assert.That(calls.Select(call => Assert.Catch(() => call())), Has.All.InstanceOf<ObjectDisposedException>());
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refused(string what) =>
        Throws.TypeOf<InvalidOperationException>().With.Message.Contains("cannot be").And.Message.Contains(what);

    private static Image[] Pictures()
    {
        var original = Image.Decode(Directory.EnumerateFiles(Shared.Path("datasets", "bccd", "images", "test")).Order().First());
        return [.. Sizes.Select(size => Resize.Bilinear(original, size.Width, size.Height))];
    }

    private static Detection[] Find(YoloModel model, Image picture) =>
        [.. model.Predict(PictureSource.FromImages([picture]), new PredictOptions { ImageSize = 320 }).Single().Boxes];

    private static void AssertSame(Detection[] actual, Detection[] expected)
    {
        Assert.That(actual.Select(one => one.Class), Is.EqualTo(expected.Select(one => one.Class)));
        foreach (var (one, other) in actual.Zip(expected))
        {
            Assert.That((one.Box.X1, one.Box.Y1, one.Box.X2, one.Box.Y2, one.Confidence), Is.EqualTo((other.Box.X1, other.Box.Y1, other.Box.X2, other.Box.Y2, other.Confidence)).Within(0.01f));
        }
    }

    private static void InParallel(Action<int> act)
    {
        using var start = new Barrier(Threads);
        var threads = Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                act(thread);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();
        Task.WaitAll(threads);
    }
}
