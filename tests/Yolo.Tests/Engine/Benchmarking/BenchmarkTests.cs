using System.Text.Json;
using Yolo.Callbacks;
using Yolo.Data;
using Yolo.Engine;
using Yolo.Engine.Benchmarking;
using Yolo.Engine.Exporting;
using Yolo.Engine.Settings;
using Yolo.Engine.Tasks;
using Yolo.Engine.Validation;
using Yolo.Models;
using Yolo.Tests.Cli;

namespace Yolo.Tests.Engine.Benchmarking;

/// <summary>The forms of a model side by side: table, files, failures.</summary>
[NonParallelizable]
public sealed class BenchmarkTests() : SmallDatasetFixture(4)
{
    private static readonly string Checkpoint = Shared.Path("weights", "bccd-yolov8n.pt");

    [Test]
    public void Rows_HaveTheMetricsOfValidations_AndFilesHaveTheRows()
    {
        using var model = new YoloModel(Checkpoint);
        var events = new List<string>();
        model.AddCallback(Events.OnExportEnd, (Exporter _) => events.Add("export"));
        model.AddCallback(Events.OnValEnd, (Validator _) => events.Add("val"));
        model.AddCallback(Events.OnPredictStart, (Yolo.Engine.Prediction.Predictor _) => events.Add("warming up is nobody's affair"));

        var report = model.Benchmark(new BenchmarkOptions { Data = Small.Yaml, ImageSize = 192, Dynamic = true, Project = Small.Root, Name = "b" });

        using var judged = new YoloModel(Checkpoint);
        var map = judged.Validate(new ValidateOptions { Data = Small.Yaml, ImageSize = 192, Batch = 1, Confidence = 0.001 }).Outcome.ToDictionary()["metrics/mAP50-95(B)"];
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(report.SaveDirectory, "benchmarks.json")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(events, Is.EqualTo(new[] { "val", "export", "val" }));
            Assert.That(report.MetricName, Is.EqualTo("metrics/mAP50-95(B)"));
            Assert.That(report.Rows.Select(row => (row.Format, row.Status, row.Failure)), Is.EqualTo(new[] { ("PyTorch", BenchmarkStatus.Done, (string?)null), ("ONNX", BenchmarkStatus.Done, null) }));
            Assert.That(report.Rows.Select(row => row.Metric!.Value), Is.All.EqualTo(map).Within(0.001));
            Assert.That(report.Rows.Select(row => row.Milliseconds!.Value), Is.All.Positive);
            Assert.That(report.Rows[0].Megabytes, Is.EqualTo(new FileInfo(Checkpoint).Length / (double)(1 << 20)));
            Assert.That(File.Exists(Path.Combine(report.SaveDirectory, "bccd-yolov8n.onnx")));
            Assert.That(File.ReadAllLines(Path.Combine(report.SaveDirectory, "benchmarks.csv")), Has.Length.EqualTo(3).And.ItemAt(0).EqualTo(",Format,Status❔,Size (MB),metrics/mAP50-95(B),Inference time (ms/im),FPS"));
            Assert.That(json.RootElement.GetProperty("results")[1].GetProperty("metric").GetDouble(), Is.EqualTo(report.Rows[1].Metric));
            Assert.That(Yolo.Imaging.Image.Decode(Path.Combine(report.SaveDirectory, "benchmarks.png")).Width, Is.GreaterThan(1000));
        }
    }

    [Test]
    public void EveryTask_HasItsMetric([Values] ModelTask task)
    {
        using var small = new SmallDataset(2, task);
        using var model = new YoloModel(Network(small, task));
        var expected = task switch
        {
            ModelTask.Classify => "metrics/accuracy_top1",
            ModelTask.Segment => "metrics/mAP50-95(M)",
            ModelTask.Pose => "metrics/mAP50-95(P)",
            _ => "metrics/mAP50-95(B)",
        };

        var report = model.Benchmark(new BenchmarkOptions { Data = small.Yaml, ImageSize = 64, Project = Small.Root, Name = task.ToString() });

        Assert.That(report.MetricName, Is.EqualTo(expected));
        Assert.That(report.Rows.Select(row => row.Failure), Is.All.Null);
        Assert.That(report.Rows.Select(row => row.Metric!.Value), Is.All.InRange(0, 1));
    }

    // With as many classes as the data set has.
    private static string Network(SmallDataset small, ModelTask task)
    {
        var classes = DatasetSpec.Load(small.Yaml, DatasetOptions.Default with { Labels = YoloTask.For(task).Labels }).Names.Count;
        var file = small.TinyNetwork();
        File.WriteAllText(file, File.ReadAllText(file).Replace("nc: 3", $"nc: {classes}", StringComparison.Ordinal));
        return file;
    }

    [Test]
    public void Failure_IsARow_UnlessTheRunIsStrict()
    {
        using var small = new SmallDataset(2, ModelTask.Classify);
        using var model = new YoloModel(Network(small, ModelTask.Classify));
        var options = new BenchmarkOptions { Data = small.Yaml, ImageSize = 64, Nms = true, Project = Small.Root, Name = "failing" }; // classifiers have no boxes to suppress

        var report = model.Benchmark(options);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Rows.Select(row => row.Status), Is.EqualTo(new[] { BenchmarkStatus.Done, BenchmarkStatus.ExportFailed }));
            Assert.That(report.Rows[1].Failure, Does.Contain("nms=true"));
            Assert.That(report.Table(), Has.Some.Matches(@"^\| 2  ONNX +❌ +0\.0 +- +- +- *\|$"));
            Assert.That(() => model.Benchmark(options with { Strict = true }), Throws.TypeOf<BenchmarkException>().With.Message.StartsWith("Benchmark failure for ONNX: "));
        }
    }

    [Test]
    public void Floor_IsHeldAgainstEveryMetric_OnceTheFilesAreWritten()
    {
        using var model = new YoloModel(Checkpoint);
        var options = new BenchmarkOptions { Data = Small.Yaml, ImageSize = 96, Format = "-", Floor = 0.999, Project = Small.Root, Name = "floor" };

        var error = Assert.Throws<BenchmarkException>(() => model.Benchmark(options))!;

        Assert.That(error.Message, Does.Contain("PyTorch").And.Contain("0.999"));
        Assert.That(File.Exists(Path.Combine(error.Report!.SaveDirectory, "benchmarks.json")));
    }

    [Test]
    public void WhatCannotBeHonoured_IsRefusedBeforeTheFirstForm()
    {
        using var exported = new YoloModel(Shared.Path("goldens", "onnx", "bccd-yolov8n-640.onnx"));
        using var model = new YoloModel(Checkpoint);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => exported.Benchmark(new BenchmarkOptions { Data = Small.Yaml }), Throws.TypeOf<NotSupportedException>().With.Message.Contains(".pt"));
            Assert.That(() => model.Benchmark(new BenchmarkOptions { Data = Small.Yaml, Format = "engine" }), Throws.TypeOf<SettingException>().With.Message.Contains("trtexec"));
            Assert.That(() => model.Benchmark(new BenchmarkOptions { Data = Path.Combine(Small.Root, "none.yaml") }), Throws.TypeOf<Yolo.Data.DatasetException>());
        }
    }

    [Test]
    public void I_can_compare_the_forms_of_a_model()
    {
        var before = Environment.CurrentDirectory;
        var folder = Directory.CreateDirectory(Path.Combine(Small.Root, "here")).FullName;
        try
        {
            Environment.CurrentDirectory = folder;
            var (status, output, errors) = YoloCommand.Run("benchmark", $"model={Checkpoint}", $"data={Small.Yaml}", "imgsz=96", $"project={folder}");
            var square = YoloCommand.Run("benchmark", $"model={Checkpoint}", $"data={Small.Yaml}", "imgsz=96,128");
            var bits = YoloCommand.Run("benchmark", $"model={Checkpoint}", $"data={Small.Yaml}", "int8=true");
            var floor = YoloCommand.Run("benchmark", $"model={Checkpoint}", $"data={Small.Yaml}", "imgsz=96", "verbose=0.99", "format=onnx", $"project={folder}");

            using (Assert.EnterMultipleScope())
            {
                Assert.That((status, errors), Is.EqualTo((0, string.Empty)));
                Assert.That(output, Does.Contain($"Benchmarks complete for {Checkpoint} on {Small.Yaml} at imgsz=96 (").And.Contain("| 1  PyTorch").And.Contain("| 2  ONNX"));
                Assert.That(File.ReadAllText(Path.Combine(folder, "benchmarks.log")), Does.Contain("| 2  ONNX").And.Contain("| 1  ONNX"));
                Assert.That((square.Status, square.Errors), Is.EqualTo((2, square.Errors)));
                Assert.That(square.Errors, Does.Contain("square"));
                Assert.That((bits.Status, bits.Errors), Is.EqualTo((2, bits.Errors)));
                Assert.That(bits.Errors, Does.Contain("int8"));
                Assert.That((floor.Status, floor.Errors), Is.EqualTo((1, floor.Errors)));
                Assert.That(floor.Errors, Does.Contain("Benchmark failure").And.Contain("0.99"));
            }
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }
}
