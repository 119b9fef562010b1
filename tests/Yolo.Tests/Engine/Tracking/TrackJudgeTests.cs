using Yolo.Engine.Tracking;
using Yolo.Geometry;
using Yolo.Imaging;
using Yolo.Results;
using Yolo.Tracking.Evaluation;

namespace Yolo.Tests.Engine.Tracking;

public sealed class TrackJudgeTests
{
    // Two objects that stand still for nine frames.
    private static readonly TrackedBox[] Truth = [.. Enumerable.Range(1, 9).SelectMany(frame => new[] { new TrackedBox(frame, 1, Place(10)), new TrackedBox(frame, 2, Place(100)) })];

    [TestCase(1, 9)]
    [TestCase(2, 5)]
    [TestCase(3, 3)]
    public void Judge_CountsTheFramesThatWereRead(int stride, int frames)
    {
        var judge = new TrackJudge(Truth, stride);
        for (var number = 1; number <= frames; number++)
        {
            judge.Add(Frame(number, (10, 7), (100, 9)));
        }

        var metrics = judge.Judge();

        Assert.That((metrics.Frames, metrics.TruthBoxes, metrics.Matches, metrics.IdSwitches, metrics.Mota, metrics.Idf1), Is.EqualTo((frames, 2 * frames, 2 * frames, 0, 1.0, 1.0)));
    }

    [Test]
    public void Judge_ObjectsWithoutATrack_CountAsMissed()
    {
        var judge = new TrackJudge(Truth);
        judge.Add(Frame(1, (10, null), (100, null)));
        judge.Add(Frame(2, (10, 1), (100, null)));
        judge.Add(Frame(3, (10, 2), (300, 1)));

        var metrics = judge.Judge();

        Assert.That((metrics.Matches, metrics.Misses, metrics.FalsePositives, metrics.IdSwitches), Is.EqualTo((2, 4, 1, 1)));
    }

    [Test]
    public void Add_WhatCannotBeJudged_IsRefused()
    {
        var judge = new TrackJudge(Truth);
        judge.Add(Frame(2, (10, 1)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => judge.Add(Frame(2, (10, 1))), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => judge.Add(new Result("a.png", new Image(8, 8), new Dictionary<int, string>(), new Boxes([], 8, 8))), Throws.ArgumentException.With.Message.Contains("a.png is no frame of a video"));
            Assert.That(() => judge.Add(null!), Throws.ArgumentNullException);
            Assert.That(() => new TrackJudge(Truth, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    private static Box Place(float x) => new(x, 50, x + 40, 90);

    private static Result Frame(int number, params (float X, int? Id)[] objects) =>
        new("film.mp4", new Image(8, 8), new Dictionary<int, string>(), new Boxes(objects.Select(one => new Detection(Place(one.X), 0.9f, 0, TrackId: one.Id)), 400, 200)) { Frame = new(0, number, null, 30) };
}
