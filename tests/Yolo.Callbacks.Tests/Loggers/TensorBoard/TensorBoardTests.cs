namespace Yolo.Callbacks.Tests;

internal sealed class TensorBoardTests : FolderFixture
{
    [Test]
    public void Curves_OfATraining_AreReadBack()
    {
        var board = Train(new());
        var scalars = EventFile.Scalars(board.FilePath!);
        Assert.Multiple(() =>
        {
            Assert.That(scalars.Where(s => s.Tag == "metrics/mAP50(B)").Select(s => (s.Step, s.Value)), Is.EqualTo(new[] { (1L, 0.2f), (2L, 0.4f) }));
            Assert.That(scalars.Select(s => s.Tag).Distinct(), Is.SupersetOf(new[] { "loss", "train/box_loss", "val/cls_loss", "fitness", "lr/pg1" }));
            Assert.That(scalars.Any(s => s.Tag.StartsWith("batch/", StringComparison.Ordinal)), Is.False);
            Assert.That(Path.GetDirectoryName(board.FilePath), Is.EqualTo(Folder.Root));
        });
    }

    [Test]
    public void EveryBatches_WritesThoseBatches()
    {
        var board = Train(new() { EveryBatches = 3 });
        Assert.That(EventFile.Scalars(board.FilePath!).Where(s => s.Tag == "batch/loss").Select(s => s.Step), Is.EqualTo(new[] { 3L }));
    }

    [Test]
    public void HistogramEvery_WritesTheWeights()
    {
        var board = Train(new() { HistogramEvery = 2 });
        var histograms = EventFile.Values(board.FilePath!).Where(v => v.Value.Has(5)).Select(v => (v.Step, v.Value.Text(1), v.Value.Message(5).Double(3)));
        Assert.That(histograms, Is.EqualTo(new[] { (2L, "weights/model.0.conv.weight", 4.0) }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void WriteSettings_WritesTextAndHyperparameters(bool write)
    {
        var board = Train(new() { WriteSettings = write });
        var tags = EventFile.Values(board.FilePath!).Select(v => v.Value.Text(1)).ToArray();
        string[] expected = ["_hparams_/experiment", "_hparams_/session_start_info", "settings", "_hparams_/session_end_info"];
        Assert.That(tags.Intersect(expected), Is.EqualTo(write ? expected : []));
    }

    [TestCase(true, ExpectedResult = 1)]
    [TestCase(false, ExpectedResult = 0)]
    public int WriteImages_AddsThePicturesOfTheRun(bool write)
    {
        File.WriteAllBytes(Folder.Path("results.png"), Images.Png);
        File.WriteAllText(Folder.Path("results.csv"), "no picture");
        return EventFile.Values(Train(new() { WriteImages = write }).FilePath!).Count(v => v.Value.Has(4));
    }

    [Test]
    public void LogDirectory_IsUsed() => Assert.That(Path.GetDirectoryName(Train(new() { LogDirectory = "board" }).FilePath), Is.EqualTo(Folder.Path("board")));

    [Test]
    public void Directory_NotWritable_IsReportedOnceAndTrainingGoesOn()
    {
        File.WriteAllText(Folder.Path("board"), "a file where a directory is wanted");
        Train(new() { LogDirectory = "board" }, out var warnings);
        Assert.That(warnings, Has.Count.EqualTo(1));
    }

    [Test]
    public void Picture_Broken_IsReportedAndTheFileIsClosed()
    {
        File.WriteAllText(Folder.Path("broken.png"), "no picture");
        var board = Train(new(), out var warnings);
        Assert.That(warnings, Has.Count.EqualTo(1));
        using var file = new FileStream(board.FilePath!, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    private TensorBoard Train(TensorBoard board) => Train(board, out _);

    private TensorBoard Train(TensorBoard board, out List<CallbackWarning> warnings)
    {
        var registry = TestRegistry.Create(out warnings);
        registry.Add(board);
        new FakeTrainer(registry) { SaveDirectory = Folder.Root, Settings = new Dictionary<string, string> { ["lr0"] = "0.01", ["data"] = "a|b.yaml" } }.Run();
        return board;
    }
}
