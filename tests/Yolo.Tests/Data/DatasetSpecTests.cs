using Yolo.Data;
using Yolo.Geometry;

namespace Yolo.Tests.Data;

public sealed class DatasetSpecTests
{
    private readonly TemporaryFolder folder = new();

    [OneTimeTearDown]
    public void Delete() => folder.Dispose();

    [Test]
    public void Load_OfRealFiles_FindsEverySplit()
    {
        var blood = DatasetSpec.Load(Shared.Path("datasets", "bccd", "bccd.yaml"));
        var coco = DatasetSpec.Load(Shared.Path("datasets", "coco128", "coco128.yaml"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(blood.Names, Is.EqualTo(new[] { "RBC", "WBC", "Platelets" }));
            Assert.That(blood.Splits.Values.SelectMany(entries => entries), Has.All.Matches<string>(Directory.Exists).And.Exactly(3).Items);
            Assert.That((coco.ClassCount, coco.Names[79]), Is.EqualTo((80, "toothbrush")));
        }
    }

    [Test]
    public void Load_ResolvesPathsAgainstTheFile()
    {
        var spec = Load("a", "path: data\ntrain: [images/one, ../list.txt]\nval: images/one\nnames: [cat, dog]");
        Assert.That(spec.Entries(DatasetSplit.Train), Is.EqualTo(new[] { folder.Path("a", "data", "images", "one"), folder.Path("a", "list.txt") }));
    }

    [Test]
    public void Load_WithoutPath_StartsFromTheFilesFolder() =>
        Assert.That(Load("b", "train: data/images/one\nval: data/images/one\nnc: 2").Root, Is.EqualTo(folder.Path("b")));

    [Test]
    public void Load_OfALeadingDotDot_FallsBackToTheRoot() => Assert.That(
        Load("c", "path: data\ntrain: ../images/one\nval: ../images/one\nnc: 1").Entries(DatasetSplit.Val),
        Is.EqualTo(new[] { folder.Path("c", "data", "images", "one") }));

    [Test]
    public void Load_OfANameElsewhere_LooksAmongTheDataSets()
    {
        Write("sets/farm", "path: farm\ntrain: data/images/one\nval: data/images/one\nnc: 1");
        File.Move(folder.Path("sets", "farm", "data.yaml"), folder.Path("sets", "farm.yaml"));
        var spec = DatasetSpec.Load("farm.yaml", new() { DatasetsFolder = folder.Path("sets") });
        Assert.That(spec.Root, Is.EqualTo(folder.Path("sets", "farm")));
    }

    [Test]
    public void Load_OfAFolder_FindsItsOnlyYaml()
    {
        Write("d", "train: data/images/one\nval: data/images/one\nnc: 1");
        Assert.That(DatasetSpec.Load(folder.Path("d")).File, Is.EqualTo(folder.Path("d", "data.yaml")));
    }

    [Test]
    public void Load_OfValidation_TakesItAsValAndWarns()
    {
        var spec = Load("e", "train: data/images/one\nvalidation: data/images/one\ntest: None\nnc: 1");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(spec.Warnings, Has.Exactly(1).Contains("'validation'"));
            Assert.That(spec.Splits.Keys, Is.EquivalentTo(new[] { DatasetSplit.Train, DatasetSplit.Val }));
            Assert.That(() => spec.Entries(DatasetSplit.Test), Throws.TypeOf<DatasetException>().With.Message.Contains("no split 'test'"));
        }
    }

    [TestCase("names: [cat, dog]", "cat,dog")]
    [TestCase("names: {1: dog, 0: cat}", "cat,dog")]
    [TestCase("names:\n  0: 'yes'\n  1: 7\nnc: 2", "yes,7")]
    [TestCase("nc: 3", "class_0,class_1,class_2")]
    public void Load_ReadsNamesInEveryForm(string names, string expected) =>
        Assert.That(string.Join(',', Load("f", $"train: data/images/one\nval: data/images/one\n{names}").Names), Is.EqualTo(expected));

    [TestCase("nc: 2\nnames: [a, b, c]", "data.yaml:3: 'nc' is 2, but 'names' has 3")]
    [TestCase("names: {0: a, 2: b}", "data.yaml:3: 'names' has 2 entries, so its indices must be 0 to 1")]
    [TestCase("names: {a: b}", "data.yaml:3: 'names' needs a whole number")]
    [TestCase("nc: many", "data.yaml:3: 'nc' needs a whole number here, not 'many'")]
    [TestCase("nc: 0", "the classes are missing")]
    [TestCase("", "the classes are missing")]
    [TestCase("nc: [", "data.yaml:4: this is no valid YAML")]
    [TestCase("nc: 1\nchannels: 4", "data.yaml:4: pictures with 4 channels")]
    [TestCase("nc: 1\nkpt_shape: [17]", "data.yaml:4: 'kpt_shape'")]
    [TestCase("nc: 1\nkpt_shape: [1000000000, 3]", "data.yaml:4: 'kpt_shape' is the number of key points, from 1 to 65536")]
    [TestCase("nc: 1\nkpt_shape: [2, 3]\nflip_idx: [0, 0]", "data.yaml:5: 'flip_idx'")]
    [TestCase("nc: 1\nkpt_shape: [2, 3]\nkpt_names: {0: [a]}", "data.yaml:5: 'kpt_names' has 1 names for class 0, but 'kpt_shape' says 2")]
    [TestCase("nc: 1\nkpt_shape: [2, 3]\nkpt_names: {1: [a, b]}", "data.yaml:5: 'kpt_names' names class 1, but the classes are 0 to 0")]
    [TestCase("nc: 1\nkpt_shape: [2, 3]\nkpt_names: [a, b]", "data.yaml:5: 'kpt_names' must be a map")]
    [TestCase("nc: 1\nkpt_shape: [2, 3]\nkpt_names: {0: a}", "data.yaml:5: 'kpt_names' must have a list")]
    public void Load_OfAFault_NamesFileAndLine(string rest, string message) => Assert.That(
        () => Load("g", $"train: data/images/one\nval: data/images/one\n{rest}"), Throws.TypeOf<DatasetException>().With.Message.Contains(message));

    [TestCase("val: data/images/one\nnc: 1", "'train' is missing")]
    [TestCase("train: data/images/one\nnc: 1", "'val' is missing")]
    [TestCase("train: x\nval: nowhere\nnc: 1", "nowhere do not exist")]
    [TestCase("train: x\nval: nowhere\nnc: 1\ndownload: |\n  import os\n  os.remove('x')", "Scripts are not run")]
    [TestCase("- train", "one list of keys and values")]
    public void Load_OfAnUnusableFile_Explains(string text, string message) =>
        Assert.That(() => Load("h", text), Throws.TypeOf<DatasetException>().With.Message.Contains(message));

    [Test]
    public void Load_OfAMissingFile_NamesAllPlaces() => Assert.That(
        () => DatasetSpec.Load("no-such.yaml", new() { DatasetsFolder = folder.Path("sets") }),
        Throws.TypeOf<DatasetException>().With.Message.Contains(folder.Path("sets", "no-such.yaml")));

    [Test]
    public void Load_AsASingleClass_CallsItItem()
    {
        Write("i", "train: data/images/one\nval: data/images/one\nnames: [a, b]");
        var spec = DatasetSpec.Load(folder.Path("i", "data.yaml"), new() { SingleClass = true });
        Assert.That((spec.Names[0], spec.ClassCount, spec.Rules.SingleClass), Is.EqualTo(("item", 1, true)));
    }

    [Test]
    public void Load_OfAPoseDataSet_KnowsItsKeyPoints()
    {
        var spec = Load("j", "train: data/images/one\nval: data/images/one\nnc: 1\nkpt_shape: [2, 3]\nflip_idx: [1, 0]\nkpt_names:\n  0:\n    - left\n    - right");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(spec.KeypointNames[0], Is.EqualTo(new[] { "left", "right" }));
            Assert.That(spec.Keypoints, Is.EqualTo(new KeypointShape(2, 3)));
            Assert.That(spec.FlipIndices, Is.EqualTo(new[] { 1, 0 }));
        }
    }

    private DatasetSpec Load(string name, string yaml) => DatasetSpec.Load(Write(name, yaml));

    private string Write(string name, string yaml)
    {
        Directory.CreateDirectory(folder.Path(name, "data", "images", "one"));
        folder.Write($"{name}/list.txt", "");
        return folder.Write($"{name}/data.yaml", yaml);
    }
}
