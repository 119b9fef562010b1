using Yolo.Callbacks;
using Yolo.Engine;
using Yolo.Engine.Inference;
using Yolo.Engine.Prediction;
using Yolo.Engine.Settings;
using Yolo.Engine.Validation;
using Yolo.Results;
using Yolo.Sources;
using static TorchSharp.torch;

namespace Yolo.Tests.Engine.Inference;

/// <summary>A checkpoint's network in ONNX Runtime: the same results, whoever asks, for as long as the weights are the same.</summary>
[NonParallelizable]
public sealed class EngineTests : FolderFixture
{
    private const string Variable = "XDG_CACHE_HOME";

    private string? usual;

    private string Graphs => Folder.Path("cache/yolo-dotnet/graphs");

    [SetUp]
    public void TakeAnEmptyCache()
    {
        usual = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, Folder.Path("cache"));
    }

    [TearDown]
    public void GiveBackTheCache() => Environment.SetEnvironmentVariable(Variable, usual);

    [Test]
    public void Predict_OfEveryTask_FindsTheSame([Values("bccd-yolov8n", "yolo11n-seg", "yolo26n-pose", "yolo11n-obb", "yolo11n-cls")] string name)
    {
        using var model = new YoloModel(Shared.Path("weights", $"{name}.pt"));
        var pictures = ExportedModelTests.Pictures(model.Task, 4);

        var found = model.Predict(pictures, new PredictOptions { Engine = EngineKind.Onnx, Batch = 3 }).ToList();
        var expected = model.Predict(pictures, new PredictOptions { Engine = EngineKind.Torch, Batch = 3 }).ToList();

        Assert.That(expected.Sum(result => Math.Max(result.Boxes!.Count, result.Probabilities is null ? 0 : 1)), Is.Positive, "there is something to compare");
        foreach (var (own, other) in found.Zip(expected))
        {
            Assert.That(own.InputSize, Is.EqualTo(other.InputSize));
            Assert.That(own.Boxes!.Select(box => box.Class), Is.EqualTo(other.Boxes!.Select(box => box.Class)));
            Assert.That(own.Boxes!.SelectMany(Numbers), Is.EqualTo(other.Boxes!.SelectMany(Numbers)).Within(0.1));
            Assert.That(own.Probabilities?.Top1, Is.EqualTo(other.Probabilities?.Top1));
        }
    }

    [Test]
    public void Validate_GivesTheSameMetrics()
    {
        using var model = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));
        var options = new ValidateOptions { Data = Shared.Path("datasets", "bccd", "bccd.yaml"), ImageSize = 320 };

        var found = model.Validate(options with { Engine = EngineKind.Onnx }).Outcome.ToDictionary();
        var expected = model.Validate(options with { Engine = EngineKind.Torch }).Outcome.ToDictionary();

        Assert.That(found.Values, Is.EqualTo(expected.Values).Within(0.001));
    }

    [Test]
    public void Graph_IsMadeOnce_AndAgainWhenAWeightIsAnother()
    {
        var pictures = ExportedModelTests.Pictures("detect", 1);
        var onnx = new PredictOptions { Engine = EngineKind.Onnx };
        using var model = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));
        _ = model.Predict(pictures, onnx).ToList();
        using var again = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));
        var before = again.Predict(pictures, onnx).Single();
        Assert.That(Directory.GetFiles(Graphs), Has.Length.EqualTo(1));

        using (no_grad())
        {
            // The head says of nothing that it is there.
            foreach (var (_, bias) in again.Network.Head!.named_parameters().Where(entry => entry.name.StartsWith("cv3", StringComparison.Ordinal) && entry.name.EndsWith("bias", StringComparison.Ordinal)))
            {
                bias.fill_(-20f);
            }
        }

        var after = again.Predict(pictures, onnx).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.Boxes, Is.Not.Empty);
            Assert.That(after.Boxes, Is.Empty);
            Assert.That(Directory.GetFiles(Graphs), Has.Length.EqualTo(2));
            Assert.That(again.Predict(pictures, onnx with { Engine = EngineKind.Torch }).Single().Boxes, Is.Empty);
        }
    }

    [Test]
    public void Auto_TakesOnnxRuntimeForManyPictures_AndForFewOnceTheGraphIsThere()
    {
        Assert.That(EngineOf(ExportedModelTests.Pictures("detect", 1)), Is.EqualTo(EngineKind.Torch));
        Assert.That(Directory.Exists(Graphs), Is.False);
        Assert.That(EngineOf([.. Enumerable.Repeat(ExportedModelTests.Pictures("detect", 1)[0], EngineChoice.Many)]), Is.EqualTo(EngineKind.Onnx));
        Assert.That(EngineOf(ExportedModelTests.Pictures("detect", EngineChoice.ManyWithGraph)), Is.EqualTo(EngineKind.Onnx));
    }

    [Test]
    public void Hooks_AreCalled_WhateverElseIsSooner()
    {
        using var model = new YoloModel("yolov8n.yaml");
        var calls = 0;
        var layer = (nn.Module<Tensor, Tensor>)model.Network.Layers[0].Module;
        var hook = layer.register_forward_hook((_, _, output) =>
        {
            calls++;
            return output;
        });
        using var end = new Subscription(hook.remove);
        var pictures = ExportedModelTests.Pictures("detect", EngineChoice.Many);

        _ = model.Predict(pictures, new PredictOptions { ImageSize = 64 }).ToList();

        Assert.That(calls, Is.EqualTo(pictures.Count));
        Assert.That(() => model.Predict(pictures, new PredictOptions { Engine = EngineKind.Onnx }).ToList(), Throws.TypeOf<SettingException>().With.Message.Contains("hooks"));
    }

    [Test]
    public void WhatOnnxRuntimeCannotDo_IsRefused()
    {
        using var model = new YoloModel("yolov8n.yaml");
        using var exported = new YoloModel(Shared.Path("goldens", "onnx", "bccd-yolov8n-640.onnx"));
        var pictures = ExportedModelTests.Pictures("detect", 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => model.Predict(pictures, new PredictOptions { Engine = EngineKind.Onnx, Half = true }).ToList(), Throws.TypeOf<SettingException>().With.Message.Contains("engine=onnx"));
            Assert.That(() => model.Predict(pictures, new PredictOptions { Engine = EngineKind.Onnx, Augment = true }).ToList(), Throws.TypeOf<SettingException>().With.Message.Contains("augment"));
            Assert.That(() => exported.Predict(pictures, new PredictOptions { Engine = EngineKind.Torch }).ToList(), Throws.TypeOf<SettingException>().With.Message.Contains("engine=torch"));
        }
    }

    [Test]
    public void Callbacks_SeeTensors_AndTheNetworkIsStillThere()
    {
        using var model = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));
        var seen = new List<string>();
        model.AddCallback(Events.OnPredictBatchEnd, (Predictor predictor) => seen.Add($"{string.Join('x', predictor.Batch!.Input.shape)} {predictor.Model.Network.Task} {predictor.Results.Count}"));

        _ = model.Predict(ExportedModelTests.Pictures("detect", 2), new PredictOptions { Engine = EngineKind.Onnx, ImageSize = 64, Batch = 2 }).ToList();

        Assert.That(seen, Is.EqualTo(new[] { "2x3x64x64 Detect 2" }));
    }

    [Test]
    public void HomeThatIsOnlyRead_IsNoHindrance_AndNothingStaysBehind()
    {
        Environment.SetEnvironmentVariable(Variable, Folder.Write("file", "in the way"));
        using var model = new YoloModel("yolov8n.yaml");

        var results = model.Predict(ExportedModelTests.Pictures("detect", 1), new PredictOptions { Engine = EngineKind.Onnx, ImageSize = 64 }).ToList();

        Assert.That(results, Has.Count.EqualTo(1));
        Assert.That(Directory.GetDirectories(Path.GetTempPath(), "yolo-graph-*"), Is.Empty);
    }

    [Test]
    public void Graph_BelongsToTheWeights_WhateverTheirFileIsCalled()
    {
        foreach (var name in new[] { "a.pt", "b/c.pt" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Folder.Path(name))!);
            File.Copy(Shared.Path("weights", "bccd-yolov8n.pt"), Folder.Path(name));
            using var model = new YoloModel(Folder.Path(name));
            _ = model.Predict(ExportedModelTests.Pictures("detect", 1), new PredictOptions { Engine = EngineKind.Onnx, ImageSize = 64 }).ToList();
        }

        Assert.That(Directory.GetFiles(Graphs), Has.Length.EqualTo(1));
    }

    [Test]
    public void GraphThatWasSpoilt_IsMadeAgain([Values("", "no graph", null)] string? content)
    {
        var pictures = ExportedModelTests.Pictures("detect", 1);
        var options = new PredictOptions { Engine = EngineKind.Onnx, ImageSize = 160 };
        using (var model = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt")))
        {
            _ = model.Predict(pictures, options).ToList();
        }

        var graph = Directory.GetFiles(Graphs).Single();
        var length = new FileInfo(graph).Length;
        if (content is null)
        {
            File.Copy(Shared.Path("goldens", "onnx", "bccd-yolov8n-640.onnx"), graph, overwrite: true); // another one
        }
        else
        {
            File.WriteAllText(graph, content);
        }

        using var again = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));

        Assert.That(again.Predict(pictures, options).Single().Boxes, Is.Not.Empty);
        Assert.That(new FileInfo(graph).Length, Is.EqualTo(length));
    }

    [Test]
    public void ManyThreads_ShareTheSession_AndLeaveNoTensor()
    {
        using var model = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));
        var pictures = ExportedModelTests.Pictures("detect", 2);
        var options = new PredictOptions { Engine = EngineKind.Onnx, ImageSize = 160 };
        var expected = model.Predict(pictures, options).Select(result => result.Boxes!.Count).ToList();
        var before = LiveTensors.Count;

        var found = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Enumerable.Range(0, 3).Select(_ => model.Predict(pictures, options).Select(result => result.Boxes!.Count).ToList()).ToList())).ToArray();
        using var stop = new CancellationTokenSource();
        var allocating = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                _ = new byte[100_000];
            }
        });
        Task.WaitAll(found);
        stop.Cancel();
        allocating.Wait();

        Assert.That(found.SelectMany(thread => thread.Result), Is.All.EqualTo(expected));
        Assert.That(LiveTensors.Count, Is.EqualTo(before));
    }

    [Test]
    public void Fingerprint_TellsNetworksApart()
    {
        using var one = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));
        using var same = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));
        using var other = new YoloModel(Shared.Path("weights", "bccd-yolo11n.pt"));
        var fingerprint = NetworkFingerprint.Of(one.Network);

        Assert.That(NetworkFingerprint.Of(same.Network), Is.EqualTo(fingerprint));
        Assert.That(NetworkFingerprint.Of(other.Network), Is.Not.EqualTo(fingerprint));
        using (no_grad())
        {
            same.Network.parameters().Last().view(-1)[0].add_(1e-3f);
        }

        Assert.That(NetworkFingerprint.Of(same.Network), Is.Not.EqualTo(fingerprint));
    }

    [Test]
    public void Cache_MakesRoom_ForTheNewest()
    {
        Directory.CreateDirectory(Graphs);
        foreach (var (name, age) in new[] { ("old", 3), ("older", 4), ("young", 1) })
        {
            using var file = File.Create(Path.Combine(Graphs, $"{name}.onnx"));
            file.SetLength(500L << 20);
            file.Close();
            File.SetLastWriteTimeUtc(Path.Combine(Graphs, $"{name}.onnx"), DateTime.UtcNow.AddDays(-age));
        }

        _ = GraphCache.Open("new", path => File.WriteAllText(path, "graph"), File.ReadAllText);

        Assert.That(Directory.GetFiles(Graphs).Select(path => Path.GetFileNameWithoutExtension(path).Split('-')[0]), Is.EquivalentTo(new[] { "new", "young", "old" }));
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    private static EngineKind EngineOf(List<string> pictures)
    {
        using var model = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));
        var predictor = new Predictor(model, new PredictOptions { ImageSize = 64 });
        var engine = EngineKind.Auto;
        model.AddCallback(Events.OnPredictStart, (Predictor live) => engine = live.Engine);
        _ = predictor.Run(PictureSource.FromFiles(pictures)).ToList();
        return engine;
    }

    private static IEnumerable<float> Numbers(Detection box) => [box.Box.X1, box.Box.Y1, box.Box.X2, box.Box.Y2];
}
