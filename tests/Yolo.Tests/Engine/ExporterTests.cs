using TorchSharp;
using Yolo.Engine;
using Yolo.Export;
using Yolo.Models;
using Yolo.Modules;
using Yolo.Tests.Export;

namespace Yolo.Tests.Engine;

public sealed class ExporterTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void I_can_export_a_model_and_hear_of_it()
    {
        using var model = new YoloModel("yolov8n.yaml");
        var trace = new List<string?>();
        model.AddCallback("on_export_start", (Exporter exporter) => trace.Add(exporter.File));
        model.AddCallback("on_export_end", (Exporter exporter) => trace.Add(exporter.File));

        var file = model.Export(new ExportOptions { ImageSize = 64, File = folder.Path("small.onnx") });

        Assert.That(trace, Is.EqualTo(new[] { null, file }));
        Assert.That(Directory.EnumerateFiles(folder.Root), Is.EqualTo(new[] { file }));
        Assert.That(model.Network.IsFused, Is.False, "the model itself does not change");
    }

    [Test]
    public void Metadata_HasTheKeysAndFormsThatReadersKnow()
    {
        using var model = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));
        var file = model.Export(new ExportOptions { ImageSize = new ImageSize(60, 96), Batch = 2, Opset = 17, File = folder.Path("m.onnx") });

        var metadata = OnnxReader.Open(file).Messages(14).ToDictionary(entry => entry.Text(1), entry => entry.Text(2));
        Assert.That(metadata["imgsz"], Is.EqualTo("[64, 96]"));
        Assert.That(metadata["names"], Is.EqualTo($"{{{string.Join(", ", model.Names.Select(name => $"{name.Key}: '{name.Value}'"))}}}"));
        Assert.That(metadata["args"], Is.EqualTo("{'batch': 2, 'half': False, 'dynamic': False, 'simplify': True, 'opset': 17, 'nms': False}"));
        Assert.That(
            (metadata["stride"], metadata["task"], metadata["batch"], metadata["channels"], metadata["end2end"]),
            Is.EqualTo(("32", "detect", "2", "3", "False")));
    }

    [Test]
    public void Names_WithQuotes_AreWrittenAsPythonReadsThem() => Assert.That(
        new[] { "plain", "it's", "\"so\"", "it's \"so\"", "back\\slash" }.Select(PythonText.Of),
        Is.EqualTo(new[] { "'plain'", "\"it's\"", "'\"so\"'", "'it\\'s \"so\"'", "'back\\\\slash'" }));

    [Test]
    public void Settings_ThatWillNotDo_AreNamed()
    {
        using var model = new YoloModel("yolov8n.yaml");

        Assert.That(() => model.Export(new ExportOptions { Format = "tflite" }), Throws.InstanceOf<ExportException>().With.Message.Contains("onnx"));
        Assert.That(() => model.Export(new ExportOptions { Opset = 11 }), Throws.InstanceOf<ExportException>().With.Message.Contains("12 to 20"));
        Assert.That(() => model.Export(new ExportOptions { Batch = 0 }), Throws.InstanceOf<ExportException>().With.Message.Contains("batch=0"));
    }

    [Test]
    public void A_block_of_my_own_is_exported_with_an_emitter_of_my_own()
    {
        BlockRegistry.Add("Doubled", _ => new Doubled(), BlockChannels.Unchanged);
        using var model = new YoloModel(folder.Write("own.yaml", """
            nc: 2
            backbone:
              - [-1, 1, Conv, [16, 3, 2]]
              - [-1, 1, Doubled, []]
            head:
              - [[1], 1, Detect, [nc]]
            """));
        var options = new ExportOptions { ImageSize = 64, File = folder.Path("own.onnx") };

        Assert.That(() => model.Export(options), Throws.InstanceOf<ExportException>().With.Message.Contains("model.1, a Doubled"));
        BlockEmitters.Add<Doubled>((scope, _, x) => scope.Graph.Binary("Add", x, x));
        Assert.That(File.Exists(model.Export(options)));
    }

    private sealed class Doubled() : Block("Doubled")
    {
        public override torch.Tensor forward(torch.Tensor input) => input + input;
    }
}
