using System.Text.Json;
using Yolo.Imaging;

namespace Yolo.Tests.Cli;

[NonParallelizable]
public sealed class CommandLineTests : FolderFixture
{
    [Test]
    public void I_can_find_blood_cells_in_real_pictures()
    {
        Directory.CreateDirectory(Folder.Path("in"));
        var source = Directory.EnumerateFiles(Shared.Path("datasets", "bccd", "images", "test")).Order().Take(2).ToList();
        source.ForEach(path => File.Copy(path, Folder.Path("in", Path.GetFileName(path))));

        var (status, output, errors) = YoloCommand.Run(
            "detect", "predict", $"model={Shared.Path("weights", "bccd-yolov8n.pt")}", $"source={Folder.Path("in")}", "imgsz=320",
            "save_json=true", "save_txt=true", "--save-conf", "save_crop=true", $"project={Folder.Path("runs")}");

        Assert.That((status, errors), Is.EqualTo((0, string.Empty)));
        Assert.That(output, Does.Contain("RBC").And.Contain("Speed:").And.Contain("Results saved to"));
        var run = Folder.Path("runs", "predict");
        var stem = Path.GetFileNameWithoutExtension(source[0]);
        using var predictions = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "predictions.json")));
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "metrics.json")));
        var lines = File.ReadAllLines(Path.Combine(run, "labels", stem + ".txt"));
        Assert.That(Image.Decode(Path.Combine(run, stem + ".jpg")).Width, Is.EqualTo(640));
        Assert.That(metrics.RootElement.GetProperty("images").GetInt32(), Is.EqualTo(2));
        Assert.That(metrics.RootElement.GetProperty("speed").GetProperty("inference").GetDouble(), Is.Positive);
        Assert.That(predictions.RootElement.EnumerateArray().Count(box => box.GetProperty("image").GetString() == Path.GetFileName(source[0])), Is.EqualTo(lines.Length));
        Assert.That(lines, Has.All.Matches<string>(line => line!.Split(' ').Length == 6));
        Assert.That(Directory.EnumerateFiles(Path.Combine(run, "crops"), "*.jpg", SearchOption.AllDirectories).Count(), Is.EqualTo(predictions.RootElement.GetArrayLength()));
        Assert.That(File.ReadAllText(Path.Combine(run, "args.yaml")), Does.Contain("imgsz: 320").And.Contain("save_json: true").And.Contain("mode: predict"));
    }

    [Test]
    public void A_second_run_gets_a_folder_of_its_own()
    {
        new Image(64, 48).Save(Folder.Path("black.png"));
        string[] words = ["predict", $"model={Shared.Path("weights", "bccd-yolov8n.pt")}", $"source={Folder.Path("black.png")}", "imgsz=64", $"project={Folder.Path("runs")}"];

        Assert.That((YoloCommand.Run(words).Status, YoloCommand.Run(words).Status, YoloCommand.Run([.. words, "exist_ok=true"]).Status), Is.EqualTo((0, 0, 0)));

        Assert.That(Directory.EnumerateDirectories(Folder.Path("runs")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "predict", "predict2" }));
    }

    [Test]
    public void A_corrupt_picture_is_named_and_the_others_are_done()
    {
        new Image(64, 48).Save(Folder.Path("good.png"));
        Folder.Write("bad.png", [1, 2, 3]);

        var (status, output, errors) = YoloCommand.Run("predict", $"model={Shared.Path("weights", "bccd-yolov8n.pt")}", $"source={Folder.Root}", "imgsz=64", "save=false");

        Assert.That(status, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("bad.png"));
        Assert.That(output, Does.Contain("good.png"));
    }

    [TestCase(2, "did you mean 'imgsz'", "predict", "model=a.pt", "source=b", "imgs=320")]
    [TestCase(2, "conf takes a number from 0 to 1", "predict", "conf=2")]
    [TestCase(2, "'predcit' is not understood", "predcit")]
    [TestCase(2, "No mode was given", "conf=0.5")]
    [TestCase(2, "Say which pictures", "predict")]
    [TestCase(2, "Say which pictures", "predict", "source=")]
    [TestCase(2, "did you mean 'train'", "trian")]
    [TestCase(2, "did you mean 'segment'", "segmant", "train")]
    [TestCase(2, "did you mean 'save_txt'", "predict", "save_text")]
    [TestCase(2, "did you mean 'source=cat.jpg'", "predict", "cat.jpg")]
    [TestCase(2, "did you mean 'model=best.pt'", "predict", "best.pt")]
    [TestCase(2, "write epochs=100", "train", "epochs")]
    [TestCase(2, "Two modes", "predict", "mode=train")]
    [TestCase(2, "Two tasks", "detect", "predict", "task=pose")]
    [TestCase(2, "'yolo tune' is not offered", "tune")]
    [TestCase(2, "Say which pictures", "track")]
    [TestCase(2, "'yolo settings' sets nothing", "settings", "runs_dir=x")]
    [TestCase(1, "show (no windows are opened", "predict", "show", "source=b", "model=nowhere.pt")]
    [TestCase(2, "device takes cpu, cuda", "train", "device=,")]
    [TestCase(2, "leave it out", "train", "label_smoothing=0.1")]
    [TestCase(2, "`ovc model.onnx`", "export", "format=openvino")]
    [TestCase(2, "trtexec", "export", "format=TensorRT")]
    [TestCase(2, "Did you mean 'openvino'", "export", "format=openvin")]
    [TestCase(2, "Did you mean 'tensorrt'", "export", "format=tensort")]
    [TestCase(2, "batch takes a number of pictures", "train", "batch=1.7")]
    [TestCase(2, "amp takes true, false, bfloat16 or float16", "train", "amp=int8")]
    [TestCase(2, "no such checkpoint", "train", "resume=nowhere/last.pt")]
    [TestCase(2, "a checkpoint is wanted", "train", "resume=runs/detect/train/args.yaml")]
    [TestCase(2, "reconnects is a setting of predict", "train", "reconnects=2")]
    [TestCase(2, "epochs takes a whole number", "predict", "epochs=many")]
    [TestCase(1, "is no model. A model is a checkpoint", "predict", "model=cat.jpg", "source=b")]
    [TestCase(1, "exported to a form that is not run here", "predict", "model=yolo11n.engine", "source=b")]
    [TestCase(1, "Did you mean 'yolo11n'", "predict", "model=yolo11nn", "source=b")]
    [TestCase(2, "device takes cpu, cuda", "predict", "device=gpu")]
    [TestCase(2, "imgsz takes one number", "predict", "imgsz=1,2,3")]
    [TestCase(2, "Two modes", "predict", "cfg")]
    [TestCase(2, "The model is for the task 'detect', not for 'segment'", "segment", "export", "model=yolov8n.yaml")]
    [TestCase(1, "There is no checkpoint 'missing.pt'", "predict", "model=missing.pt", "source=b")]
    public void Wrong_usage_says_what_is_wrong(int status, string message, params string[] words)
    {
        var (actual, _, errors) = YoloCommand.Run(words);

        Assert.That((actual, errors), Is.EqualTo((status, errors)));
        Assert.That(errors, Does.Contain(message));
    }

    [Test]
    public void A_file_that_is_no_checkpoint_is_an_error_with_status_1()
    {
        var path = Folder.Write("weights.pt", "no zip at all"u8.ToArray());

        var (status, _, errors) = YoloCommand.Run("predict", $"model={path}", "source=b");

        Assert.That(status, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("weights.pt").And.Not.Contain("   at "));
    }

    [TestCase("yolo predict", "help")]
    [TestCase("yolo predict", "--help")]
    [TestCase("close_mosaic=10", "train", "--help")]
    [TestCase("close_mosaic=10", "help", "train")]
    [TestCase("opset=", "help", "export")]
    [TestCase("conf=0.25", "cfg")]
    [TestCase("torch", "checks")]
    public void Informative_modes_print(string text, params string[] words)
    {
        var (status, output, _) = YoloCommand.Run(words);

        Assert.That(status, Is.Zero);
        Assert.That(output, Does.Contain(text));
    }

    [Test]
    public void Version_says_what_was_built([Values("version", "--version")] string word)
    {
        var (status, output, _) = YoloCommand.Run(word);

        Assert.That(status, Is.Zero);
        Assert.That(output.Trim(), Does.Match(@"^\d+\.\d+\.\d+(-[0-9a-z.-]+)?$"));
    }
}
