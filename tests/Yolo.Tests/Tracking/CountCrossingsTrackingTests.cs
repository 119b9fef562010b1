using System.Reflection;
using CountCrossings;
using Yolo.Data.Shapes;
using Yolo.Geometry;
using Yolo.Imaging;
using Yolo.Results;
using Yolo.Tests.Engine.Tracking;
using Yolo.Tracking;
using Yolo.Tracking.Evaluation;

namespace Yolo.Tests.Tracking;

/// <summary>The sample that counts what crosses a line.</summary>
[NonParallelizable]
public sealed class CountCrossingsTrackingTests : FolderFixture
{
    private static readonly Dictionary<int, string> Names = new() { [0] = "cat", [1] = "dog" };

    private CrossingCounter counter = null!;

    // To the right, as seen from its beginning, is where y grows.
    [SetUp]
    public void SetUp() => counter = new(new(0, 100), new(200, 100));

    [Test]
    public void Object_ThatCrosses_IsCountedByItsDirection()
    {
        Walk(1, (50, 80), (50, 95), (50, 105), (50, 120));
        Walk(2, (90, 120), (100, 110), (110, 90));
        Walk(3, (20, 120), (180, 80));

        Assert.That(Counts(), Is.EqualTo(new[] { "2 cat left", "1 cat right" }));
    }

    [Test]
    public void Object_ThatGoesToAndFro_IsCountedEachTime()
    {
        Walk(1, (50, 80), (50, 120), (50, 80), (50, 120), (60, 121), (60, 119));

        Assert.That(Counts(), Is.EqualTo(new[] { "1 cat left", "2 cat right" }));
    }

    [Test]
    public void Object_ThatPassesTheEndOfTheLine_OrDoesNotMove_IsNotCounted()
    {
        Walk(1, (250, 80), (250, 120));
        Walk(2, (-20, 120), (-20, 80));
        Walk(3, (50, 90), (50, 90), (50, 90));
        Walk(4, (50, 100), (50, 100));

        Assert.That(Counts(), Is.Empty);
    }

    [TestCase(120)]
    [TestCase(80)]
    public void Object_ThatTouchesTheLineAndGoesBack_IsNotCounted(float side)
    {
        Walk(1, (50, side), (50, 100), (50, side));

        Assert.That(Counts(), Is.Empty);
    }

    [Test]
    public void Object_ThatStaysOnTheLineForAWhile_IsCountedOnce()
    {
        Walk(1, (50, 120), (50, 100), (55, 100), (60, 80));
        Walk(2, (50, 80), (50, 100), (55, 100), (60, 120));

        Assert.That(Counts(), Is.EqualTo(new[] { "1 cat left", "1 cat right" }));
    }

    [Test]
    public void Object_WithoutATrack_IsNotCounted_AndAnotherTrackBeginsAnew()
    {
        Add([At(50, 80, id: null)]);
        Add([At(50, 120, id: null)]);
        Add([At(50, 80, id: 1)]);
        Add([At(50, 120, id: 2)]);

        Assert.That(Counts(), Is.Empty);
    }

    [Test]
    public void Classes_AreCountedApart_AndThatAtTheCrossingHolds()
    {
        Add([At(50, 80, 1), At(90, 80, 2, label: 1), At(130, 80, 3)]);
        Add([At(50, 120, 1), At(90, 120, 2, label: 1), At(130, 120, 3, label: 1)]);

        Assert.That(Counts(), Is.EqualTo(new[] { "1 cat right", "2 dog right" }));
    }

    [Test]
    public void Film_CountedByATracker_HasTheCountsOfItsTruth()
    {
        var film = ShapesFilm.Ensure(Folder.Root, new() { Frames = 200 });
        var truth = MotFile.Read(film.Truth).ToLookup(box => box.Frame);
        var (byTruth, byTracker) = (new CrossingCounter(new(160, 0), new(160, 240)), new CrossingCounter(new(160, 0), new(160, 240)));
        var tracker = new ByteTracker();

        for (var frame = 1; frame <= 200; frame++)
        {
            byTruth.Add(Frame(truth[frame].Select(box => new Detection(box.Box, box.Confidence, box.Class, TrackId: box.Id))));
            byTracker.Add(Frame(tracker.Update([.. truth[frame].Select(box => new Detection(box.Box, box.Confidence, box.Class))]).Select(one => new Detection(one.Box, one.Confidence, one.Class, TrackId: one.Id))));
        }

        Assert.That(byTracker.Counts, Is.EqualTo(byTruth.Counts));
        Assert.That(byTruth.Counts.Values.Sum(), Is.GreaterThan(5));
        Assert.That(byTruth.Counts.Keys.Select(key => key.Direction).Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public void Sample_OnAVideo_PrintsWhatCrossed()
    {
        var video = MovingCamera.Video(Folder, "cells", MovingCamera.OverCells(12));

        var (status, output, errors) = RunSample(Shared.Path("weights", "bccd-yolov8n.pt"), video, "150,0", "150,192");

        // The camera moves to the right, so what it sees moves to the left: the right hand of who looks down.
        Assert.That((status, errors), Is.EqualTo((0, string.Empty)));
        Assert.That(output, Does.Match(@"[1-9]\d* RBC to the right\r?\n").And.Match(@"[1-9]\d* crossings\r?\n$").And.Not.Contain("left"));
    }

    [Test]
    public void Sample_WithoutItsArguments_SaysWhichItTakes()
    {
        var (status, _, errors) = RunSample("a.pt");

        Assert.That(status, Is.EqualTo(2));
        Assert.That(errors, Does.StartWith("Usage: CountCrossings MODEL SOURCE"));
    }

    private static Detection At(float x, float y, int? id, int label = 0) => new(Box.FromCenter(x, y, 20, 10), 0.9f, label, TrackId: id);

    private static Result Frame(IEnumerable<Detection> detections) => new("frame", new Image(320, 240), Names, new Boxes(detections, 320, 240));

    private static (int Status, string Output, string Errors) RunSample(params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var (console, consoleErrors) = (Console.Out, Console.Error);
        Console.SetOut(output);
        Console.SetError(errors);
        try
        {
            var status = (int)Assembly.Load("CountCrossings").EntryPoint!.Invoke(null, [words])!;
            return (status, output.ToString(), errors.ToString());
        }
        finally
        {
            Console.SetOut(console);
            Console.SetError(consoleErrors);
        }
    }

    private void Add(params IReadOnlyList<Detection> detections) => counter.Add(Frame(detections));

    private void Walk(int id, params (float X, float Y)[] places) => Array.ForEach(places, place => Add([At(place.X, place.Y, id)]));

    private string[] Counts() => [.. counter.Counts.Select(count => $"{count.Value} {count.Key.Name} {count.Key.Direction}")];
}
