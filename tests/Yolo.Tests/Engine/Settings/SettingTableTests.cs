using Yolo.Data.Augmentations;
using Yolo.Engine;
using Yolo.Engine.Exporting;
using Yolo.Engine.Prediction;
using Yolo.Engine.Settings;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;

namespace Yolo.Tests.Engine.Settings;

public sealed class SettingTableTests
{
    [TestCase("")]
    [TestCase(" ")]
    [TestCase("None")]
    [TestCase("null")]
    public void Apply_TextThatSaysNothing_GivesTheDefault(string text)
    {
        AssertDefaults(TrainSettings.Table, _ => text);
        AssertDefaults(ValidateSettings.Table, _ => text);
        AssertDefaults(PredictSettings.Table, _ => text);
        AssertDefaults(ExportSettings.Table, _ => text);
    }

    [Test]
    public void Apply_TheDefaultAsItIsPrinted_GivesTheDefault()
    {
        AssertDefaults(TrainSettings.Table, usual => usual ?? "");
        AssertDefaults(ValidateSettings.Table, usual => usual ?? "");
        AssertDefaults(PredictSettings.Table, usual => usual ?? "");
        AssertDefaults(ExportSettings.Table, usual => usual ?? "");
    }

    [TestCase("None")]
    [TestCase("none")]
    [TestCase("null")]
    public void Apply_NoPolicyOfAugmentation_IsNoOtherWordForTheDefault(string text)
    {
        Assert.That(TrainSettings.Table.Apply(new(), "auto_augment", text).Augmentation.AutoAugment, Is.EqualTo(AutoAugmentPolicy.None));
        Assert.That(ArgumentValues.Apply(TrainSettings.Table, new(), new Dictionary<string, object?> { ["auto_augment"] = null, ["time"] = null }).Augmentation.AutoAugment, Is.EqualTo(AutoAugmentPolicy.None), "a run that goes on");
        Assert.That(() => PredictSettings.Table.Apply(new(), "auto_augment", text), Throws.Nothing);
    }

    [Test]
    public void Apply_NothingAfterSomething_GoesBackToTheDefault()
    {
        var options = PredictSettings.Table.Apply(new() { Confidence = 0.9, Classes = [1], ImageSize = 64 }, "conf", "None");

        Assert.That(PredictSettings.Table.Apply(PredictSettings.Table.Apply(options, "classes", ""), "imgsz", "None"), Is.EqualTo(new PredictOptions()));
    }

    [Test]
    public void Apply_OnTheCommandLine_NothingGivesItsOwnDefault() =>
        Assert.That(PredictSettings.Table.Apply(new() { Save = false }, "save", "None", PredictSettings.Table.CommandLineDefaults).Save, Is.True);

    [TestCase("boxes", "false", "show_boxes", "false")]
    [TestCase("hide_labels", "true", "show_labels", "false")]
    [TestCase("hide_conf", "False", "show_conf", "true")]
    [TestCase("line_thickness", "3", "line_width", "3")]
    public void Apply_ARenamedSetting_IsItsSuccessor(string former, string text, string key, string value) => Assert.That(
        PredictSettings.Table.Apply(new(), former, text),
        Is.EqualTo(PredictSettings.Table.Apply(new(), key, value)));

    [TestCase("false", 0)]
    [TestCase("0.5", 0.5)]
    public void Apply_MultiScaleAsItOnceWas_IsUnderstood(string text, double share) =>
        Assert.That(TrainSettings.Table.Apply(new(), "multi_scale", text).MultiScale, Is.EqualTo(share));

    [TestCase("true", true)]
    [TestCase("default", true)]
    [TestCase("reduce-overhead", true)]
    [TestCase("False", false)]
    public void Apply_AModeOfTheReferencesCompiler_CapturesGraphs(string text, bool compiles) =>
        Assert.That(TrainSettings.Table.Apply(new(), "compile", text).Compile, Is.EqualTo(compiles));

    [Test]
    public void Apply_CompileWhereNothingIsTrained_IsRefused() =>
        Assert.That(() => ValidateSettings.Table.Apply(new(), "compile", "true"), Throws.TypeOf<SettingException>().With.Message.Contains("training alone"));

    [TestCase("640,480")]
    [TestCase("[480, 640]")]
    [TestCase("640")]
    public void Apply_TwoSidesWhereOneIsTaken_TakesTheLonger(string text) => Assert.That(
        (TrainSettings.Table.Apply(new(), "imgsz", text).ImageSize, ValidateSettings.Table.Apply(new(), "imgsz", text).ImageSize),
        Is.EqualTo((640, (int?)640)));

    private static void AssertDefaults<TOptions>(SettingTable<TOptions> table, Func<string?, string> text)
        where TOptions : class, new()
    {
        foreach (var setting in table.All)
        {
            if (setting.HasNone && SettingText.IsNone(text(setting.Read(new()))))
            {
                continue;
            }

            var options = table.Apply(new(), setting.Key, text(setting.Read(new())));
            Assert.That(table.Values(options), Is.EqualTo(table.Values(new())), setting.Key);
        }
    }
}
