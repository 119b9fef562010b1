using TorchSharp;
using Yolo.Data;
using Yolo.Engine;
using Yolo.Engine.Prediction;
using Yolo.Engine.Settings;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Models;
using Yolo.Runtime;
using Yolo.Tests.Engine.Callbacks;

namespace Yolo.Tests.Engine;

/// <summary>Runs that could not come to anything end as errors or with a warning.</summary>
[NonParallelizable]
public sealed class SilentNonsenseTests : TinyTrainingFixture
{
    [Test]
    public void Train_FromWeightsThatAreNoNumbers_Fails_AndLeavesNoBest()
    {
        Break(Model.Network);
        Model.Save(Tiny.Path("broken.pt"));
        Model.Save(Tiny.Path("broken.safetensors"));

        Assert.That(() => new YoloModel(Tiny.Path("broken.pt")), Throws.TypeOf<ModelLoadException>().With.Message.Contains("no numbers").And.Message.Contains("model.0.conv.weight"));
        Assert.That(() => new YoloModel(Tiny.Path("broken.safetensors")), Throws.TypeOf<ModelLoadException>().With.Message.Contains("no numbers"));
        Assert.That(() => Model.LoadWeights(Tiny.Path("broken.pt")), Throws.TypeOf<ModelLoadException>().With.Message.Contains("no numbers"));
    }

    [Test]
    public void Train_WeightsThatBreakInTheFirstEpoch_Fails()
    {
        Model.AddCallback("on_train_batch_start", (Trainer trainer) => Break(trainer.Network!));

        Assert.That(() => Model.Train(Tiny.Options with { Epochs = 3, Name = "first" }), Throws.TypeOf<TrainingException>().With.Message.Contains("lr0"));
        Assert.That(Directory.EnumerateFiles(Tiny.Path("runs", "first"), "*.pt", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void Train_WeightsThatBreakLater_FailsAfterThreeRepetitions_AndKeepsTheLastGoodOnes()
    {
        var repetitions = 0;
        Model.AddCallback("on_nan_recovery", (Trainer _) => repetitions++);
        Model.AddCallback("on_train_batch_start", (Trainer trainer) =>
        {
            if (trainer.Epoch > 0)
            {
                Break(trainer.Network!);
            }
        });
        Assert.That(() => Model.Train(Tiny.Options with { Epochs = 3, Name = "later" }), Throws.TypeOf<TrainingException>().With.Message.Contains("3 times"));

        Assert.That(repetitions, Is.EqualTo(3));
        using var last = new YoloModel(Tiny.Path("runs", "later", "weights", "last.pt"));
        Assert.That(last.Predict(Tiny.ValPictures, new PredictOptions { ImageSize = 64 }).Count(), Is.EqualTo(6));
    }

    [TestCase("missing", "are looked for in")]
    [TestCase("empty", "which names no object")]
    [TestCase("beside", "instead")]
    [TestCase("capitals", "instead")]
    public void Train_WithoutASingleObject_SaysWhereLabelsWereLookedFor(string how, string message)
    {
        using var folder = new TemporaryFolder();
        var picture = Directory.EnumerateFiles(Tiny.Path("images", "train")).Order().First();
        folder.Write("images/a.png", File.ReadAllBytes(picture));
        var (place, text) = how switch
        {
            "empty" => ("labels/a.txt", string.Empty),
            "beside" => ("images/a.txt", "0 0.5 0.5 0.1 0.1"),
            "capitals" => ("labels/a.TXT", "0 0.5 0.5 0.1 0.1"),
            _ => ("notes.txt", string.Empty),
        };
        folder.Write(place, text);
        var data = folder.Write("data.yaml", "train: images\nval: images\nnames: [a, b, c]");

        Assert.That(
            () => Model.Train(Tiny.Options with { Data = data, Name = how }),
            Throws.TypeOf<DatasetException>().With.Message.Contains("nothing to learn").And.Message.Contains(message).And.Message.Contains(folder.Path("labels", "a.txt")));
        Assert.That(Directory.Exists(Tiny.Path("runs", how)), Is.False, "a training that did not begin leaves no folder");
        Assert.That(Model.Validate(new ValidateOptions { Data = data, ImageSize = 64 }).Warnings, Has.One.Contains("have no labels").And.One.Contains(message));
    }

    [Test]
    public void Train_WithClassesThatNoPictureShows_Fails()
    {
        foreach (var label in Directory.EnumerateFiles(Tiny.Path("labels", "train")))
        {
            File.WriteAllText(label, "0 0.5 0.5 0.5 0.5\n");
        }

        Assert.That(() => Model.Train(Tiny.Options with { Classes = [2] }), Throws.TypeOf<DatasetException>().With.Message.Contains("classes 2"));
    }

    [Test]
    public void Train_IntoTheFolderThatItStartsFrom_IsRefused_AndInUseToo()
    {
        var best = Model.Train(Tiny.Options with { Name = "mine" }).Best!;
        var before = File.ReadAllBytes(best);
        using var again = new YoloModel(best);

        Assert.That(() => again.Train(Tiny.Options with { Name = "mine", ExistOk = true }), Throws.TypeOf<SettingException>().With.Message.Contains("written over"));
        Assert.That(File.ReadAllBytes(best), Is.EqualTo(before));

        Exception? second = null;
        Model.AddCallback("on_train_start", (Trainer trainer) =>
        {
            using var other = Tiny.Model();
            second = Assert.Catch(() => other.Train(Tiny.Options with { Name = "mine", ExistOk = true }));
        });
        Model.Train(Tiny.Options with { Name = "mine", ExistOk = true });
        Assert.That(second, Is.InstanceOf<IOException>().With.Message.Contains("Another run writes into"));
    }

    [Test]
    public void Train_IntoTheFolderOfItsDataDescription_KeepsIt()
    {
        var description = Path.Combine(Directory.CreateDirectory(Tiny.Path("runs", "described")).FullName, "args.yaml");
        File.WriteAllText(description, $"path: {Tiny.Root}\n" + File.ReadAllText(Tiny.Yaml).Replace("path: .", string.Empty, StringComparison.Ordinal));
        var before = File.ReadAllText(description);

        Assert.That(() => Model.Train(Tiny.Options with { Data = description, Name = "described", ExistOk = true }), Throws.TypeOf<SettingException>().With.Message.Contains("written over"));
        Assert.That(File.ReadAllText(description), Is.EqualTo(before));
    }

    [Test]
    public void ValidateAndPredict_IntoTheFolderOfATraining_KeepItsSettingsAndFigures()
    {
        var report = Model.Train(Tiny.Options with { Name = "judged" });
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(report.Last))!;
        var before = Directory.EnumerateFiles(folder).ToDictionary(path => path, File.ReadAllBytes);
        var (project, name) = (Path.GetDirectoryName(folder), Path.GetFileName(folder));

        Assert.That(
            () => Model.Validate(new() { Data = Tiny.Yaml, ImageSize = 64, Save = true, Project = project, Name = name, ExistOk = true }),
            Throws.InstanceOf<IOException>().With.Message.Contains("holds a training"));
        Assert.That(
            () => Model.Predict(Tiny.ValPictures, new PredictOptions { ImageSize = 64, Save = true, Project = project, Name = name, ExistOk = true }).Count(),
            Throws.InstanceOf<IOException>().With.Message.Contains("holds a training"));
        Assert.That(before, Has.All.Matches<KeyValuePair<string, byte[]>>(file => File.ReadAllBytes(file.Key).SequenceEqual(file.Value)));
    }

    [Test]
    public void Predict_IntoTheFolderOfItsPictures_KeepsThem()
    {
        Model.Train(Tiny.Options);
        var picture = Tiny.Path("shots", "a.jpg");
        Yolo.Imaging.Image.Decode(Directory.EnumerateFiles(Tiny.ValPictures).First()).Save(picture);
        var before = File.ReadAllBytes(picture);

        Assert.That(
            () => Model.Predict(Tiny.Path("shots"), new PredictOptions { ImageSize = 64, Save = true, Project = Tiny.Root, Name = "shots", ExistOk = true }).Count(),
            Throws.InstanceOf<IOException>().With.Message.Contains("written over"));
        Assert.That(File.ReadAllBytes(picture), Is.EqualTo(before));

        var labels = Directory.EnumerateFiles(Tiny.Path("labels", "val")).ToDictionary(path => path, File.ReadAllText);
        Assert.That(
            () => Model.Predict(Tiny.ValPictures, new PredictOptions { ImageSize = 64, Confidence = 0, SaveTxt = true, Project = Tiny.Path("labels"), Name = "val", ExistOk = true }).Count(),
            Throws.Nothing, "a folder below is another one");
        Assert.That(labels, Has.All.Matches<KeyValuePair<string, string>>(label => File.ReadAllText(label.Key) == label.Value));
    }

    [Test]
    public void Predict_WithCropsIntoTheFolderOfItsPictures_KeepsThem()
    {
        foreach (var name in new[] { "a", "a_1", "a_2" })
        {
            Yolo.Imaging.Image.Decode(Directory.EnumerateFiles(Tiny.ValPictures).First()).Save(Tiny.Path("mine", "crops", "red", $"{name}.jpg"));
        }

        Assert.That(
            () => Model.Predict(Tiny.Path("mine", "crops", "red"), new PredictOptions { ImageSize = 64, Confidence = 0, SaveCrop = true, Project = Tiny.Root, Name = "mine", ExistOk = true }).Count(),
            Throws.InstanceOf<IOException>().With.Message.Contains("written over"));
        Assert.That(Directory.EnumerateFiles(Tiny.Path("mine"), "*", SearchOption.AllDirectories).Count(), Is.EqualTo(3));
    }

    [Test]
    public void Train_ThatFailsToStartInAFolderThatIsThere_LeavesItsSettings()
    {
        var report = Model.Train(Tiny.Options with { Name = "kept" });
        var before = File.ReadAllText(Path.Combine(report.SaveDirectory, "args.yaml"));
        using var other = Tiny.Model();

        Assert.That(() => other.Train(Tiny.Options with { Name = "kept", ExistOk = true, Data = Tiny.Path("none.yaml"), Epochs = 7 }), Throws.InstanceOf<DatasetException>());
        Assert.That(File.ReadAllText(Path.Combine(report.SaveDirectory, "args.yaml")), Is.EqualTo(before));
    }

    [Test]
    public void Train_FromAModelOfOneClass_CountsTheClassesOfItsOwnSettings()
    {
        using var single = new YoloModel(Model.Train(Tiny.Options with { Name = "single", SingleClass = true }).Best!);
        var counted = new List<bool>();
        single.AddCallback("on_val_start", (Validator validator) => counted.Add(validator.Options.SingleClass));
        single.Train(Tiny.Options with { Name = "several" });

        Assert.That(counted, Is.EqualTo(new[] { false, false }));
    }

    [TestCase("nc: 2000000000", "from 1 to 65536")]
    [TestCase("nc: 3\nchannels: 100000000", "'channels' must be from 1 to")]
    [TestCase("nc: 3\nreg_max: 100000000", "'reg_max' must be from 1 to")]
    public void Description_OfAnAbsurdSize_IsRefusedAtOnce(string top, string message)
    {
        var spec = File.ReadAllText(Tiny.Spec).Replace("nc: 3", top, StringComparison.Ordinal);
        File.WriteAllText(Tiny.Path("huge.yaml"), spec);

        Assert.That(() => new YoloModel(Tiny.Path("huge.yaml")), Throws.TypeOf<ModelSpecException>().With.Message.Contains(message));
    }

    [TestCase("[-1, 1, C2f, [16, True]]", "[-1, 900, Conv, [20000, 333, 1]]", "more weights than anybody trains")]
    [TestCase("[16, True]]", "[16, True, 1000000]]", "block C2f")]
    public void Description_OfWhatNoMachineHolds_IsRefusedInOneLine(string row, string replacement, string message)
    {
        File.WriteAllText(Tiny.Path("wide.yaml"), File.ReadAllText(Tiny.Spec).Replace(row, replacement, StringComparison.Ordinal));

        Assert.That(() => new YoloModel(Tiny.Path("wide.yaml")), Throws.TypeOf<ModelSpecException>().With.Message.Contains(message).And.Message.Not.Contains("\n"));
    }

    [Test]
    public void Train_WithALossOfNothing_IsRefused() =>
        Assert.That(() => Model.Train(Tiny.Options with { Gains = new() { Box = 0, Class = 0, Distribution = 0 } }), Throws.TypeOf<SettingException>().With.Message.Contains("nothing would be learned"));

    [Test]
    public void Validate_WhoseLabelFilesWouldTakeThePlaceOfTheDataSets_IsRefused()
    {
        var before = Directory.EnumerateFiles(Tiny.Path("labels", "val")).ToDictionary(path => path, File.ReadAllText);

        Assert.That(
            () => Model.Validate(new() { Data = Tiny.Yaml, ImageSize = 64, SaveTxt = true, Project = Path.GetDirectoryName(Tiny.Root), Name = Path.GetFileName(Tiny.Root), ExistOk = true }),
            Throws.TypeOf<IOException>().With.Message.Contains("written over"));
        Assert.That(before, Has.All.Matches<KeyValuePair<string, string>>(label => File.ReadAllText(label.Key) == label.Value));
    }

    [Test]
    public void Validate_WhoseLabelFilesCannotBeWritten_KnowsItsFiguresBeforeItFails()
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Tiny.Path("runs", "blocked")).FullName, "labels"), "in the way");
        ValidationReport? report = null;
        Model.AddCallback("on_val_end", (Validator validator) => report = validator.Report);

        Assert.That(
            () => Model.Validate(new() { Data = Tiny.Yaml, ImageSize = 64, Confidence = 0, SaveTxt = true, Project = Tiny.Path("runs"), Name = "blocked", ExistOk = true }),
            Throws.InstanceOf<IOException>());
        Assert.That(report?.Labels.Images, Is.EqualTo(6));
    }

    [Test]
    public void Description_OfALayerRepeatedAMillionTimes_IsRefusedAtOnce()
    {
        File.WriteAllText(Tiny.Path("deep.yaml"), File.ReadAllText(Tiny.Spec).Replace("[-1, 1, C2f", "[-1, 1000000, C2f", StringComparison.Ordinal));

        Assert.That(() => new YoloModel(Tiny.Path("deep.yaml")), Throws.TypeOf<ModelSpecException>().With.Message.Contains("repeats"));
    }

    [TestCase("depth_multiple: 1000000000")]
    [TestCase("scales: {n: [1000000000, 1, 1024]}")]
    public void Description_WhoseDepthRepeatsALayerAMillionTimes_IsRefusedAtOnce(string depth)
    {
        var rows = File.ReadAllText(Tiny.Spec).Replace("[-1, 1, C2f", "[-1, 2, C2f", StringComparison.Ordinal);
        File.WriteAllText(Tiny.Path("deepn.yaml"), $"{depth}\n{rows}");

        Assert.That(() => new YoloModel(Tiny.Path("deepn.yaml")), Throws.TypeOf<ModelSpecException>().With.Message.Contains("repeats"));
    }

    [TestCase("names: [a, null, c]", "'names' has nothing at position 1")]
    [TestCase("names: [\"\", b, c]", "a name in 'names' is empty")]
    [TestCase("names: {0: a, 1: ~, 2: c}", "'names' has no name for 1")]
    [TestCase("nc: 2000000000", "65536 classes are the most")]
    public void DataSet_NamesThatWouldShift_AreRefusedWithTheLine(string names, string message)
    {
        var file = Tiny.Path("shifted.yaml");
        File.WriteAllText(file, $"train: images/train\nval: images/val\n{names}\n");

        Assert.That(() => DatasetSpec.Load(file), Throws.TypeOf<DatasetException>().With.Message.Contains(message).And.Message.Contains("shifted.yaml:3"));
    }

    private static void Break(YoloNetwork network)
    {
        using var _ = torch.no_grad();
        network.parameters().First().FillInPlace(double.NaN);
    }
}
