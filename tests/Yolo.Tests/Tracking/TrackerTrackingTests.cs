using Yolo.Engine.Tracking;
using Yolo.Results;
using Yolo.Tracking;

namespace Yolo.Tests.Tracking;

/// <summary>Trackers by themselves, on made-up boxes.</summary>
[TestFixture("bytetrack")]
[TestFixture("botsort")]
public sealed class TrackerTrackingTests(string name)
{
    private const int Buffer = 5;

    private Tracker tracker = null!;

    [SetUp]
    public void SetUp() => tracker = Create();

    [Test]
    public void FirstFrame_IsReportedAtOnce_AndLaterTracksFromTheirSecondFrame()
    {
        var first = tracker.Update([At(10), At(100)]);
        Assert.That(first.Select(one => (one.Id, one.Detection)), Is.EqualTo(new[] { (1, 0), (2, 1) }));
        Assert.That((Ids(tracker.Born), tracker.Reported, tracker.Count, tracker.Frame), Is.EqualTo((new[] { 1, 2 }, 2, 2, 1)));

        var second = tracker.Update([At(200), At(10), At(100)]);
        Assert.That(second.Select(one => (one.Id, one.Detection)), Is.EqualTo(new[] { (1, 1), (2, 2) }));
        Assert.That((Ids(tracker.Born), tracker.Reported, tracker.Count, tracker.Tracks.Count), Is.EqualTo((Array.Empty<int>(), 2, 3, 3)));
        Assert.That(tracker.Tracks.Single(track => track.Id == 3).IsConfirmed, Is.False);

        var third = tracker.Update([At(200), At(10), At(100)]);
        Assert.That(third.Select(one => one.Id), Is.EquivalentTo(new[] { 1, 2, 3 }));
        Assert.That((Ids(tracker.Born), tracker.Reported, tracker.Count), Is.EqualTo((new[] { 3 }, 3, 3)));
    }

    [Test]
    public void WhatFlickersUpOnce_IsNeverReported_AndUsesUpAnId()
    {
        tracker.Update([At(10)]);
        tracker.Update([At(10), At(200)]);

        Assert.That(tracker.Update([At(10)]).Select(one => one.Id), Is.EqualTo(new[] { 1 }));
        Assert.That(Ids(tracker.Ended), Is.EqualTo(new[] { 2 }));
        Assert.That(tracker.Ended[0].State, Is.EqualTo(TrackState.Removed));
        Assert.That((tracker.Reported, tracker.Count, tracker.Lost.Count), Is.EqualTo((1, 2, 0)));
        tracker.Update([At(10), At(300)]);
        Assert.That(tracker.Update([At(10), At(300)]).Select(one => one.Id), Is.EquivalentTo(new[] { 1, 3 }));
    }

    [Test]
    public void EmptyFrames_GiveNothing()
    {
        Assert.That(Enumerable.Range(0, 3).Select(_ => tracker.Update(None).Count), Has.All.Zero);
        Assert.That((tracker.Frame, tracker.Count, tracker.Tracks.Count, tracker.Lost.Count), Is.EqualTo((3, 0, 0, 0)));

        // The first frame is over.
        Assert.That(tracker.Update([At(10)]), Is.Empty);
        Assert.That(tracker.Update([At(10)]).Single().Id, Is.EqualTo(1));
    }

    [Test]
    public void LostTrack_IsWaitedFor_AndGivenUpAfterTheBuffer()
    {
        tracker.Update([At(10)]);
        for (var frame = 0; frame < Buffer; frame++)
        {
            Assert.That(tracker.Update(None), Is.Empty);
            Assert.That((Ids(tracker.Lost), tracker.Tracks.Count, tracker.Ended.Count), Is.EqualTo((new[] { 1 }, 0, 0)));
        }

        var track = tracker.Lost[0];
        Assert.That((track.State, track.StartFrame, track.LastFrame), Is.EqualTo((TrackState.Lost, 1, 1)));
        tracker.Update(None);
        Assert.That((Ids(tracker.Ended), Ids(tracker.Lost), track.State), Is.EqualTo((new[] { 1 }, new[] { 1 }, TrackState.Removed)));
        tracker.Update(None);
        Assert.That((tracker.Ended.Count, tracker.Lost.Count, tracker.Reported), Is.EqualTo((0, 0, 1)));
        tracker.Update([At(10)]);
        Assert.That(tracker.Update([At(10)]).Single().Id, Is.EqualTo(2));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(Buffer)]
    public void TrackFoundAgainInTime_KeepsItsId(int away)
    {
        tracker.Update([At(10)]);
        for (var frame = 0; frame < away; frame++)
        {
            tracker.Update(None);
        }

        Assert.That(tracker.Update([At(10)]).Single().Id, Is.EqualTo(1));
        Assert.That((tracker.Lost.Count, tracker.Born.Count, tracker.Tracks[0].State, tracker.Tracks[0].LastFrame), Is.EqualTo((0, 0, TrackState.Tracked, away + 2)));
    }

    [Test]
    public void UnsureDetection_KeepsATrackAlive_AndBeginsNone_AndFindsNoLostOne()
    {
        tracker.Update([At(10), At(300)]);

        var second = tracker.Update([At(10, confidence: 0.2f), At(200, confidence: 0.2f)]);
        Assert.That(second.Select(one => (one.Id, one.Confidence, one.Detection)), Is.EqualTo(new[] { (1, 0.2f, 0) }));
        Assert.That((Ids(tracker.Lost), tracker.Count), Is.EqualTo((new[] { 2 }, 2)));

        var third = tracker.Update([At(10, confidence: 0.2f), At(200, confidence: 0.2f), At(300, confidence: 0.2f)]);
        Assert.That(third.Select(one => one.Id), Is.EqualTo(new[] { 1 }));
        Assert.That(tracker.Update([At(10, confidence: 0.1f)]), Is.Empty, "below the low threshold it is passed over");
        Assert.That(Ids(tracker.Lost), Is.EquivalentTo(new[] { 1, 2 }));
    }

    [Test]
    public void ClassAndConfidence_AreThoseOfTheLastDetection()
    {
        tracker.Update([At(10, confidence: 0.9f, label: 3)]);

        var found = tracker.Update([At(10, confidence: 0.6f, label: 5)]).Single();

        Assert.That((found.Id, found.Confidence, found.Class), Is.EqualTo((1, 0.6f, 5)));
        Assert.That((tracker.Tracks[0].Confidence, tracker.Tracks[0].Class), Is.EqualTo((0.6f, 5)));
    }

    [Test]
    public void BoxesWithoutAnArea_ArePassedOver_AndTheOthersKeepTheirPlaces()
    {
        List<Detection> frame = [new(new(50, 50, 50, 90), 0.9f, 0), At(10), new(new(90, 50, 60, 90), 0.9f, 0), new(new(50, 50, 90, 50), 0.9f, 0), At(200)];

        tracker.Update(frame);

        Assert.That(tracker.Update(frame).Select(one => (one.Id, one.Detection)), Is.EqualTo(new[] { (1, 1), (2, 4) }));
        Assert.That(tracker.Count, Is.EqualTo(2));
    }

    [TestCase(float.NaN, 0.9f)]
    [TestCase(float.PositiveInfinity, 0.9f)]
    [TestCase(10, float.NaN)]
    public void DetectionThatIsNoNumber_IsRefused_AndTheTrackerGoesOnAsIfItHadNotBeen(float x, float confidence)
    {
        var other = Create();
        Both([At(10), At(100)]);

        Assert.That(() => tracker.Update([At(12), At(x, confidence: confidence)]), Throws.ArgumentException.With.Message.Contains("Detection 1"));
        Assert.That(() => tracker.Update([new RotatedBox(50, 50, 30, 20, float.NaN, 0.9f, 0)]), Throws.ArgumentException.With.Message.Contains("Detection 0"));

        Assert.That((tracker.Frame, tracker.Count, Ids(tracker.Tracks)), Is.EqualTo((1, 2, new[] { 1, 2 })));
        Both([At(12), At(102)]);
        Both([At(14)]);

        void Both(List<Detection> detections) => Assert.That(tracker.Update(detections), Is.EqualTo(other.Update(detections)));
    }

    [Test]
    public void Objects_OfAFrame_StayAsTheyWere()
    {
        var first = tracker.Update([At(10), At(100)]);
        var before = first.ToList();

        tracker.Update([At(15)]);
        tracker.Reset();

        Assert.That(first, Is.EqualTo(before));
    }

    [Test]
    public void Reset_BeginsAnew_AndRemembersHowManyThereWere()
    {
        tracker.Update([At(10), At(100)]);
        tracker.Update([At(10)]);

        tracker.Reset();

        Assert.That((tracker.Frame, tracker.Count, tracker.Reported), Is.EqualTo((0, 0, 2)));
        Assert.That((tracker.Tracks.Count, tracker.Lost.Count, tracker.Born.Count, tracker.Ended.Count), Is.EqualTo((0, 0, 0, 0)));
        Assert.That(tracker.Update([At(300)]).Single().Id, Is.EqualTo(1));
        Assert.That(tracker.Reported, Is.EqualTo(3));
    }

    [Test]
    public void MovingObject_IsFollowed_AndItsVelocityKnown()
    {
        for (var frame = 0; frame < 20; frame++)
        {
            Assert.That(tracker.Update([At(10 + (6 * frame))]).Single().Id, Is.EqualTo(1));
        }

        Assert.That(tracker.Tracks[0].Velocity.X, Is.EqualTo(6).Within(0.5));
        Assert.That(tracker.Tracks[0].Velocity.Y, Is.Zero.Within(0.1));
        tracker.Update(None);
        Assert.That(tracker.Lost[0].Box.X1, Is.EqualTo(10 + (6 * 20)).Within(3), "while it is lost it is thought to go on");
    }

    [Test]
    public void RotatedBoxes_AreReportedWithTheAngleOfTheirDetection()
    {
        tracker.Update([new RotatedBox(100, 80, 60, 20, 0.3f, 0.9f, 1)]);

        var found = tracker.Update([new RotatedBox(102, 80, 60, 20, 0.4f, 0.8f, 1)]).Single();

        var rotated = found.Rotated!.Value;
        Assert.That((found.Id, found.Confidence, rotated.Angle), Is.EqualTo((1, 0.8f, 0.4f)));
        Assert.That(new[] { rotated.CenterX, rotated.CenterY, rotated.Width, rotated.Height }, Is.EqualTo(new[] { 101.5f, 80, 60, 20 }).Within(1));
        Assert.That(found.Box, Is.EqualTo(rotated.Upright()));
    }

    [Test]
    public void Update_WithoutDetections_SaysSo()
    {
        Assert.That(() => tracker.Update((IReadOnlyList<Detection>)null!), Throws.ArgumentNullException);
        Assert.That(() => tracker.Update((IReadOnlyList<RotatedBox>)null!), Throws.ArgumentNullException);
    }

    private static IReadOnlyList<Detection> None => [];

    private static Detection At(float x, float confidence = 0.9f, int label = 0) => new(new(x, 50, x + 40, 90), confidence, label);

    private static int[] Ids(IEnumerable<Track> tracks) => [.. tracks.Select(track => track.Id)];

    private Tracker Create() => (TrackerFile.Read(name) with { Buffer = Buffer }).CreateTracker();
}
