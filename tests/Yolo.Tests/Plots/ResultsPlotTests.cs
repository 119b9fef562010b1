using Yolo.Plots;

namespace Yolo.Tests.Plots;

public sealed class ResultsPlotTests : FolderFixture
{
    private const string Header = "epoch,time,train/box_loss,train/cls_loss,train/dfl_loss,metrics/precision(B),metrics/recall(B),metrics/mAP50(B),metrics/mAP50-95(B),val/box_loss,val/cls_loss,val/dfl_loss,lr/pg0";

    [TestCase("")]
    [TestCase("1,2,1,1,1,0,0,0,0,1,1,1,0.1\n")]
    [TestCase("1,2,1,1,1,0,0,0,0,1,1,1,0.1\n2,4,nan,inf,-inf,0.1,0.1,0.1,0.1,1,1,1,0.1\n")]
    public void Results_OfAnyRun_AreTwoRowsOfFive(string rows)
    {
        var picture = ResultsPlot.FromFile(Folder.Write("results.csv", $"{Header}\n{rows}"));

        Assert.That((double)picture.Width / picture.Height, Is.EqualTo(2.4).Within(0.1));
    }

    [Test]
    public void Results_WithoutLossesOfValidation_AreDrawn() =>
        Assert.That(ResultsPlot.Draw(new Dictionary<string, IReadOnlyList<double>> { ["train/loss"] = [3, 2, 1], ["metrics/top1"] = [0, 0.5, 0.6] }).Width, Is.GreaterThan(800));

    [TestCase("")]
    [TestCase("a,b\n1,2")]
    [TestCase("epoch,b\n1,2,3")]
    public void Results_OfAnotherFile_AreRefused(string text) =>
        Assert.That(() => ResultsPlot.FromFile(Folder.Write("other.csv", text)), Throws.InstanceOf<FormatException>().With.Message.Contains("other.csv"));
}
