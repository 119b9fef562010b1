using Yolo.Checkpoints;
using Yolo.Checkpoints.Pickle;
using Yolo.Engine;
using Yolo.Engine.Training;

namespace Yolo.Tests.Engine;

/// <summary>What a checkpoint says is still there after our saving and training, and what we write is what the reference can work with.</summary>
public sealed class CarriedEntriesTests() : SmallDatasetFixture(3)
{
    private const string License = "CC0-1.0";

    [TestCase(".pt")]
    [TestCase(".safetensors")]
    public void Save_KeepsWhatTheFileCarried(string ending)
    {
        using var model = new YoloModel(Carrying());

        model.Save(Folder.Path("saved" + ending));

        var summary = CheckpointReader.Read(Folder.Path("saved" + ending)).Summary;
        Assert.Multiple(() =>
        {
            Assert.That((summary.License, summary.Documentation, summary.TrainedBy), Is.EqualTo((License, "https://example.org", "somebody")));
            Assert.That(summary.Git!["commit"], Is.EqualTo("abc"));
            Assert.That(summary.TrainMetrics!["fitness"], Is.EqualTo(0.5));
            Assert.That(summary.TrainResults!["epoch"], Is.EqualTo(new PickleList([1.0, 2.0])));
            Assert.That(summary.Others.Keys, ending == ".pt" ? Is.EqualTo(new[] { "customer" }) : Is.Empty);
        });
    }

    [Test]
    public void Save_OfAClassifier_KeepsItsTransforms()
    {
        var source = Shared.Path("weights", "yolo11n-cls.pt");
        using var model = new YoloModel(source);

        model.Save(Folder.Path("saved.pt"));

        var (was, now) = (CheckpointReader.Read(source), CheckpointReader.Read(Folder.Path("saved.pt")));
        Assert.Multiple(() =>
        {
            Assert.That(now.Modules!.Root.Attributes["transforms"], Is.TypeOf<PickleObject>().And.Matches<PickleObject>(made => made!.ToString().EndsWith("Compose", StringComparison.Ordinal)));
            Assert.That(Steps(now), Is.EqualTo(Steps(was)).And.Count.GreaterThan(2));
            Assert.That(now.Summary.License, Is.EqualTo(was.Summary.License).And.Not.Null);
            Assert.That(now.Summary.TrainResults!.Count, Is.EqualTo(was.Summary.TrainResults!.Count).And.Positive);
            Assert.That(((PickleDictionary)now.File.Root!)["git"], Is.Not.Null);
        });

        static List<string> Steps(Checkpoint checkpoint) =>
            [.. ((IReadOnlyList<object?>)((PickleObject)checkpoint.Modules!.Root.Attributes["transforms"]!).Attributes!["transforms"]!).Select(step => step!.ToString()!)];
    }

    [Test]
    public void LoadWeights_TakesWhatTheFileCarriedAlong()
    {
        using var model = new YoloModel("yolo11n-cls.yaml");
        model.LoadWeights(Shared.Path("weights", "yolo11n-cls.pt"));

        model.Save(Folder.Path("saved.pt"));

        var saved = CheckpointReader.Read(Folder.Path("saved.pt"));
        Assert.That(saved.Modules!.Root.Attributes["transforms"], Is.Not.Null);
        Assert.That(saved.Summary.License, Is.Not.Null);
        Assert.That(saved.Summary.TrainResults, Is.Null, "another training's");
    }

    [Test]
    public void Train_KeepsWhatItStartedFrom_AndSaysWhatWasReallyUsed()
    {
        using var model = new YoloModel(Carrying());

        var report = model.Train(Options with { Batch = -1 });

        foreach (var file in new[] { "best.pt", "last.pt" })
        {
            var summary = CheckpointReader.Read(Path.Combine(report.SaveDirectory, "weights", file)).Summary;
            var arguments = PlainValues.FromGraph(summary.TrainArguments!);
            Assert.Multiple(() =>
            {
                Assert.That((summary.License, summary.Git!["commit"], summary.Others["customer"]), Is.EqualTo((License, "abc", "x")));
                Assert.That(summary.TrainedBy, Does.StartWith("Yolo for .NET "));
                Assert.That((arguments["amp"], arguments["batch"], arguments["device"], arguments["save_dir"]), Is.EqualTo((false, 16L, "cpu", report.SaveDirectory)));
                Assert.That(arguments.Where(pair => pair.Value is null).Select(pair => pair.Key), Is.SubsetOf(NullInTheReference));
                Assert.That(summary.TrainResults!["epoch"], Is.EqualTo(new PickleList([1.0, 2.0])), "floats");
                Assert.That(summary.TrainMetrics!["fitness"], Is.TypeOf<double>().And.Not.EqualTo(0.5));
            });
        }

        var nulls = File.ReadLines(Path.Combine(report.SaveDirectory, "args.yaml")).Where(line => line.EndsWith(": null", StringComparison.Ordinal)).Select(line => line.Split(':')[0]);
        Assert.That(nulls, Is.SubsetOf(NullInTheReference));
        Assert.That(File.ReadAllText(Path.Combine(report.SaveDirectory, "args.yaml")), Does.Contain("\namp: false\n").And.Contain("\nbatch: 16\n").And.Contain("\ndevice: cpu\n"));
        model.Save(Folder.Path("again.pt"));
        Assert.That(CheckpointReader.Read(Folder.Path("again.pt")).Summary.TrainResults, Is.Not.Null);
    }

    [Test]
    public void Train_WithoutFiles_KeepsThemForTheNextSave()
    {
        using var model = new YoloModel(Carrying());
        _ = model.Train(Options with { Save = false, SingleClass = true });

        model.Save(Folder.Path("saved.pt"));

        var summary = CheckpointReader.Read(Folder.Path("saved.pt")).Summary;
        Assert.That((summary.License, summary.TrainArguments!["single_cls"], model.IsSingleClass), Is.EqualTo((License, true, true)));
    }

    [Test]
    public void Validate_OfAModelOfOneClass_CountsTheDataAsOneClassToo()
    {
        using var model = new YoloModel(Small.TinyNetwork());
        var report = model.Train(Options with { SingleClass = true });
        using var best = new YoloModel(report.Best!);

        var single = best.Validate(Small.Options with { ImageSize = 64 });

        Assert.That((best.IsSingleClass, single.Names, single.ConfusionMatrix.Classes), Is.EqualTo((true, new[] { "item" }, 1)));
        Assert.That(single.Metrics.Instances, Is.EqualTo(Instances()));
    }

    [Test]
    public void ArgumentsOfPrediction_HaveNoNameThatTheReferenceRefuses()
    {
        using var model = new YoloModel(Carrying());
        _ = model.Predict(Path.Combine(Small.Root, "images"), new() { SaveTxt = true, ImageSize = 64, Project = Folder.Root, Name = "p" }).Count();
        _ = model.Predict(Path.Combine(Small.Root, "images"), new() { SaveTxt = true, Project = Folder.Root, Name = "q" }).Count();

        Assert.That(File.ReadAllText(Folder.Path("p", "args.yaml")), Does.Contain("imgsz: 64").And.Contain("device: cpu").And.Not.Contain("ffmpeg").And.Not.Contain("allow_private").And.Not.Contain("reconnects"));
        Assert.That(File.ReadAllText(Folder.Path("q", "args.yaml")), Does.Not.Contain("imgsz: null"));
    }

    // Those whose default is null there.
    private static readonly string[] NullInTheReference = ["time", "project", "name", "freeze", "classes", "conf", "data", "model", "line_width"];

    private TrainOptions Options => new()
    {
        Data = Small.Yaml,
        Epochs = 2,
        ImageSize = 64,
        WarmupEpochs = 0,
        Plots = false,
        Workers = 0,
        Project = Folder.Root,
    };

    private int Instances() => Directory.EnumerateFiles(Path.Combine(Small.Root, "labels"), "*.txt").Sum(file => File.ReadLines(file).Count());

    private string Carrying()
    {
        using var model = new YoloModel(Small.TinyNetwork());
        new NetworkCheckpoint(model.Network)
        {
            License = License,
            Documentation = "https://example.org",
            TrainedBy = "somebody",
            Git = new Dictionary<string, object?> { ["root"] = null, ["commit"] = "abc" },
            TrainMetrics = new Dictionary<string, object?> { ["fitness"] = 0.5 },
            TrainResults = new Dictionary<string, object?> { ["epoch"] = new List<object?> { 1.0, 2.0 } },
            Others = new Dictionary<string, object?> { ["customer"] = "x" },
        }.Save(Folder.Path("carrying.pt"));
        return Folder.Path("carrying.pt");
    }
}
