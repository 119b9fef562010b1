using Yolo.Engine.Settings;
using Yolo.Imaging;
using Yolo.Tests.Engine;

namespace Yolo.Tests.Cli;

/// <summary>Command lines as people who come from the reference type them.</summary>
[NonParallelizable]
public sealed class TypedLinesTests() : SmallDatasetFixture(4)
{
    [Test]
    public void Settings_that_change_nothing_are_named_and_taken()
    {
        var (status, _, errors) = Predict("plots=false", "epochs=3", "save_json=false", "retina_masks", "workers=8");

        Assert.That((status, errors), Is.EqualTo((0, "yolo: in predict these change nothing: plots, epochs.\n".ReplaceLineEndings())));
    }

    [Test]
    public void Renamed_settings_name_their_successor()
    {
        var (status, _, errors) = Predict("hide_labels=true");

        Assert.That((status, errors), Is.EqualTo((0, "yolo: hide_labels is called show_labels now; show_labels=false is taken.\n".ReplaceLineEndings())));
    }

    [Test]
    public void A_picture_that_lacks_its_end_is_predicted_with_a_warning()
    {
        var file = new Image(64, 48).Encode(ImageFormat.Jpeg);
        Folder.Write("cut.jpg", file[..^2]);

        var (status, output, errors) = Predict($"source={Folder.Path("cut.jpg")}");

        Assert.That((status, errors), Is.EqualTo((0, errors)));
        Assert.That(errors, Does.Contain("cut.jpg: the file lacks its end or is damaged"));
        Assert.That(output, Does.Contain("64x64"));
    }

    [Test]
    public void The_references_file_of_a_training_serves_every_mode()
    {
        var all = string.Concat(ReferenceSettings.All.Select(setting => $"{setting.Key}: {setting.Usual ?? "null"}\n"));
        var file = Folder.Write("args.yaml", all
            .Replace("model: null", $"model: {Small.TinyNetwork()}", StringComparison.Ordinal)
            .Replace("data: null", $"data: {Small.Yaml}", StringComparison.Ordinal)
            .Replace("epochs: 100", "epochs: 1", StringComparison.Ordinal)
            .Replace("imgsz: 640", "imgsz: 64", StringComparison.Ordinal)
            .Replace("name: null", "name: train7", StringComparison.Ordinal)
            .Replace("erasing: 0.4", "erasing: 0.1", StringComparison.Ordinal)
            .Replace("project: null", $"project: {Folder.Path("runs")}", StringComparison.Ordinal));
        new Image(64, 48).Save(Folder.Path("a.png"));

        var trained = YoloCommand.Run($"cfg={file}", "plots=false", "verbose=false");
        var weights = $"model={Folder.Path("runs", "train7", "weights", "best.pt")}";
        var judged = YoloCommand.Run("val", $"cfg={file}", weights, "plots=false");
        var predicted = YoloCommand.Run("predict", $"cfg={file}", weights, $"source={Folder.Path("a.png")}");
        var exported = YoloCommand.Run("export", $"cfg={file}", weights, $"file={Folder.Path("a.onnx")}");

        Assert.Multiple(() =>
        {
            Assert.That(trained.Status, Is.Zero, trained.Errors);
            Assert.That((judged.Status, predicted.Status, exported.Status), Is.EqualTo((0, 0, 0)), judged.Errors + predicted.Errors + exported.Errors);
            Assert.That(Directory.EnumerateDirectories(Folder.Path("runs")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "train7", "val", "predict" }));
            Assert.That(File.ReadAllText(Folder.Path("runs", "predict", "args.yaml")), Does.Contain("conf: 0.25").And.Contain("rect: true").And.Contain("batch: 1\n").And.Contain("imgsz: 64"));
        });
    }

    [Test]
    public void The_file_of_defaults_that_I_copied_changes_nothing_in_any_mode()
    {
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = Folder.Root;
        try
        {
            var copied = YoloCommand.Run("copy-cfg");
            var again = YoloCommand.Run("copy-cfg");
            var (status, _, errors) = Predict("cfg=default_copy.yaml");
            var judged = YoloCommand.Run("val", "cfg=default_copy.yaml", $"model={Small.TinyNetwork()}", $"data={Small.Yaml}", "imgsz=64", "save=false");

            Assert.That((copied.Status, again.Status, status, errors, judged.Status), Is.EqualTo((0, 2, 0, "", 0)), judged.Errors);
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    [Test]
    public void Without_a_model_the_smallest_published_one_is_taken()
    {
        var before = Environment.CurrentDirectory;
        new Image(64, 48).Save(Folder.Path("a.png"));
        Folder.Write("weights/yolo26n.pt", File.ReadAllBytes(Shared.Path("weights", "bccd-yolo26n.pt")));
        Environment.CurrentDirectory = Folder.Root;
        try
        {
            var (status, _, errors) = YoloCommand.Run("predict", "source=a.png", "model=None", "imgsz=64", "save=false");

            Assert.That((status, errors), Is.EqualTo((0, "yolo: no model was named; model=yolo26n.pt is taken.\n".ReplaceLineEndings())));
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    [Test]
    public void Two_sides_in_a_training_are_the_longer_one_with_a_warning()
    {
        var (status, _, errors) = YoloCommand.Run("train", $"model={Small.TinyNetwork()}", $"data={Small.Yaml}", "imgsz=64,32", "epochs=1", "batch=2", "plots=false", "verbose=false", $"project={Folder.Root}");

        Assert.That((status, errors), Is.EqualTo((0, errors)));
        Assert.That(errors, Does.Contain("imgsz=64,32: train takes one side; the longer is taken"));
        Assert.That(File.ReadAllText(Folder.Path("train", "args.yaml")), Does.Contain("imgsz: 64"));
    }

    [Test]
    public void A_folder_as_model_names_the_weights_in_it()
    {
        Folder.Write("run/weights/best.pt", "x");

        var (status, _, errors) = YoloCommand.Run("predict", $"model={Folder.Path("run")}", "source=b");

        Assert.That((status, errors), Is.EqualTo((1, errors)));
        Assert.That(errors, Does.Contain("is a folder").And.Contain(Path.Combine("weights", "best.pt")));
    }

    private (int Status, string Output, string Errors) Predict(params string[] words)
    {
        new Image(64, 48).Save(Folder.Path("a.png"));
        return YoloCommand.Run(["predict", $"model={Small.TinyWeights()}", $"source={Folder.Path("a.png")}", "imgsz=64", "save=false", .. words]);
    }
}
