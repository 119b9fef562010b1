using Yolo.Models;

namespace Yolo.Tests.Models;

/// <summary>Names, files and values of descriptions, and what is said when they are wrong.</summary>
public sealed class ModelSpecTests
{
    private const string Small = """
        nc: 3
        backbone:
          - [-1, 1, Conv, [8, 3, 2]]
        head:
          - [[0], 1, Detect, [nc]]
        """;

    [TestCase("yolo11n.yaml", "yolo11.yaml", "n")]
    [TestCase("yolov8n-seg", "yolov8-seg.yaml", "n")]
    [TestCase("yolov9c", "yolov9c.yaml", "")]
    [TestCase("yolov9s", "yolov9s.yaml", "s")]
    [TestCase("yolov10b.yaml", "yolov10b.yaml", "")]
    [TestCase("yolov10n", "yolov10n.yaml", "n")]
    [TestCase("yolo26x-pose.yaml", "yolo26-pose.yaml", "x")]
    [TestCase("yolov5n6", "yolov5-p6.yaml", "n")]
    [TestCase("yolov8x6.yml", "yolov8-p6.yaml", "x")]
    [TestCase("yolov3-tiny", "yolov3-tiny.yaml", "")]
    public void Load_AsUsersWriteIt_FindsFileAndScale(string name, string source, string scale)
    {
        var spec = ModelSpec.Load(name);

        Assert.That((spec.Source, spec.Scale), Is.EqualTo((source, scale)));
        Assert.That(ModelSpecCatalog.Contains(name));
    }

    [TestCase("yolov8", "n")]
    [TestCase("yolov10b", "b")]
    public void EffectiveScale_WithoutLetter_IsTheFirstOfTheFile(string name, string scale) =>
        Assert.That(ModelSpec.Load(name).EffectiveScale, Is.EqualTo(scale));

    [TestCase("yolov8n", ModelTask.Detect)]
    [TestCase("yolo26n-seg", ModelTask.Segment)]
    [TestCase("yolo26n-pose", ModelTask.Pose)]
    [TestCase("yolov8n-obb", ModelTask.Obb)]
    [TestCase("yolo11n-cls", ModelTask.Classify)]
    [TestCase("yolov10n", ModelTask.Detect)]
    public void Task_OfADescription_FollowsFromItsHead(string name, ModelTask task) => Assert.That(ModelSpec.Load(name).Task, Is.EqualTo(task));

    [TestCase("yolov8-segg", "yolov8-seg")]
    [TestCase("yolo11nn", "yolo11n")]
    public void Load_OfAMisspeltName_SuggestsTheNearest(string name, string nearest) =>
        Assert.That(() => ModelSpec.Load(name), Throws.TypeOf<ModelSpecException>().With.Message.Contains($"Did you mean '{nearest}'?"));

    [Test]
    public void Load_OfAFileWithScales_FindsItByItsNameWithLetter()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Path("mine7.yaml"), Small + "\nscales:\n  s: [1, 2, 1024]\n");

        using var network = ModelBuilder.Build(ModelSpec.Load(folder.Path("mine7s.yaml")) with { Scale = "s" });

        Assert.That(network.get_parameter("model.0.conv.weight")!.shape[0], Is.EqualTo(16));
    }

    [Test]
    public void ToValues_ReadAgain_DescribesTheSameNetwork([Values("yolo26s-pose", "yolov6n", "yolov9e", "yolov8n-cls")] string name)
    {
        var spec = ModelSpec.Load(name) with { Classes = 7 };
        var again = ModelSpec.FromValues(spec.ToValues(), "a checkpoint");

        Assert.Multiple(() =>
        {
            Assert.That(again.ToValues(), Is.EqualTo(spec.ToValues()));
            Assert.That((again.Name, again.Scale, again.Classes, again.KeypointShape), Is.EqualTo((spec.Name, spec.Scale, 7, spec.KeypointShape)));
        });
    }

    [TestCase("Conv, [8", "Conf, [8", "line 3, block Conf of layer 0: there is no such block. Did you mean 'Conv'?")]
    [TestCase("[8, 3, 2]", "[eight]", "line 3, block Conv of layer 0: argument 1 must be a whole number, not 'eight'.")]
    [TestCase("[8, 3, 2]", "[]", "line 3, block Conv of layer 0: argument 1 is missing; it must be a whole number.")]
    [TestCase("[[0], 1", "[[3], 1", "line 5, block Detect of layer 1: 'from' is 3, but only layers before it can enter.")]
    [TestCase("[-1, 1, Conv, [8, 3, 2]]", "[-1, 1, Conv]", "line 3: row 0 of 'backbone' must be [from, repeats, block, arguments]")]
    [TestCase("[-1, 1, Conv, [8, 3, 2]]", "[-1, 0, Conv, [8]]", "line 3: block Conv: it needs an input, and from 1 to 1000 repeats, not 0.")]
    [TestCase("Detect, [nc]", "Conv, [8]", "line 5: the last block must be a head")]
    [TestCase("Detect, [nc]", "Pose, [nc, kpt_shape]", "line 5, block Pose of layer 1: it needs 'kpt_shape: [points, 2 or 3]' in the file.")]
    [TestCase("nc: 3", "nc: many", "'nc' must be a whole number, not 'many'.")]
    [TestCase("nc: 3", "nc: 0", "'nc', the number of classes, must be from 1 to 65536, not 0.")]
    [TestCase("nc: 3", "", "'nc', the number of classes, is missing.")]
    [TestCase("nc: 3", "nc: 3\nactivation: torch.nn.Swoosh()", "Activation 'torch.nn.Swoosh()' is unknown")]
    [TestCase("nc: 3", "nc: [3", "this is no valid YAML")]
    [TestCase("8, 3, 2", "16, 3, 2, -9", "the layers do not fit together")]
    public void Build_OfAWrongFile_SaysWhatAndWhere(string text, string replacement, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Path("wrong.yaml");
        File.WriteAllText(path, Small.Replace(text, replacement, StringComparison.Ordinal));

        Assert.That(
            () => ModelBuilder.Build(ModelSpec.Load(path)).Dispose(),
            Throws.TypeOf<ModelSpecException>().With.Message.Contains("wrong.yaml").And.Message.Contains(message));
    }

    [Test]
    public void Build_OfAnUnknownScale_NamesThoseThatAre() => Assert.That(
        () => ModelBuilder.Build(ModelSpec.Load("yolov8n") with { Scale = "q" }),
        Throws.TypeOf<ModelSpecException>().With.Message.Contains("it has n, s, m, l, x"));
}
