using Yolo.Results;
using Yolo.Tracking;

namespace Yolo.Tests.Tracking;

/// <summary>Settings out of their ranges, and what a tracker that asks for looks is given.</summary>
public sealed class TrackerOptionsTrackingTests
{
    private static readonly BotSortOptions Looking = new() { UseAppearance = true };

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return new TestCaseData(new TrackerOptions { HighThreshold = -0.1 }, "HighThreshold");
        yield return new TestCaseData(new TrackerOptions { LowThreshold = 1.1 }, "LowThreshold");
        yield return new TestCaseData(new TrackerOptions { NewThreshold = double.NaN }, "NewThreshold");
        yield return new TestCaseData(new TrackerOptions { MatchThreshold = 2 }, "MatchThreshold");
        yield return new TestCaseData(new TrackerOptions { Buffer = -1 }, "Buffer");
        yield return new TestCaseData(new BotSortOptions { HighThreshold = double.PositiveInfinity }, "HighThreshold");
        yield return new TestCaseData(new BotSortOptions { ProximityThreshold = -0.1 }, "ProximityThreshold");
        yield return new TestCaseData(new BotSortOptions { AppearanceThreshold = 1.5 }, "AppearanceThreshold");
    }

    [TestCaseSource(nameof(Wrong))]
    public void SettingOutOfItsRange_IsNamed(TrackerOptions options, string setting) =>
        Assert.That(options.CreateTracker, Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains(setting));

    [Test]
    public void SettingsAtTheEndsOfTheirRanges_AreTaken()
    {
        var options = new BotSortOptions { HighThreshold = 0, LowThreshold = 0, NewThreshold = 1, MatchThreshold = 1, Buffer = 0, ProximityThreshold = 0, AppearanceThreshold = 1 };

        Assert.That(() => options.CreateTracker(), Throws.Nothing);
        Assert.That(new ByteTracker().Options, Is.EqualTo(new TrackerOptions()));
        Assert.That(new BotSort().Options, Is.EqualTo(new BotSortOptions()));
    }

    [Test]
    public void TrackerThatAsksForLooks_NeedsThemForEachDetection()
    {
        var tracker = new BotSort(Looking);

        Assert.That(() => tracker.Update([At(10), At(100)]), Throws.ArgumentException.With.Message.Contains("each of the 2 detections").And.Message.Contains("given 0"));
        Assert.That(() => tracker.Update([At(10), At(100)], appearances: [[1, 0]]), Throws.ArgumentException.With.Message.Contains("given 1"));
        Assert.That(() => tracker.Update([At(10)], appearances: [[]]), Throws.ArgumentException.With.Message.Contains("length"));
        Assert.That((tracker.Frame, tracker.Update([At(10), At(100)], appearances: [[1, 0], [0, 1]]).Count), Is.EqualTo((0, 2)));
        Assert.That(tracker.Update(Array.Empty<Detection>(), appearances: []), Is.Empty);
    }

    [Test]
    public void LooksOfDifferentLengths_AreRefused()
    {
        var tracker = new BotSort(Looking);

        Assert.That(() => tracker.Update([At(10), At(100)], appearances: [[1, 0], [0, 1, 0]]), Throws.ArgumentException.With.Message.Contains("here 2; one has 3"));
        tracker.Update([At(10)], appearances: [[1, 0]]);
        Assert.That(() => tracker.Update([At(10)], appearances: [[1, 0, 0]]), Throws.ArgumentException.With.Message.Contains("here 2; one has 3"));
        tracker.Reset();
        Assert.That(tracker.Update([At(10)], appearances: [[1, 0, 0]]).Single().Id, Is.EqualTo(1));
    }

    [Test]
    public void FrameThatWasRefused_DoesNotSettleTheLengthOfLooks()
    {
        var tracker = new BotSort(Looking);

        Assert.That(() => tracker.Update([At(10), At(100)], appearances: [[1, 0], [0, 1, 0]]), Throws.ArgumentException);

        Assert.That(tracker.Update([At(10), At(100)], appearances: [[1, 0, 0], [0, 1, 0]]), Has.Count.EqualTo(2));
    }

    [Test]
    public void LooksThatAreNoNumbers_AreRefused()
    {
        var tracker = new BotSort(Looking);

        Assert.That(() => tracker.Update([At(10)], appearances: [[1, float.NaN]]), Throws.ArgumentException);
    }

    [Test]
    public void TrackersThatDoNotAsk_LookAtNothing()
    {
        Tracker[] trackers = [new ByteTracker(), new BotSort()];

        Assert.That(trackers.Select(tracker => tracker.Update([At(10)], appearances: [[1], [2, 3]]).Count), Has.All.EqualTo(1));
    }

    [Test]
    public void ObjectsThatChangePlaces_AreToldApartByTheirLooks()
    {
        var looks = new float[][] { [1, 0], [0, 1] };
        Tracker[] trackers = [new BotSort(Looking with { ProximityThreshold = 0.05 }), new BotSort()];

        // In the second frame each is nearer to where the other was.
        var ids = trackers.Select(tracker =>
        {
            tracker.Update([At(10), At(30)], appearances: looks);
            return tracker.Update([At(26), At(14)], appearances: looks).OrderBy(one => one.Detection).Select(one => one.Id).ToArray();
        });

        Assert.That(ids, Is.EqualTo(new[] { new[] { 1, 2 }, new[] { 2, 1 } }));
    }

    private static Detection At(float x) => new(new(x, 50, x + 40, 90), 0.9f, 0);
}
