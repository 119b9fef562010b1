using System.Text.Json;

namespace Yolo.Callbacks.Tests;

internal sealed class JsonLinesLoggerTests : FolderFixture
{
    [Test]
    public void File_HasALineForEachEventInOrder()
    {
        var registry = TestRegistry.Create();
        var recorder = new TraceRecorder();
        registry.Add(recorder);
        registry.Add(new JsonLinesLogger());
        new FakeTrainer(registry) { SaveDirectory = Folder.Root }.Run();
        Assert.That(Lines().Select(l => l.GetProperty("event").GetString()), Is.EqualTo(recorder.Entries.Select(e => e.Event)));
    }

    [Test]
    public void Line_HoldsWhatIsKnownAtItsEvent()
    {
        var registry = TestRegistry.Create();
        registry.Add(new JsonLinesLogger());
        new FakeTrainer(registry) { SaveDirectory = Folder.Root, LossAt = _ => 0.1f }.Run();
        var lines = Lines();
        Assert.Multiple(() =>
        {
            Assert.That(
                lines.First(l => IsEvent("on_train_batch_end", l)).GetRawText(),
                Is.EqualTo("""{"event":"on_train_batch_end","object":"Trainer","epoch":0,"batch":0,"step":1,"loss_items":[0.1,0.1],"lr":[0.01,0.01],"momentum":[0.9,0.9],"accumulate":2}"""));
            Assert.That(
                lines.First(l => IsEvent("on_fit_epoch_end", l)).GetProperty("metrics").GetRawText(),
                Is.EqualTo("""{"metrics/mAP50(B)":0.2,"val/box_loss":0.9,"val/cls_loss":0.5}"""));
            Assert.That(lines.First(l => IsEvent("on_val_batch_end", l)).GetRawText(), Is.EqualTo("""{"event":"on_val_batch_end","object":"Validator","batch":0}"""));
        });
    }

    [Test]
    public void Line_LossNaN_IsNull()
    {
        var registry = TestRegistry.Create();
        registry.Add(new JsonLinesLogger { Filter = e => e == Events.OnTrainBatchEnd });
        new FakeTrainer(registry) { SaveDirectory = Folder.Root, LossAt = _ => float.NaN }.Run();
        Assert.That(Lines()[0].GetProperty("loss_items").GetRawText(), Is.EqualTo("[null,null]"));
    }

    [Test]
    public void Line_OfAFailure_HoldsItsMessage()
    {
        var registry = TestRegistry.Create();
        registry.Add(new JsonLinesLogger());
        registry.Add("on_train_epoch_end", () => throw new InvalidDataException("broken"));
        Assert.Throws<CallbackException>(() => new FakeTrainer(registry) { SaveDirectory = Folder.Root }.Run());
        var failure = Lines().Single(l => IsEvent("on_exception", l));
        Assert.That((failure.GetProperty("object").GetString(), failure.GetProperty("error").GetString()!.EndsWith("broken", StringComparison.Ordinal)), Is.EqualTo(("Failure", true)));
    }

    [TestCase(false, ExpectedResult = 2)]
    [TestCase(true, ExpectedResult = 4)]
    public int Append_KeepsTheLinesOfTheRunBefore(bool append)
    {
        var registry = TestRegistry.Create();
        registry.Add(new JsonLinesLogger { Append = append, Path = "e.jsonl", Filter = e => e == Events.OnTrainEpochEnd });
        new FakeTrainer(registry) { SaveDirectory = Folder.Root }.Run();
        new FakeTrainer(registry) { SaveDirectory = Folder.Root }.Run();
        return File.ReadAllLines(Folder.Path("e.jsonl")).Length;
    }

    [Test]
    public void Dispose_Attachment_ClosesTheFile()
    {
        var registry = TestRegistry.Create();
        var attachment = registry.Add(new JsonLinesLogger());
        registry.Raise(Events.OnTrainStart, new FakeTrainer(registry) { SaveDirectory = Folder.Root });
        attachment.Dispose();
        using var file = new FileStream(Folder.Path("events.jsonl"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.That(file.Length, Is.Positive);
    }

    [Test]
    public void Directory_NotWritable_IsReportedOnceAndTrainingGoesOn()
    {
        File.WriteAllText(Folder.Path("blocked"), "a file where a directory is wanted");
        var registry = TestRegistry.Create(out var warnings);
        registry.Add(new JsonLinesLogger { Path = "blocked/events.jsonl" });
        var trainer = new FakeTrainer(registry) { SaveDirectory = Folder.Root };
        trainer.Run();
        Assert.That((trainer.GlobalStep, warnings.Count), Is.EqualTo((4L, 1)));
    }

    private static bool IsEvent(string name, JsonElement line) => line.GetProperty("event").GetString() == name;

    private List<JsonElement> Lines() => [.. File.ReadLines(Folder.Path("events.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];
}
