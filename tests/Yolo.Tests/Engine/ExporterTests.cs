using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using Yolo.Engine;
using Yolo.Engine.Exporting;
using Yolo.Engine.Settings;
using Yolo.Export;
using Yolo.Models;
using Yolo.Modules;
using Yolo.Tests.Export;

namespace Yolo.Tests.Engine;

public sealed class ExporterTests : FolderFixture
{
    [Test]
    public void I_can_export_a_model_and_hear_of_it()
    {
        using var model = new YoloModel("yolov8n.yaml");
        var trace = new List<string?>();
        model.AddCallback("on_export_start", (Exporter exporter) => trace.Add(exporter.File));
        model.AddCallback("on_export_end", (Exporter exporter) => trace.Add(exporter.File));

        var file = model.Export(new ExportOptions { ImageSize = 64, File = Folder.Path("small.onnx") });

        Assert.That(trace, Is.EqualTo(new[] { null, file }));
        Assert.That(Directory.EnumerateFiles(Folder.Root), Is.EqualTo(new[] { file }));
        Assert.That(model.Network.IsFused, Is.False, "the model itself does not change");
    }

    [Test]
    public void Metadata_HasTheKeysAndFormsThatReadersKnow()
    {
        using var model = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));
        var file = model.Export(new ExportOptions { ImageSize = new ImageSize(60, 96), Batch = 2, Opset = 17, File = Folder.Path("m.onnx") });

        var metadata = OnnxReader.Open(file).Messages(14).ToDictionary(entry => entry.Text(1), entry => entry.Text(2));
        Assert.That(metadata["imgsz"], Is.EqualTo("[64, 96]"));
        Assert.That(metadata["names"], Is.EqualTo($"{{{string.Join(", ", model.Names.Select(name => $"{name.Key}: '{name.Value}'"))}}}"));
        Assert.That(metadata["args"], Is.EqualTo("{'batch': 2, 'half': False, 'dynamic': False, 'simplify': True, 'opset': 17, 'nms': False}"));
        Assert.That(
            (metadata["stride"], metadata["task"], metadata["batch"], metadata["channels"], metadata["end2end"]),
            Is.EqualTo(("32", "detect", "2", "3", "False")));
    }

    // What YoloDotNet asks of a description, in any case, and how it calls the generation then.
    [TestCase("yolov5n", "ultralytics yolov5")]
    [TestCase("yolov8n-seg", "ultralytics yolov8")]
    [TestCase("yolov9t", "ultralytics yolov9")]
    [TestCase("yolov10n", "ultralytics yolov10")]
    [TestCase("yolo11n-obb", "ultralytics yolo11")]
    [TestCase("yolo12n", "ultralytics yolov12")]
    [TestCase("yolo26n-pose", "ultralytics yolo26")]
    public void Description_BeginsAsReadersTellGenerationsApart(string name, string beginning)
    {
        var description = ExportMetadata.Description(name, "trained on x.yaml with Yolo for .NET 0.1.0");

        Assert.That(description.ToLowerInvariant(), Does.StartWith(beginning));
        Assert.That(description, Does.EndWith("trained on x.yaml with Yolo for .NET 0.1.0"));
    }

    [Test]
    public void Description_OfANetworkOfAnotherName_IsReadAsVersion8() =>
        Assert.That(ExportMetadata.Description("blood", "trained with Yolo for .NET").ToLowerInvariant(), Does.StartWith("ultralytics ").And.Not.Contain("yolo"));

    [Test]
    public void Metadata_IsWhatYoloSharpReads()
    {
        using var model = new YoloModel(Shared.Path("weights", "yolo26n-pose.pt"));
        var file = model.Export(new ExportOptions { ImageSize = new ImageSize(64, 96), File = Folder.Path("m.onnx") });

        var metadata = OnnxReader.Open(file).Messages(14).ToDictionary(entry => entry.Text(1), entry => entry.Text(2));
        int[] Numbers(string key) => [.. metadata[key][1..^1].Split(", ").Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        var names = metadata["names"][1..^1].Split(", ").Select(pair => pair.Split(": ")).ToDictionary(pair => int.Parse(pair[0], CultureInfo.InvariantCulture), pair => pair[1][1..^1]);
        Assert.Multiple(() =>
        {
            Assert.That(metadata.Keys, Is.SupersetOf(new[] { "author", "description", "version", "task", "batch", "imgsz", "names", "end2end", "kpt_shape" }));
            Assert.That(metadata["description"], Is.EqualTo("Ultralytics YOLO26n-pose model, trained on coco8-pose.yaml with Ultralytics"));
            Assert.That((metadata["author"], metadata["task"], metadata["batch"]), Is.EqualTo(("Yolo for .NET", "pose", "1")));
            Assert.That((Numbers("imgsz"), Numbers("kpt_shape")), Is.EqualTo((new[] { 64, 96 }, new[] { 17, 3 })));
            Assert.That(names, Is.EqualTo(model.Names));
            Assert.That(bool.Parse(metadata["end2end"]));
        });
    }

    [Test]
    public void Names_WithQuotes_AreWrittenAsPythonReadsThem() => Assert.That(
        new[] { "plain", "it's", "\"so\"", "it's \"so\"", "back\\slash" }.Select(PythonText.Of),
        Is.EqualTo(new[] { "'plain'", "\"it's\"", "'\"so\"'", "'it\\'s \"so\"'", "'back\\\\slash'" }));

    [Test]
    public void Settings_ThatWillNotDo_AreNamed()
    {
        using var model = new YoloModel("yolov8n.yaml");

        Assert.That(() => model.Export(new ExportOptions { Format = (ExportFormat)7 }), Throws.TypeOf<SettingException>().With.Message.Contains("Onnx"));
        Assert.That(() => model.Export(new ExportOptions { Opset = 11 }), Throws.TypeOf<SettingException>().With.Message.Contains("12 to 20"));
        Assert.That(() => model.Export(new ExportOptions { Batch = 0 }), Throws.TypeOf<SettingException>().With.Message.Contains("batch=0"));
    }

    [Test]
    public void Settings_ByTheirNames_AreAllTaken()
    {
        string[] words =
        [
            "format=onnx", "imgsz=320,640", "batch=2", "dynamic=True", "half=True", "opset=17", "simplify=False", "device=cpu", "nms=True", "conf=0.3", "iou=0.5", "max_det=100",
            "agnostic_nms=True", "file=x.onnx",
        ];
        var options = words.Aggregate(new ExportOptions(), (settings, word) => ExportSettings.Table.Apply(settings, word.Split('=')[0], word.Split('=')[1]));

        Assert.That(options, Is.EqualTo(new ExportOptions
        {
            ImageSize = new ImageSize(320, 640),
            Batch = 2,
            Dynamic = true,
            Half = true,
            Opset = 17,
            Simplify = false,
            Device = options.Device,
            Nms = true,
            Confidence = 0.3,
            Iou = 0.5,
            MaximumDetections = 100,
            AgnosticNms = true,
            File = "x.onnx",
        }));
        Assert.That(options.Device!.type, Is.EqualTo(DeviceType.CPU));
        Assert.That(ExportSettings.Table.All.Select(setting => setting.Key), Is.EquivalentTo(words.Select(word => word.Split('=')[0])));
    }

    [Test]
    public void Size_ThatIsNoMultipleOfTheStride_IsRoundedUpWithAWarning()
    {
        using var model = new YoloModel("yolov8n.yaml");
        var exporter = new Exporter(model, new ExportOptions { ImageSize = new ImageSize(60, 64), File = Folder.Path("m.onnx") });

        exporter.Run();

        Assert.That(exporter.ImageSize, Is.EqualTo(new ImageSize(64, 64)));
        Assert.That(exporter.Warnings, Has.One.Contains("60x64 was rounded up to 64x64"));
    }

    [Test]
    public void Export_WithoutSimplifying_KeepsMoreNodesAndSaysSo()
    {
        using var model = new YoloModel("yolo11n.yaml");
        var (simple, plain) = (new Exporter(model, Small with { File = Folder.Path("a.onnx") }), new Exporter(model, Small with { Simplify = false, File = Folder.Path("b.onnx") }));

        simple.Run();
        plain.Run();

        Assert.That(plain.Graph!.Nodes, Has.Count.GreaterThan(simple.Graph!.Nodes.Count));
        Assert.That(plain.Metadata.Single(entry => entry.Key == "args").Value, Does.Contain("'simplify': False"));
    }

    [Test]
    public void Exporter_OfAWrittenFile_ReportsTheLargestDifference([Values] bool half, [Values("yolov8n", "yolo26n")] string name)
    {
        using var model = new YoloModel($"{name}.yaml");
        var exporter = new Exporter(model, Small with { Half = half, File = Folder.Path("m.onnx") });

        exporter.Run();

        Assert.That(exporter.LargestDifference, Is.GreaterThan(0).And.LessThan(half ? 1e-2 : 1e-4));
        Assert.That(exporter.Warnings, Is.Empty);
    }

    [Test]
    public void Device_ThatThisMachineLacks_IsNamed_AndTheModelStaysWhereItIs()
    {
        if (torch.cuda.is_available())
        {
            Assert.Ignore("This machine has a GPU.");
        }

        using var model = new YoloModel("yolov8n.yaml");

        Assert.That(() => model.Export(Small with { Device = new torch.Device(DeviceType.CUDA) }), Throws.TypeOf<SettingException>().With.Message.Contains("cuda"));
        Assert.That(model.Device.type, Is.EqualTo(DeviceType.CPU));
        Assert.That(model.Export(Small with { Device = torch.CPU, File = Folder.Path("m.onnx") }), Is.EqualTo(Folder.Path("m.onnx")));
    }

    [Test]
    public void Suppression_OfAClassifier_IsRefused()
    {
        using var model = new YoloModel("yolov8n-cls.yaml");

        Assert.That(() => model.Export(Small with { Nms = true, File = Folder.Path("m.onnx") }), Throws.InstanceOf<ExportException>().With.Message.Contains("classify"));
    }

    [Test]
    public void Folder_InWhichNothingCanBeWritten_IsNamed()
    {
        using var model = new YoloModel("yolov8n.yaml");
        var file = Folder.Write("file", "");

        Assert.That(() => model.Export(Small with { File = Path.Combine(file, "m.onnx") }), Throws.InstanceOf<ExportException>().With.Message.Contains("cannot be written"));
        if (OperatingSystem.IsLinux())
        {
            Assert.That(() => model.Export(Small with { File = "/proc/m.onnx" }), Throws.InstanceOf<ExportException>().With.Message.Contains("/proc/m.onnx cannot be written"));
        }

        Assert.That(Directory.EnumerateFiles(Folder.Root), Is.EqualTo(new[] { file }));
    }

    // A limit on the size of files stands for a disk that is full: the system refuses the write half-way.
    [Test]
    [Platform("Linux")]
    public void Disk_ThatIsFull_IsNamedAndNothingStays()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "yolo.dll");
        var command = $"trap '' XFSZ; ulimit -f 2000; exec dotnet '{program}' export model=yolov8n.yaml imgsz=64 file='{Folder.Path("m.onnx")}'";
        var start = new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // which would need large files in memory
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.That(process.ExitCode, Is.EqualTo(1), errors + output.Result);
        Assert.That(errors, Does.Contain("m.onnx cannot be written").And.Not.Contain("   at "));
        Assert.That(Directory.EnumerateFiles(Folder.Root), Is.Empty);
    }

    [Test]
    public void A_block_of_my_own_is_exported_with_an_emitter_of_my_own()
    {
        BlockRegistry.Add("Doubled", _ => new Doubled(), BlockChannels.Unchanged);
        using var model = new YoloModel(Folder.Write("own.yaml", """
            nc: 2
            backbone:
              - [-1, 1, Conv, [16, 3, 2]]
              - [-1, 1, Doubled, []]
            head:
              - [[1], 1, Detect, [nc]]
            """));
        var options = new ExportOptions { ImageSize = 64, File = Folder.Path("own.onnx") };

        Assert.That(() => model.Export(options), Throws.InstanceOf<ExportException>().With.Message.Contains("model.1, a Doubled"));
        BlockEmitters.Add<Doubled>((scope, _, x) => scope.Graph.Binary("Add", x, x));
        Assert.That(File.Exists(model.Export(options)));
    }

    private static ExportOptions Small { get; } = new() { ImageSize = 64, Opset = 17 };

    private sealed class Doubled() : Block("Doubled")
    {
        public override torch.Tensor forward(torch.Tensor input) => input + input;
    }
}
