using Yolo.Imaging;
using Yolo.Tests.Sources;

namespace Yolo.Tests.Cli;

public sealed class PredictCommandTests : FolderFixture
{
    [Test]
    public void A_video_is_predicted_frame_by_frame_and_written()
    {
        var video = Videos.Make(Folder.Path("clip.avi"), 6);

        var (status, output, errors) = Predict(video, "vid_stride=2");

        Assert.That((status, errors), Is.EqualTo((0, string.Empty)));
        Assert.That(output, Does.Contain("video 1/1 (frame 1/3)").And.Contain("video 1/1 (frame 3/3)").And.Contain("64x64").And.Contain("at 3 images"));
        Assert.That(File.Exists(Folder.Path("runs", "predict", "clip.mp4")), Is.True);
    }

    [Test]
    public void An_address_is_fetched_when_it_may_be()
    {
        using var server = new WebServer();
        server.Offer("/a.png", new Image(64, 48).Encode(ImageFormat.Png), "image/png");

        var refused = Predict($"{server.Address}/a.png");
        var missing = Predict($"{server.Address}/b.png", "allow_private=true");
        var found = Predict($"{server.Address}/a.png", "allow_private=true");

        Assert.That((refused.Status, missing.Status, found.Status), Is.EqualTo((1, 1, 0)));
        Assert.That(refused.Errors, Does.Contain("allow_private=true"));
        Assert.That(missing.Errors, Does.Contain("404").And.Contain("1 could not be read, 0 images"));
        Assert.That(found.Output, Does.Contain($"image 1/1 {server.Address}/a.png: 64x64"));
    }

    [Test]
    public void Missing_ffmpeg_is_named()
    {
        var (status, _, errors) = Predict(Videos.Make(Folder.Path("clip.mp4"), 2), "ffmpeg=no-such-program");

        Assert.That((status, errors), Is.EqualTo((1, errors)));
        Assert.That(errors, Does.Contain("no program 'no-such-program'"));
    }

    [Test]
    [Platform("Linux")]
    public void Names_of_files_cannot_act_on_the_terminal()
    {
        new Image(64, 48).Save(Folder.Path("good.png"));
        File.Move(Folder.Path("good.png"), Folder.Path("a\e[2J\nyolo: done.png"));
        Folder.Write("b\e[2J\nyolo: done.png", [1, 2, 3]);

        var (status, output, errors) = Predict(Folder.Root, "save=false");
        var missing = Predict(Folder.Path("c\e[2J\nyolo: done.png"));

        Assert.That((status, missing.Status), Is.EqualTo((1, 1)));
        Assert.That(output + errors + missing.Errors, Does.Not.Contain('\e').And.Not.Contain("\nyolo: done"));
        Assert.That(output, Does.Contain(@"a\x1b[2J\nyolo: done.png: 64x64"));
        Assert.That(errors, Does.Contain(@"b\x1b[2J\nyolo: done.png"));
        Assert.That(missing.Errors, Does.Contain(@"c\x1b[2J\nyolo: done.png"));
    }

    [TestCase("verbose=false")]
    [TestCase("--verbose", "false")]
    public void Quiet_runs_print_nothing(params string[] words)
    {
        new Image(64, 48).Save(Folder.Path("a.png"));

        Assert.That(Predict(Folder.Path("a.png"), words), Is.EqualTo((0, string.Empty, string.Empty)));
    }

    [TestCase("yolo11n-cls.pt", "yolo: 'classes' changes nothing for a classifier")]
    [TestCase("bccd-yolov8n.pt", "")]
    public void Classes_that_change_nothing_are_said(string weights, string expected)
    {
        new Image(64, 48).Save(Folder.Path("a.png"));

        var (status, _, errors) = PredictBy(weights, Folder.Path("a.png"), "classes=1");

        Assert.That(status, Is.Zero);
        Assert.That(errors, expected.Length == 0 ? Is.Empty : Does.StartWith(expected));
    }

    [TestCase("bccd-yolo26n.pt", "iou=0.5", "'iou' changes nothing")]
    [TestCase("bccd-yolo26n.pt", "agnostic_nms=true", "'agnostic_nms' changes nothing")]
    [TestCase("bccd-yolo26n.pt", "iou=0.7", "")]
    [TestCase("bccd-yolov8n.pt", "iou=0.5", "")]
    public void Suppression_that_changes_nothing_is_said(string weights, string word, string expected)
    {
        new Image(64, 48).Save(Folder.Path("a.png"));

        var (status, _, errors) = PredictBy(weights, Folder.Path("a.png"), word);

        Assert.That(status, Is.Zero);
        Assert.That(errors, expected.Length == 0 ? Is.Empty : Does.StartWith($"yolo: {expected}"));
    }

    [TestCase("threads=1", "engine=torch", "yolo: threads and graph_optimization are of ONNX Runtime")]
    [TestCase("graph_optimization=none", "engine=torch", "yolo: threads and graph_optimization are of ONNX Runtime")]
    [TestCase("threads=1", "engine=onnx", "")]
    public void Settings_of_the_other_engine_are_said(string word, string engine, string expected)
    {
        new Image(64, 48).Save(Folder.Path("a.png"));

        var (status, _, errors) = Predict(Folder.Path("a.png"), word, engine);

        Assert.That(status, Is.Zero, errors);
        Assert.That(errors, expected.Length == 0 ? Is.Empty : Does.StartWith(expected));
    }

    private (int Status, string Output, string Errors) Predict(string source, params string[] words) => PredictBy("bccd-yolov8n.pt", source, words);

    private (int Status, string Output, string Errors) PredictBy(string weights, string source, params string[] words) =>
        YoloCommand.Run(["predict", $"model={Shared.Path("weights", weights)}", $"source={source}", "imgsz=64", $"project={Folder.Path("runs")}", .. words]);
}
