using Google.Protobuf;
using Yolo.Engine;
using Yolo.Engine.Exporting;
using Yolo.Engine.Prediction;
using Yolo.Engine.Settings;
using Yolo.Export.Format;
using Yolo.Geometry;
using Yolo.Onnx;
using Yolo.Tests.Cli;
using Yolo.Tests.Engine;

namespace Yolo.Tests.Onnx;

/// <summary>What a file does not say of itself is taken from the caller; how ONNX Runtime computes is his to say, too.</summary>
[NonParallelizable]
public sealed class OnnxOptionsTests() : SmallDatasetFixture(3)
{
    private static readonly string Pictures = Shared.Path("datasets", "bccd", "images", "val");

    [Test]
    public void FileWithoutAWord_IsTold_WhatItIsForAndWhatItFinds()
    {
        var file = Silent("bccd-yolov8n");

        Assert.That(() => new YoloModel(file), Throws.TypeOf<ModelLoadException>().With.Message.Contains("task=detect"));
        using var model = new YoloModel(file, new OnnxOptions { Task = "detect", Names = ["red", "white", "platelet"] });
        using var counted = new YoloModel(file, new OnnxOptions { Task = "detect" });
        using var byData = new YoloModel(file, new OnnxOptions { Task = "detect", Data = Small.Yaml });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(model.Names.Values, Is.EqualTo(new[] { "red", "white", "platelet" }));
            Assert.That(counted.Names.Values, Is.EqualTo(new[] { "0", "1", "2" }));
            Assert.That(byData.Names.Values, Is.EqualTo(new[] { "RBC", "WBC", "Platelets" }));
            Assert.That(model.Predict(Directory.EnumerateFiles(Pictures).Order(StringComparer.Ordinal).First()).Single().Boxes, Is.Not.Empty);
        }
    }

    [Test]
    public void WhatContradictsTheFile_IsRefused()
    {
        var file = Shared.Path("goldens", "onnx", "bccd-yolov8n-640.onnx");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new YoloModel(file, new OnnxOptions { Task = "pose" }), Throws.TypeOf<SettingException>().With.Message.Contains("task=pose").And.Message.Contains("'detect'"));
            Assert.That(() => new YoloModel(file, new OnnxOptions { Task = "poses" }), Throws.TypeOf<SettingException>().With.Message.Contains("task=poses"));
            Assert.That(() => new YoloModel(file, new OnnxOptions { Names = ["one", "two"] }), Throws.TypeOf<ModelLoadException>().With.Message.Contains("2 classes"));
            Assert.That(() => new YoloModel(file, new OnnxOptions { Names = ["a", "a", "b"] }), Throws.TypeOf<SettingException>().With.Message.Contains("each of them once"));
            Assert.That(() => OnnxSettings.Table.Apply(new OnnxOptions(), "names", "{0: a, 1: b, 2: c}"), Throws.TypeOf<SettingException>().With.Message.Contains("between commas"));
            Assert.That(() => OnnxSettings.Table.Apply(new OnnxOptions(), "kpt_shape", "-1,3"), Throws.TypeOf<SettingException>().With.Message.Contains("such as 17,3"));
            Assert.That(() => new YoloModel(file, new OnnxOptions { Threads = 0 }), Throws.TypeOf<SettingException>().With.Message.Contains("threads=0"));
            Assert.That(() => new YoloModel(file, new OnnxOptions { Keypoints = new KeypointShape(17, 4) }), Throws.TypeOf<SettingException>().With.Message.Contains("kpt_shape"));
        }
    }

    [Test]
    public void Keypoints_AreGiven_WhereAFileDoesNotSayThem()
    {
        var file = Silent("yolo11n-pose");

        Assert.That(() => new YoloModel(file, new OnnxOptions { Task = "pose" }), Throws.TypeOf<ModelLoadException>().With.Message.Contains("kpt_shape=17,3"));
        using var model = new YoloModel(file, new OnnxOptions { Task = "pose", Keypoints = new KeypointShape(17, 3) });
        using var network = new YoloModel(Shared.Path("weights", "yolo11n-pose.pt"));

        var picture = Directory.EnumerateFiles(Shared.Path("datasets", "coco8-pose", "images", "train"), "*.jpg").Order(StringComparer.Ordinal).First();
        var options = new PredictOptions { Rect = false };
        Assert.That(model.Predict(picture, options).Single().Keypoints!.Count, Is.EqualTo(network.Predict(picture, options).Single().Keypoints!.Count).And.Positive);
    }

    [Test]
    public void ThreadsAndOptimization_ChangeNothingOfWhatIsFound([Values] GraphOptimization optimization)
    {
        var file = Shared.Path("goldens", "onnx", "bccd-yolov8n-640.onnx");
        using var plain = new YoloModel(file);
        using var other = new YoloModel(file, new OnnxOptions { Threads = 1, Optimization = optimization });

        var picture = Directory.EnumerateFiles(Pictures).Order(StringComparer.Ordinal).First();
        Assert.That(other.Predict(picture).Single().Boxes!.Select(box => box.Box.X1), Is.EqualTo(plain.Predict(picture).Single().Boxes!.Select(box => box.Box.X1)).Within(0.1));
    }

    [Test]
    public void I_can_tell_on_the_command_line_what_a_file_does_not_say()
    {
        var file = Silent("bccd-yolov8n");
        var picture = Directory.EnumerateFiles(Pictures).Order(StringComparer.Ordinal).First();

        var untold = YoloCommand.Run("predict", $"model={file}", $"source={picture}", $"project={Small.Root}");
        var told = YoloCommand.Run("detect", "predict", $"model={file}", $"source={picture}", "names=['red, or so', 'white', 'platelet']", "threads=1", "graph_optimization=basic", $"project={Small.Root}");
        var byData = YoloCommand.Run("detect", "predict", $"model={file}", $"source={picture}", $"data={Small.Yaml}", $"project={Small.Root}");
        var judged = YoloCommand.Run("detect", "val", $"model={file}", $"data={Small.Yaml}", $"project={Small.Root}");
        var idle = YoloCommand.Run("predict", $"model={Shared.Path("weights", "bccd-yolov8n.pt")}", $"source={picture}", "names=a,b,c", $"project={Small.Root}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((untold.Status, untold.Errors), Is.EqualTo((1, untold.Errors)));
            Assert.That(untold.Errors, Does.Contain("Say it: task=detect"));
            Assert.That((told.Status, told.Errors), Is.EqualTo((0, string.Empty)));
            Assert.That(told.Output, Does.Contain("red, or so"));
            Assert.That((byData.Status, byData.Errors), Is.EqualTo((0, string.Empty)));
            Assert.That(byData.Output, Does.Contain("RBC"));
            Assert.That((judged.Status, judged.Errors), Is.EqualTo((0, string.Empty)));
            Assert.That(judged.Output, Does.Contain("RBC"));
            Assert.That((idle.Status, idle.Errors), Is.EqualTo((0, idle.Errors)));
            Assert.That(idle.Errors, Does.Contain("names: changes nothing"));
        }
    }

    // As other exporters write it.
    private string Silent(string name)
    {
        using var network = new YoloModel(Shared.Path("weights", $"{name}.pt"));
        var plain = network.Export(new ExportOptions { File = Path.Combine(Small.Root, $"{name}-plain.onnx") });
        var file = ModelProto.Parser.ParseFrom(File.ReadAllBytes(plain));
        file.MetadataProps.Clear();
        var silent = Path.Combine(Small.Root, $"{name}.onnx");
        File.WriteAllBytes(silent, file.ToByteArray());
        return silent;
    }
}
