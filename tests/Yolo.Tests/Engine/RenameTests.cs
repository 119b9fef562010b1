using Yolo.Engine;
using Yolo.Engine.Exporting;
using Yolo.Engine.Inference;
using Yolo.Engine.Prediction;

namespace Yolo.Tests.Engine;

/// <summary>Classes under other names.</summary>
public sealed class RenameTests() : SmallDatasetFixture(2)
{
    private static readonly string[] Own = ["red", "white", "plate let"];
    private static readonly PredictOptions At192 = new() { ImageSize = 192, Engine = EngineKind.Torch };

    [TestCase("own.pt")]
    [TestCase("own.safetensors")]
    public void Rename_AModel_NamesResultsReportsAndFilesSo(string file)
    {
        using var model = Small.Model();
        Assert.That(model.Rename(Own), Is.SameAs(model));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Named(model), Is.SubsetOf(Own).And.Contains("red"));
            Assert.That(model.Validate(Small.Options).Names, Is.EqualTo(Own));
            Assert.That(model.Network.Names, Is.EqualTo(Own));
        }

        // A prediction has fused the network meanwhile; what is saved is the one from before.
        model.Save(Folder.Path(file));
        using var loaded = new YoloModel(Folder.Path(file));
        Assert.That(loaded.Names, Is.EqualTo(model.Names));
    }

    [Test]
    public void Rename_AModelThatHasPredicted_ReachesWhatIsSavedAndExported()
    {
        using var model = Small.Model();
        Assert.That(Named(model), Contains.Item("RBC"));

        model.Rename(Own);

        model.Save(Folder.Path("own.pt"));
        using var loaded = new YoloModel(Folder.Path("own.pt"));
        using var exported = new YoloModel(model.Export(new ExportOptions { ImageSize = 192, File = Folder.Path("own.onnx") }));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Named(model), Contains.Item("red"));
            Assert.That(loaded.Names.Values, Is.EqualTo(Own));
            Assert.That(exported.Names, Is.EqualTo(model.Names));
        }
    }

    [Test]
    public void Rename_AnExportedFile_NamesItsResultsAndReports()
    {
        using var model = Small.Model();
        using var exported = new YoloModel(model.Export(new ExportOptions { ImageSize = 192, File = Folder.Path("own.onnx") }));

        exported.Rename(Own);

        Assert.That(exported.Names.Values, Is.EqualTo(Own));
        Assert.That(Named(exported, At192 with { Engine = EngineKind.Auto }), Is.SubsetOf(Own).And.Contains("red"));
        Assert.That(exported.Validate(Small.Options).Names, Is.EqualTo(Own));
    }

    [Test]
    public void Rename_ByTheWrongNumberOrAnEmptyName_LeavesTheModelAsItIs()
    {
        using var model = Small.Model();
        var before = model.Names;

        Assert.That(() => model.Rename(["a", "b"]), Throws.ArgumentException.With.Message.Contains("knows 3 classes, and 2 names were given").And.Message.Contains("RBC, WBC, Platelets"));
        Assert.That(() => model.Rename(["a", " ", "c"]), Throws.ArgumentException.With.Message.Contains("class 1 is empty"));
        Assert.That(() => model.Rename(null!), Throws.ArgumentNullException);
        Assert.That(model.Names, Is.SameAs(before));
        Assert.That(model.Network.Names, Is.EqualTo(before.Values));
    }

    [Test]
    public void Rename_ByAListThatChangesLater_KeepsItsNames()
    {
        using var model = Small.Model();
        var names = Own.ToArray();
        model.Rename(names);

        names[0] = "blue";

        Assert.That((model.Names[0], model.Network.Names[0]), Is.EqualTo(("red", "red")));
    }

    private HashSet<string> Named(YoloModel model, PredictOptions? options = null) =>
        [.. model.Predict(Path.Combine(Small.Root, "images"), options ?? At192).SelectMany(result => result.Boxes).Select(box => box.Name)];
}
