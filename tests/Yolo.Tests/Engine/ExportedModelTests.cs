using System.Diagnostics;
using Yolo.Callbacks;
using Yolo.Engine;
using Yolo.Engine.Exporting;
using Yolo.Engine.Prediction;
using Yolo.Engine.Settings;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Results;
using Yolo.Sources;
using static TorchSharp.torch;

namespace Yolo.Tests.Engine;

/// <summary>Networks in files of ONNX are models like any other: the same pictures give the same results, the same data the same metrics.</summary>
public sealed class ExportedModelTests : FolderFixture
{
    private const double Pixels = 0.1;
    private const double Shares = 0.001;

    [Test]
    public void Predict_OfEveryTask_FindsWhatTheNetworkFinds([Values("bccd-yolov8n", "bccd-yolo26n", "yolo11n-seg", "yolo26n-seg", "yolo11n-pose", "yolo26n-pose", "yolo11n-obb", "yolo26n-obb", "yolo11n-cls")] string name)
    {
        using var network = new YoloModel(Shared.Path("weights", $"{name}.pt"));
        using var exported = new YoloModel(network.Export(new ExportOptions { File = Folder.Path("m.onnx") }));
        var options = new PredictOptions { Rect = false, Batch = 3, Confidence = 0.1 };
        var pictures = Pictures(network.Task);

        var expected = network.Predict(pictures, options).ToList();
        var found = exported.Predict(pictures, options).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((exported.Task, exported.ImageSize, exported.IsEndToEnd), Is.EqualTo((network.Task, network.ImageSize, network.IsEndToEnd)));
            Assert.That(exported.Names, Is.EqualTo(network.Names));
            Assert.That(expected.Sum(result => Math.Max(result.Boxes!.Count, result.Probabilities is null ? 0 : 1)), Is.GreaterThan(3), "there is something to compare");
        }

        AssertSame(found, expected);
    }

    [Test]
    public void Validate_OfEveryTask_GivesTheSameMetrics([Values("bccd-yolov8n", "yolo11n-seg", "yolo11n-pose", "yolo11n-obb", "yolo11n-cls")] string name)
    {
        using var network = new YoloModel(Shared.Path("weights", $"{name}.pt"));
        using var exported = new YoloModel(network.Export(new ExportOptions { Dynamic = true, File = Folder.Path("m.onnx") }));
        var options = new ValidateOptions { Data = Data(network.Task), Split = Yolo.Data.DatasetSplit.Train, Batch = 7, Plots = false, Save = false };

        var expected = network.Validate(options).Outcome.ToDictionary();
        var found = exported.Validate(options).Outcome.ToDictionary();

        Assert.That(expected.Values.Max(), Is.GreaterThan(0.5), "there is something to compare");
        Assert.That(found.Keys, Is.EqualTo(expected.Keys));
        Assert.That(found.Values, Is.EqualTo(expected.Values).Within(Shares));
    }

    // Pictures of 640x480 fill an input of 256x192, as they do in rectangles of the network.
    [Test]
    public void Validate_WhatTakesOneSizeThatIsNoSquare_LooksAtPicturesOfThatSize([Values] bool isUpright)
    {
        using var network = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));
        using var exported = new YoloModel(network.Export(new ExportOptions { ImageSize = isUpright ? new ImageSize(256, 192) : new ImageSize(192, 256), File = Folder.Path("m.onnx") }));
        var options = new ValidateOptions { Data = Data(network.Task), Split = Yolo.Data.DatasetSplit.Val, Plots = false, Save = false };
        var shapes = new HashSet<(int, int)>();

        var whole = exported.Validate(options, [Callback.At("on_val_batch_start", (Validator validator) => shapes.Add((validator.Batch!.Samples.Height, validator.Batch.Samples.Width)))]);
        var asTrained = network.Validate(options with { ImageSize = isUpright ? 192 : 256 });

        Assert.That(shapes, Is.EqualTo(new[] { isUpright ? (256, 192) : (192, 256) }));
        Assert.That(whole.Metrics.Evaluation.Map50, Is.EqualTo(asTrained.Metrics.Evaluation.Map50).Within(0.04));
    }

    [Test]
    public void Device_ThatOnnxRuntimeLacks_IsAnErrorThatNamesThePackage()
    {
        using var network = new YoloModel("yolov8n.yaml");
        using var exported = new YoloModel(network.Export(new ExportOptions { ImageSize = 64, File = Folder.Path("m.onnx") }));

        Assert.That(
            () => exported.Predict(new Yolo.Imaging.Image(64, 64), new PredictOptions { Device = new Device("cuda:1") }).ToList(),
            Throws.InstanceOf<SettingException>().With.Message.StartsWith("device=1 cannot be honoured for").And.Message.Contains("Microsoft.ML.OnnxRuntime.Gpu"));
        Assert.That(() => exported.To(new Device("cuda")), Throws.InstanceOf<SettingException>());
        Assert.That(exported.Predict(new Yolo.Imaging.Image(64, 64), new PredictOptions { Device = CPU }).Count(), Is.EqualTo(1), "it goes on where it was");
    }

    [Test]
    public void ReferencesFile_FindsWhatTheCheckpointFinds()
    {
        using var network = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));
        using var exported = new YoloModel(Shared.Path("goldens", "onnx", "bccd-yolov8n-640.onnx"));
        var options = new PredictOptions { ImageSize = 640, Rect = false };
        var pictures = Directory.EnumerateFiles(Shared.Path("datasets", "bccd", "images", "test")).Order(StringComparer.Ordinal).ToList();

        Assert.That(exported.Names.Values, Is.EqualTo(network.Names.Values));
        AssertSame([.. exported.Predict(pictures, options)], [.. network.Predict(pictures, options)]);
    }

    [Test]
    public void FixedBatch_IsFilledUp_AndCut([Values(1, 2, 3, 4, 7)] int pictures)
    {
        using var network = new YoloModel(Shared.Path("weights", "yolo11n-seg.pt"));
        using var exported = new YoloModel(network.Export(new ExportOptions { Batch = 3, ImageSize = 192, File = Folder.Path("m.onnx") }));
        var options = new PredictOptions { ImageSize = 192, Rect = false, Batch = 8 };
        var source = Pictures("segment", pictures);

        AssertSame([.. exported.Predict(source, options)], [.. network.Predict(source, options)]);
    }

    [Test]
    public void OpenSizes_TakeAnySize_AndPadAsFarAsABatchNeeds()
    {
        using var network = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));
        using var exported = new YoloModel(network.Export(new ExportOptions { Dynamic = true, File = Folder.Path("m.onnx") }));
        var options = new PredictOptions { ImageSize = new ImageSize(320, 416) };
        var pictures = Pictures("detect");

        AssertSame([.. exported.Predict(pictures, options)], [.. network.Predict(pictures, options)]);
    }

    [Test]
    public void HalfPrecision_FindsTheSameObjects()
    {
        using var network = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));
        using var exported = new YoloModel(network.Export(new ExportOptions { Half = true, ImageSize = 320, File = Folder.Path("m.onnx") }));
        var options = new PredictOptions { ImageSize = 320, Rect = false, Confidence = 0.5 };
        var pictures = Pictures("detect");

        AssertSame([.. exported.Predict(pictures, options)], [.. network.Predict(pictures, options)], pixels: 1, shares: 0.02);
    }

    [Test]
    public void SuppressionInTheFile_LeavesNothingToSuppress([Values("bccd-yolov8n", "yolo11n-seg", "yolo11n-pose", "yolo11n-obb")] string name)
    {
        using var network = new YoloModel(Shared.Path("weights", $"{name}.pt"));
        using var exported = new YoloModel(network.Export(new ExportOptions { Nms = true, File = Folder.Path("m.onnx") }));
        var options = new PredictOptions { Rect = false };
        var pictures = Pictures(network.Task);

        Assert.That(exported.IsEndToEnd);
        AssertSame([.. exported.Predict(pictures, options)], [.. network.Predict(pictures, options)]);
    }

    [Test]
    public void Callbacks_ReceiveThePredictor_WithItsTensorsAndResults()
    {
        using var exported = Tiny();
        var seen = new List<string>();
        exported.AddCallback(Events.OnPredictBatchStart, (Predictor predictor) => predictor.Batch = predictor.Batch! with { Input = zeros_like(predictor.Batch.Input) });
        exported.AddCallback("on_predict_batch_end", (Predictor predictor) => seen.Add($"{string.Join('x', predictor.Batch!.Input.shape)} {predictor.Results.Count} {predictor.Batch.Input.sum().item<float>()}"));

        _ = exported.Predict(Pictures("detect", 2), new PredictOptions { Batch = 2 }).ToList();

        Assert.That(seen, Is.EqualTo(new[] { "2x3x64x64 2 0" }));
    }

    [Test]
    public void InputOfABatch_BecomesATensorWhenItIsAskedFor_AndLivesUntilTheBatchIsDone()
    {
        using var exported = Tiny();
        Tensor? input = null;
        var sums = new List<float>();
        exported.AddCallback(Events.OnPredictBatchStart, (Predictor predictor) => sums.Add((input = predictor.Batch!.Input).sum().item<float>()));
        exported.AddCallback(Events.OnPredictBatchEnd, (Predictor predictor) =>
        {
            Assert.That(predictor.Batch!.Input, Is.SameAs(input));
            sums.Add(input!.sum().item<float>());
        });
        var picture = Pictures("detect", 1);
        _ = exported.Predict(picture).ToList();
        var before = LiveTensors.Count;

        _ = exported.Predict(picture).ToList();
        var after = LiveTensors.Count;

        using var network = new YoloModel("yolov8n.yaml");
        network.AddCallback(Events.OnPredictBatchStart, (Predictor predictor) => sums.Add(predictor.Batch!.Input.sum().item<float>()));
        _ = network.Predict(picture, new PredictOptions { ImageSize = 64, Rect = false }).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(after, Is.EqualTo(before));
            Assert.That(input!.IsInvalid);
            Assert.That(sums, Has.Count.EqualTo(5).And.All.EqualTo(sums[0]).Within(0.01f));
        }
    }

    [Test]
    public void WhatIsWrittenIntoTheInput_IsWhatTheFileSees()
    {
        using var exported = new YoloModel(Shared.Path("goldens", "onnx", "bccd-yolov8n-640.onnx"));
        var picture = Pictures("detect", 1);
        Assert.That(exported.Predict(picture).Single().Boxes, Is.Not.Empty);
        exported.AddCallback(Events.OnPredictBatchStart, (Predictor predictor) => predictor.Batch!.Input.zero_());

        Assert.That(exported.Predict(picture).Single().Boxes, Is.Empty);
    }

    [Test]
    [Platform("Linux")]
    public void Predict_LoadsNoLibtorch([Values("bccd-yolov8n", "yolo11n-seg", "yolo11n-pose", "yolo26n-obb", "yolo11n-cls")] string name)
    {
        using var network = new YoloModel(Shared.Path("weights", $"{name}.pt"));
        var file = network.Export(new ExportOptions { Dynamic = true, Half = name == "yolo11n-pose", File = Folder.Path("m.onnx") });

        var (status, output, errors) = InProcess(["predict", $"model={file}", $"source={Pictures(network.Task, 1)[0]}", "save_txt=true", "device=cpu", $"project={Folder.Path("runs")}", "callbacks=jsonl"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Is.Zero, errors);
            Assert.That(output, Does.Contain("image 1/1"));
            Assert.That(output, Does.Not.Contain("libtorch").And.Not.Contain("LibTorchSharp"));
        }
    }

    [Test]
    public void Predict_ReportsNothingToTheMakerOfOnnxRuntime()
    {
        using var exported = Tiny();
        var home = Folder.Path("home");
        Directory.CreateDirectory(home);

        var (status, _, errors) = InProcess(
            ["predict", $"model={Folder.Path("tiny.onnx")}", $"source={Pictures("detect", 1)[0]}", "save=false"],
            new() { ["HOME"] = home, ["XDG_CACHE_HOME"] = home, ["XDG_DATA_HOME"] = home, ["ORT_DISABLE_TELEMETRY"] = null });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Is.Zero, errors);
            Assert.That(Directory.EnumerateFileSystemEntries(home, "*", SearchOption.AllDirectories).Where(path => path.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase)), Is.Empty);
        }
    }

    [Test]
    public void Forward_GivesWhatTheNetworkGives()
    {
        using var network = new YoloModel("yolov8n.yaml");
        using var exported = new YoloModel(network.Export(new ExportOptions { ImageSize = 64, File = Folder.Path("m.onnx") }));
        using var input = rand(1, 3, 64, 64);
        network.Network.eval();
        using var expected = network.Forward(input);
        using var found = exported.Forward(input);

        Assert.That((found - expected).abs().max().item<float>(), Is.LessThan(1e-3));
    }

    [Test]
    public void Predict_LeavesNoTensor_AndServesManyThreads()
    {
        using var exported = Tiny();
        var pictures = Pictures("detect", 3);
        var expected = exported.Predict(pictures).Select(result => result.Boxes!.Count).ToList();
        var before = LiveTensors.Count;
        _ = exported.Predict(pictures).ToList();
        Assert.That(LiveTensors.Count, Is.EqualTo(before));

        var threads = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Enumerable.Range(0, 5).Select(_ => exported.Predict(pictures).Select(result => result.Boxes!.Count).ToList()).ToList())).ToArray();
        using var stop = new CancellationTokenSource();
        var allocating = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                _ = new byte[100_000];
            }
        });
        Task.WaitAll(threads);
        stop.Cancel();
        allocating.Wait();

        Assert.That(threads.SelectMany(thread => thread.Result), Is.All.EqualTo(expected));
    }

    [Test]
    public void WhatNeedsANetwork_SaysSo()
    {
        using var exported = Tiny();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => exported.Network, Refused);
            Assert.That(() => exported.Train(new TrainOptions { Data = "shapes" }), Refused);
            Assert.That(() => exported.Export(), Refused);
            Assert.That(() => exported.Fuse(), Refused);
            Assert.That(() => exported.Save(Folder.Path("m.pt")), Refused);
            Assert.That(() => exported.LoadWeights("m.pt"), Refused);
            Assert.That(() => exported.Half(), Refused);
            Assert.That(() => exported.Info(), Refused);
            Assert.That(() => new Predictor(exported, new PredictOptions { Augment = true }), Refused);
        }
    }

    [Test]
    public void SettingsThatTheFileCannotHonour_AreRefused()
    {
        using var exported = Tiny();
        var picture = Pictures("detect", 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => exported.Predict(picture, new PredictOptions { ImageSize = 96 }).ToList(), Throws.TypeOf<SettingException>().With.Message.Contains("64x64 alone"));
            Assert.That(() => exported.Predict(picture, new PredictOptions { Half = true }).ToList(), Throws.TypeOf<SettingException>().With.Message.Contains("half=true"));
            Assert.That(() => exported.Predict(PictureSource.FromTensor(rand(1, 3, 96, 96))).ToList(), Throws.TypeOf<NotSupportedException>().With.Message.Contains("64x64 alone"));
        }
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refused => Throws.TypeOf<NotSupportedException>().With.Message.Contains("is an exported network").And.Message.Contains(".pt");

    // In a process of its own, which says at its end what it had loaded.
    private static (int Status, string Output, string Errors) InProcess(IEnumerable<string> words, Dictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ExportedModelTests).Assembly.Location, "maps", .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    private YoloModel Tiny()
    {
        using var network = new YoloModel("yolov8n.yaml");
        return new YoloModel(network.Export(new ExportOptions { ImageSize = 64, File = Folder.Path("tiny.onnx") }));
    }

    private static string Data(string task) => task switch
    {
        "detect" => Shared.Path("datasets", "bccd", "bccd.yaml"),
        "segment" => Shared.Path("datasets", "coco-seg", "coco-seg.yaml"),
        "pose" => Shared.Path("datasets", "coco8-pose", "coco8-pose.yaml"),
        "obb" => Shared.Path("datasets", "dota", "dota.yaml"),
        _ => Shared.Path("datasets", "flowers"),
    };

    /// <summary>Pictures of the data set that models of a task are tried on.</summary>
    internal static List<string> Pictures(string task, int count = 4)
    {
        var folder = Path.GetDirectoryName(Data(task))!;
        folder = task == "classify" ? Path.Combine(Data(task), "train") : Path.Combine(folder, "images", "train");
        return [.. Directory.EnumerateFiles(folder, "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(count)];
    }

    private static void AssertSame(List<Result> found, List<Result> expected, double pixels = Pixels, double shares = Shares)
    {
        Assert.That(found.Select(result => result.Path), Is.EqualTo(expected.Select(result => result.Path)));
        foreach (var (own, other) in found.Zip(expected))
        {
            Assert.That(own.Boxes!.Select(box => box.Class), Is.EqualTo(other.Boxes!.Select(box => box.Class)), own.Path);
            Assert.That(own.Boxes!.Select(box => box.Confidence), Is.EqualTo(other.Boxes!.Select(box => box.Confidence)).Within(shares));
            Assert.That(own.Boxes!.SelectMany(box => new[] { box.Box.X1, box.Box.Y1, box.Box.X2, box.Box.Y2 }), Is.EqualTo(other.Boxes!.SelectMany(box => new[] { box.Box.X1, box.Box.Y1, box.Box.X2, box.Box.Y2 })).Within(pixels));
            Assert.That(own.InputSize, Is.EqualTo(other.InputSize));
            if (other.Probabilities is { } probabilities)
            {
                Assert.That(Enumerable.Range(0, 5).Select(index => own.Probabilities![index]), Is.EqualTo(Enumerable.Range(0, 5).Select(index => probabilities[index])).Within(shares));
            }

            if (other.Masks is { } masks)
            {
                Assert.That(own.Masks!.Select(mask => (double)mask.Area), Is.EqualTo(masks.Select(mask => (double)mask.Area)).Within(1).Percent);
            }

            if (other.Keypoints is { } points)
            {
                Assert.That(Numbers(own.Keypoints!), Is.EqualTo(Numbers(points)).Within(pixels));
            }

            if (other.RotatedBoxes is { } rotated)
            {
                Assert.That(own.RotatedBoxes!.SelectMany(box => box.Corners().SelectMany(corner => new[] { corner.X, corner.Y })), Is.EqualTo(rotated.SelectMany(box => box.Corners().SelectMany(corner => new[] { corner.X, corner.Y }))).Within(pixels));
            }
        }
    }

    private static IEnumerable<float> Numbers(Keypoints keypoints) =>
        Enumerable.Range(0, keypoints.Count).SelectMany(i => keypoints[i]).SelectMany(point => new[] { point.X, point.Y, point.Confidence });
}
