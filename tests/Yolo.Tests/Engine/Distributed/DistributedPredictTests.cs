using System.Diagnostics;
using System.Text.RegularExpressions;
using Yolo.Tests.Sources;

namespace Yolo.Tests.Engine.Distributed;

/// <summary>Several ranks look at a list of pictures and videos: what they say and write is what one process says and writes.</summary>
[Platform("Linux")]
public sealed partial class DistributedPredictTests
{
    private TemporaryFolder pictures = null!;
    private TemporaryFolder runs = null!;
    private string list = null!;

    // Two of one name, one that cannot be read, one that lacks its end, two videos of one name; neither begins a batch.
    [OneTimeSetUp]
    public void MakeSource()
    {
        RankedCommand.RequireMpi();
        pictures = new TemporaryFolder();
        List<string> paths = [];
        var originals = Directory.EnumerateFiles(Shared.Path("datasets", "bccd", "images", "val")).Order(StringComparer.Ordinal).Take(6).ToList();
        foreach (var (index, original) in originals.Index())
        {
            paths.Add(pictures.Write(index == 5 ? "other/0.jpg" : FormattableString.Invariant($"{index}.jpg"), File.ReadAllBytes(original)));
        }

        paths.Insert(4, pictures.Write("broken.jpg", [1, 2, 3]));
        paths.Insert(5, pictures.Write("half.jpg", File.ReadAllBytes(originals[0])[..8000]));
        Directory.CreateDirectory(pictures.Path("more"));
        paths.AddRange(Videos.Make(pictures.Path("clip.avi"), 3), Videos.Make(pictures.Path("more", "clip.avi"), 4));
        list = pictures.Write("list.txt", string.Join('\n', paths));
    }

    [SetUp]
    public void MakeRuns() => runs = new TemporaryFolder();

    [TearDown]
    public void DeleteRuns() => runs.Dispose();

    [OneTimeTearDown]
    public void DeleteSource() => pictures?.Dispose();

    [TestCase(2, "batch=1")]
    [TestCase(3, "batch=2")]
    [TestCase(4, "batch=4", "save_crop=true", "save=false")]
    public void Predict_OnRanks_SaysAndWritesWhatOneProcessDoes(int ranks, params string[] settings) =>
        Compare(ranks, ["predict", $"model={Shared.Path("weights", "bccd-yolov8n.pt")}", $"source={list}", "conf=0.1", "save_txt=true", "save_conf=true", "save_json=true", .. settings], status: 1);

    [TestCase(2)]
    [TestCase(3)]
    public void Track_OnRanks_FollowsInEachVideoAsOneProcessDoes(int ranks)
    {
        var videos = pictures.Write("videos.txt", $"{pictures.Path("clip.avi")}\n{pictures.Path("more", "clip.avi")}");

        Compare(ranks, ["track", $"model={Shared.Path("weights", "bccd-yolov8n.pt")}", $"source={videos}", "conf=0.01", "tracker=bytetrack.yaml", "save_txt=true", "save_json=true", "save=false"], status: 0);
    }

    [Test]
    public void Predict_OnePictureOnTwoRanks_SaysThatOneHasNothingToDo()
    {
        var (status, output, errors) = Run(2, "predict", $"model={Shared.Path("weights", "bccd-yolov8n.pt")}", $"source={pictures.Path("0.jpg")}", "save_json=true");

        Assert.That(status, Is.Zero, errors);
        Assert.That(errors, Does.Contain("1 of 2 ranks have nothing to do").And.Not.Contain("2 of 2"));
        Assert.That(output, Does.Contain("image 1/1").And.Contain("at 1 images"));
        Assert.That(Files(2), Is.EqualTo(new[] { "0.jpg", "args.yaml", "metrics.json", "predictions.json" }));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Predict_NothingThatCanBeRead_LeavesNothingBehind(int ranks)
    {
        var (status, _, errors) = Run(ranks, "predict", $"model={Shared.Path("weights", "bccd-yolov8n.pt")}", $"source={pictures.Path("broken.jpg")}", "save_json=true");

        Assert.That(status, Is.EqualTo(1), errors);
        Assert.That(errors, Does.Contain("1 could not be read, 0 images were predicted"));
        Assert.That(Directory.Exists(runs.Path(NameOf(ranks))), Is.False);
    }

    [Test]
    public void Predict_WhereRanksSeeDifferentFiles_IsRefused()
    {
        string[] Part(string source) =>
            ["-np", "1", "dotnet", "exec", RankedCommand.Program, "predict", $"model={Shared.Path("weights", "bccd-yolov8n.pt")}", $"source={pictures.Path(source)}", "imgsz=64", "engine=torch", "save=false"];
        var start = new ProcessStartInfo("mpirun", ["--allow-run-as-root", "--oversubscribe", "--bind-to", "none", .. Part("0.jpg"), ":", .. Part("1.jpg")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;

        var (status, output, errors) = RankedCommand.End(process);

        Assert.That((status, output), Is.EqualTo((1, output)));
        Assert.That(errors, Does.Contain("The ranks see different pictures and videos"));
        Assert.That(output, Does.Not.Contain("image 1/1"));
    }

    [TestCase("export")]
    [TestCase("benchmark")]
    public void Mode_ThatIsNotShared_IsRefused(string mode)
    {
        var (status, _, errors) = Run(2, mode, $"model={Shared.Path("weights", "bccd-yolov8n.pt")}");

        Assert.That(status, Is.EqualTo(2));
        Assert.That(errors, Does.Contain($"yolo {mode} is not shared among ranks"));
    }

    private void Compare(int ranks, string[] words, int status)
    {
        var one = Run(1, words);
        var several = Run(ranks, words);

        Assert.That((one.Status, several.Status), Is.EqualTo((status, status)), one.Errors + several.Errors);
        Assert.Multiple(() =>
        {
            Assert.That(Timeless(several.Output, ranks), Is.EqualTo(Timeless(one.Output, 1)));
            Assert.That(Said(several.Errors).Order(StringComparer.Ordinal), Is.EqualTo(Said(one.Errors).Order(StringComparer.Ordinal)));
            Assert.That(Files(ranks), Is.EqualTo(Files(1)));
            foreach (var file in Files(1).Where(file => Path.GetFileName(file) is not ("args.yaml" or "metrics.json")))
            {
                Assert.That(File.ReadAllBytes(runs.Path(NameOf(ranks), file)), Is.EqualTo(File.ReadAllBytes(runs.Path(NameOf(1), file))), file);
            }

            Assert.That(Before(ranks, ",\"speed\""), Is.EqualTo(Before(1, ",\"speed\"")));
        });
    }

    private (int Status, string Output, string Errors) Run(int ranks, params string[] words) =>
        new RankedCommand(runs).Run(ranks, [.. words, "imgsz=320", "engine=torch", "verbose=true"]);

    private static string NameOf(int ranks) => FormattableString.Invariant($"ranks{ranks}");

    private string[] Files(int ranks) =>
        [.. Directory.EnumerateFiles(runs.Path(NameOf(ranks)), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(runs.Path(NameOf(ranks)), file)).Order(StringComparer.Ordinal)];

    private string Before(int ranks, string end)
    {
        var text = File.ReadAllText(runs.Path(NameOf(ranks), "metrics.json"));
        return text[..text.IndexOf(end, StringComparison.Ordinal)];
    }

    private static string[] Timeless(string output, int ranks) =>
        [.. Milliseconds().Replace(output.Replace(NameOf(ranks), "run", StringComparison.Ordinal), "ms").Split('\n')];

    // mpirun itself has something to say about a status that is not 0, and so have ranks without a video.
    private static IEnumerable<string> Said(string errors) => errors.Split('\n').Where(line => line.StartsWith("yolo: ", StringComparison.Ordinal) && !line.Contains("nothing to do", StringComparison.Ordinal));

    [GeneratedRegex(@"[0-9.]+ms")]
    private static partial Regex Milliseconds();
}
