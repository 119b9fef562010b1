using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Yolo.Data.Shapes;
using Yolo.Engine;
using Yolo.Imaging;
using Yolo.Tests.Engine.Tracking;

namespace Yolo.Tests.Cli;

[NonParallelizable]
public sealed class TrackCommandTests : FolderFixture
{
    private static string Weights => Shared.Path("weights", "bccd-yolov8n.pt");

    [Test]
    public void A_video_is_tracked_and_written()
    {
        var video = MovingCamera.Video(Folder, "cells", MovingCamera.OverCells(4));

        var (status, output, errors) = Track($"source={video}", "imgsz=256", "save_txt=true", "trail=10", "tracker=bytetrack");

        Assert.That((status, errors), Is.EqualTo((0, string.Empty)));
        Assert.That(output, Does.Contain("video 1/1 (frame 4/4)").And.Match(@"Tracks: [1-9]\d*").And.Contain("Results saved to"));
        Assert.That(File.Exists(Folder.Path("runs", "track", "cells.mp4")), Is.True);
        Assert.That(File.ReadAllLines(Folder.Path("runs", "track", "labels", "cells_1.txt")), Has.All.Matches<string>(line => line!.Split(' ').Length == 6));
    }

    [Test]
    public void A_folder_of_frames_is_one_series_if_tracks_persist()
    {
        var folder = MovingCamera.Pictures(Folder, "cells", MovingCamera.OverCells(4));

        var single = Track($"source={folder}", "imgsz=256", "save=false");
        var series = Track($"source={folder}", "imgsz=256", "save=false", "persist=true");

        Assert.That((single.Status, series.Status), Is.EqualTo((0, 0)), single.Errors + series.Errors);
        Assert.That(Tracks(single.Output), Is.GreaterThan(2 * Tracks(series.Output)));
        Assert.That(single.Errors, Does.Contain("write persist=true"));
        Assert.That(series.Errors, Is.Empty);
    }

    [Test]
    public void A_generated_film_is_tracked_and_judged()
    {
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = Folder.Root;
        try
        {
            var (status, output, errors) = YoloCommand.Run("track", $"model={HardlyTrained()}", $"project={Folder.Path("runs")}", "data=shapes", "frames=20", "imgsz=64", "vid_stride=2");

            Assert.That((status, errors), Is.EqualTo((0, string.Empty)));
            Assert.That(output, Does.Contain("video 1/1 (frame 10/10)").And.Contain("Tracks: ").And.Match(@"Judged by \S+gt\.txt, 10 frames: HOTA \d\.\d+, MOTA -?\d\.\d+, IDF1 "));
            using var judged = JsonDocument.Parse(File.ReadAllText(Folder.Path("runs", "track", "tracking.json")));
            Assert.That(judged.RootElement.GetProperty("frames").GetInt32(), Is.EqualTo(10));
            Assert.That(judged.RootElement.GetProperty("truth_boxes").GetInt32(), Is.InRange(40, 60));
            Assert.That(judged.RootElement.GetProperty("id_switches").GetInt32(), Is.Zero.Or.Positive);
            Assert.That(Directory.EnumerateFiles(Folder.Path("runs", "track"), "*.mp4").Count(), Is.EqualTo(1));
            Assert.That(Directory.EnumerateDirectories(Folder.Path("datasets")).Count(), Is.EqualTo(1));
            var one = YoloCommand.Run("track", $"model={HardlyTrained()}", "save=false", "data=shapes", "frames=20", "imgsz=64", "classes=3");
            Assert.That(int.Parse(one.Output.Split("misses ")[1].Split(',')[0], CultureInfo.InvariantCulture), Is.LessThan(60), "of one class of five");
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    [Test]
    public void An_untrained_network_is_tracked_with_a_warning()
    {
        var folder = MovingCamera.Pictures(Folder, "cells", MovingCamera.OverCells(1));

        var (status, output, errors) = YoloCommand.Run("track", "model=yolov8n.yaml", $"source={folder}", "imgsz=64", "save=false");

        Assert.That((status, errors), Is.EqualTo((0, errors)));
        Assert.That(errors, Does.Contain("they are random"));
        Assert.That(output, Does.Contain("Tracks: "));
    }

    [Test]
    public void A_trainings_settings_bring_no_data_set_along()
    {
        var video = MovingCamera.Video(Folder, "cells", MovingCamera.OverCells(2));
        var settings = Folder.Write("args.yaml", "task: detect\nmode: train\nmodel: yolov8n.yaml\ndata: coco8.yaml\nepochs: 7\nframes: 60\ntracker: botsort.yaml\n");

        var (status, _, errors) = Track($"cfg={settings}", $"source={video}", "imgsz=64", "save=false");

        Assert.That((status, errors), Is.EqualTo((0, string.Empty)));
    }

    [TestCase(2, "data=shapes judges models that find circle, square, triangle, star, ring", "track", "data=shapes", "frames=2")]
    [TestCase(2, "'with_reid' is a key of a tracker's file", "track", "with_reid=True", "source=a.png")]
    [TestCase(2, "'track_buffer' is a key of a tracker's file", "track", "track_buffer=60", "source=a.png")]
    [TestCase(2, "tracker=. is a folder", "track", "tracker=.", "source=a.png")]
    [TestCase(2, "frames is the length of the film", "track", "frames=5", "source=a.png")]
    [TestCase(2, "Say which pictures", "track")]
    [TestCase(2, "did you mean 'bytetrack.yaml'", "track", "tracker=bytetrak.yaml", "source=a.png")]
    [TestCase(2, "tracker=nothing.yaml: there is no such file", "track", "tracker=nothing.yaml", "source=a.png")]
    [TestCase(2, "data=shapes is a source by itself", "track", "data=shapes", "source=a.png")]
    [TestCase(2, "data takes shapes", "track", "data=coco8.yaml")]
    [TestCase(2, "frames takes a whole number from 1", "track", "data=shapes", "frames=0")]
    [TestCase(2, "trail takes a whole number from 0", "track", "trail=-1")]
    [TestCase(2, "persist takes true or false", "track", "persist=perhaps")]
    [TestCase(2, "did you mean 'tracker'", "track", "traker=botsort.yaml")]
    [TestCase(1, "no program 'no-such-ffmpeg'", "track", "data=shapes", "frames=2", "ffmpeg=no-such-ffmpeg")]
    public void Wrong_usage_says_what_is_wrong(int status, string message, params string[] words)
    {
        var before = Environment.CurrentDirectory;
        var weights = Weights;
        new Image(64, 48).Save(Folder.Path("a.png"));
        Environment.CurrentDirectory = Folder.Root;
        try
        {
            var (actual, _, errors) = YoloCommand.Run([.. words, $"model={weights}", "save=false"]);

            Assert.That((actual, errors), Is.EqualTo((status, errors)));
            Assert.That(errors, Does.Contain(message));
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    [Test]
    public void A_classifier_is_refused()
    {
        var folder = MovingCamera.Pictures(Folder, "cells", MovingCamera.OverCells(1));

        var (status, _, errors) = YoloCommand.Run("track", $"model={Shared.Path("weights", "yolo11n-cls.pt")}", $"source={folder}", "save=false");

        Assert.That((status, errors), Is.EqualTo((1, errors)));
        Assert.That(errors, Does.Contain("nothing to follow"));
    }

    [Test]
    public void Help_lists_the_settings()
    {
        var (status, output, _) = YoloCommand.Run("help", "track");

        Assert.That(status, Is.Zero);
        Assert.That(output, Does.Contain("tracker=botsort.yaml").And.Contain("persist=false").And.Contain("trail=0").And.Contain("frames=300").And.Contain("conf=0.1 ").And.Contain("save=true").And.Contain("source="));
    }

    [Test]
    [Platform("Linux")]
    public void An_exported_network_is_tracked_without_libtorch([Values("botsort", "bytetrack")] string tracker)
    {
        var video = MovingCamera.Video(Folder, "cells", MovingCamera.OverCells(3));
        using var model = new YoloModel(Weights);
        var file = model.Export(new() { Dynamic = true, File = Folder.Path("m.onnx") });

        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(TrackCommandTests).Assembly.Location, "maps", "track", $"model={file}", $"source={video}", $"tracker={tracker}", "imgsz=256", $"project={Folder.Path("runs")}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.That(process.ExitCode, Is.Zero, errors.Result);
        Assert.That(output, Does.Contain("video 1/1 (frame 3/3)").And.Match(@"Tracks: [1-9]\d*"));
        Assert.That(output, Does.Not.Contain("libtorch").And.Not.Contain("LibTorchSharp"));
    }

    // It knows the names of the shapes, and little else.
    private string HardlyTrained()
    {
        var yaml = Folder.Write("tiny.yaml", """
            nc: 3
            backbone:
              - [-1, 1, Conv, [8, 3, 2]]
              - [-1, 1, Conv, [16, 3, 2]]
              - [-1, 1, Conv, [16, 3, 2]]
              - [-1, 1, Conv, [16, 3, 2]]
              - [-1, 1, Conv, [16, 3, 2]]
            head:
              - [[2, 3, 4], 1, Detect, [nc]]
            """);
        using var model = new YoloModel(yaml);
        var data = ShapesDataset.Ensure(Folder.Path("data"), new() { TrainImages = 8, ValImages = 4, ImageSize = 64 });
        return model.Train(new() { Data = data, Epochs = 1, Batch = 4, ImageSize = 64, Plots = false, Project = Folder.Path("training"), ExistOk = true }).Last!;
    }

    private static int Tracks(string output) => int.Parse(output.Split("Tracks: ")[1].Split('\n')[0], CultureInfo.InvariantCulture);

    private (int Status, string Output, string Errors) Track(params string[] words) =>
        YoloCommand.Run(["track", $"model={Weights}", $"project={Folder.Path("runs")}", .. words]);
}
