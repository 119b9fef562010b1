using Yolo.Tracking.Evaluation;

namespace Yolo.Tests.Tracking.Evaluation;

public sealed class TrackingMetricsTests
{
    private const double Exact = 1e-12;

    [Test]
    public void Evaluate_OfPerfectTracks_IsOneEverywhere()
    {
        TrackedBox[] truth = [.. Follow(1, 1, 5), .. Follow(2, 1, 5, y: 50)];
        TrackedBox[] found = [.. Follow(9, 1, 5, y: 50), .. Follow(4, 1, 5)];

        var metrics = new TrackingEvaluator(truth, found).Evaluate();

        Assert.That(metrics, Is.EqualTo(new TrackingMetrics
        {
            Frames = 5,
            TruthBoxes = 10,
            FoundBoxes = 10,
            TruthTracks = 2,
            FoundTracks = 2,
            Matches = 10,
            Misses = 0,
            FalsePositives = 0,
            IdSwitches = 0,
            Fragments = 0,
            Mota = 1,
            Motp = 1,
            Idf1 = 1,
            IdPrecision = 1,
            IdRecall = 1,
            Hota = 1,
            DetA = 1,
            AssA = 1,
            LocA = 1,
            MostlyTracked = 2,
            MostlyLost = 0,
        }));
    }

    /// <summary>
    /// One object for 12 frames, followed by id 1 for 8 and by id 2 for 4. MOTA = 1 - 1/12. The better id has 8 boxes right: IDF1 = 2·8 / (12 + 12).
    /// HOTA: nothing is missed, DetA = 1. For 8 matches A = 8 / (12 + 8 - 8), for 4 it is 4 / (12 + 4 - 4), so AssA = (8·2/3 + 4·1/3) / 12 = 5/9.
    /// </summary>
    [Test]
    public void Evaluate_OfASwitch_PutsItDownToIdentityAlone()
    {
        var metrics = new TrackingEvaluator(Follow(1, 1, 12), [.. Follow(1, 1, 8), .. Follow(2, 9, 12)]).Evaluate();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((metrics.Matches, metrics.Misses, metrics.FalsePositives, metrics.IdSwitches, metrics.Fragments), Is.EqualTo((12, 0, 0, 1, 0)));
            Assert.That(metrics.Mota, Is.EqualTo(11 / 12.0).Within(Exact));
            Assert.That(metrics.Idf1, Is.EqualTo(2 / 3.0).Within(Exact));
            Assert.That(metrics.DetA, Is.EqualTo(1).Within(Exact));
            Assert.That(metrics.AssA, Is.EqualTo(5 / 9.0).Within(Exact));
            Assert.That(metrics.Hota, Is.EqualTo(Math.Sqrt(5) / 3).Within(Exact));
        }
    }

    /// <summary>
    /// One object for 10 frames, not found in two of them, then under its old id. MOTA = 1 - 2/10; IDF1 = 2·8 / (10 + 8), all found boxes are right, 8 of
    /// 10 true ones. DetA = 8 / (8 + 2), A of every match = 8 / (10 + 8 - 8). Four fifths of its frames are just enough to be mostly tracked.
    /// </summary>
    [Test]
    public void Evaluate_OfAGap_CountsAFragmentAndNoSwitch()
    {
        var metrics = new TrackingEvaluator(Follow(1, 1, 10), [.. Follow(1, 1, 4), .. Follow(1, 7, 10)]).Evaluate();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((metrics.Misses, metrics.IdSwitches, metrics.Fragments, metrics.MostlyTracked, metrics.MostlyLost), Is.EqualTo((2, 0, 1, 1, 0)));
            Assert.That(metrics.Mota, Is.EqualTo(0.8).Within(Exact));
            Assert.That((metrics.Idf1, metrics.IdPrecision, metrics.IdRecall), Is.EqualTo((16 / 18.0, 1.0, 0.8)));
            Assert.That(metrics.DetA, Is.EqualTo(0.8).Within(Exact));
            Assert.That(metrics.AssA, Is.EqualTo(0.8).Within(Exact));
            Assert.That(metrics.Hota, Is.EqualTo(0.8).Within(Exact));
        }
    }

    [Test]
    public void Evaluate_OfAnObjectThatWasAway_CountsNoFragment()
    {
        TrackedBox[] boxes = [.. Follow(1, 1, 4), .. Follow(1, 7, 10)];

        Assert.That(new TrackingEvaluator([.. boxes, .. Follow(2, 1, 10, y: 50)], boxes).Evaluate().Fragments, Is.Zero);
    }

    /// <summary>A switch is one against the last match, however long ago; coming back is a fragment besides.</summary>
    [Test]
    public void Evaluate_OfAnotherIdAfterAGap_CountsBoth()
    {
        var metrics = new TrackingEvaluator(Follow(1, 1, 9), [.. Follow(1, 1, 3), .. Follow(2, 7, 9)]).Evaluate();

        Assert.That((metrics.IdSwitches, metrics.Fragments), Is.EqualTo((1, 1)));
    }

    [Test]
    public void Evaluate_WithNothingFound_MissesAll()
    {
        var metrics = new TrackingEvaluator(Follow(1, 1, 3), []).Evaluate();

        Assert.That((metrics.Misses, metrics.FalsePositives, metrics.MostlyTracked, metrics.MostlyLost), Is.EqualTo((3, 0, 0, 1)));
        Assert.That((metrics.Mota, metrics.Motp, metrics.Idf1, metrics.IdPrecision, metrics.Hota, metrics.LocA), Is.EqualTo((0.0, 0.0, 0.0, 0.0, 0.0, 0.0)));
    }

    /// <summary>Four boxes missed, six found elsewhere: MOTA = 1 - (4 + 6) / 4.</summary>
    [Test]
    public void Evaluate_OfFalseAlarmsElsewhere_GivesANegativeMota()
    {
        var metrics = new TrackingEvaluator(Follow(1, 1, 4), Follow(1, 1, 6, y: 50)).Evaluate();

        Assert.That((metrics.Frames, metrics.Misses, metrics.FalsePositives), Is.EqualTo((6, 4, 6)));
        Assert.That((metrics.Mota, metrics.Idf1, metrics.Hota), Is.EqualTo((-1.5, 0.0, 0.0)));
    }

    [Test]
    public void Evaluate_OfFalseAlarmsWithoutTruth_HasNoShares()
    {
        var metrics = new TrackingEvaluator([], Follow(1, 1, 3)).Evaluate();

        Assert.That((metrics.TruthTracks, metrics.FoundTracks, metrics.FalsePositives), Is.EqualTo((0, 1, 3)));
        Assert.That((metrics.Mota, metrics.IdPrecision, metrics.IdRecall, metrics.DetA), Is.EqualTo((0.0, 0.0, 0.0, 0.0)));
    }

    [Test]
    public void Evaluate_OfEmptyFrames_CountsThem()
    {
        var evaluator = new TrackingEvaluator();
        evaluator.Add([], []);
        evaluator.Add([], []);
        evaluator.Add([At(3, 1)], []);

        Assert.That(evaluator.Evaluate().Frames, Is.EqualTo(3));
        Assert.That(new TrackingEvaluator().Evaluate().Frames, Is.Zero);
    }

    /// <summary>
    /// Two objects for 6 frames whose ids change hands in the middle: 2 switches, MOTA = 1 - 2/12; each id is right for 3 frames, whichever object it is
    /// given to: IDF1 = 2·6 / 24. Every pair matches 3 times: A = 3 / (6 + 6 - 3).
    /// </summary>
    [Test]
    public void Evaluate_OfIdsThatChangeHands_CountsTwoSwitches()
    {
        TrackedBox[] truth = [.. Follow(1, 1, 6), .. Follow(2, 1, 6, y: 50)];
        TrackedBox[] found = [.. Follow(1, 1, 3), .. Follow(2, 1, 3, y: 50), .. Follow(2, 4, 6), .. Follow(1, 4, 6, y: 50)];

        var metrics = new TrackingEvaluator(truth, found).Evaluate();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((metrics.Misses, metrics.FalsePositives, metrics.IdSwitches), Is.EqualTo((0, 0, 2)));
            Assert.That(metrics.Mota, Is.EqualTo(10 / 12.0).Within(Exact));
            Assert.That(metrics.Idf1, Is.EqualTo(0.5).Within(Exact));
            Assert.That(metrics.AssA, Is.EqualTo(1 / 3.0).Within(Exact));
            Assert.That(metrics.Hota, Is.EqualTo(Math.Sqrt(1 / 3.0)).Within(Exact));
        }
    }

    /// <summary>A box of a part of the object's height has that part as its overlap; of the 19 thresholds it reaches those up to it.</summary>
    [TestCase(5f, 0.5, 1, 10)]
    [TestCase(4.99f, 0.5, 0, 9)]
    [TestCase(7f, 0.7, 1, 14)]
    [TestCase(6.99f, 0.7, 0, 13)]
    [TestCase(9.5f, 0.95, 1, 19)]
    public void Evaluate_AtTheThreshold_Matches(float height, double threshold, int matches, int thresholds)
    {
        TrackedBox found = new(1, 1, new(0, 0, 10, height));

        var metrics = new TrackingEvaluator([At(1, 1)], [found], new() { Iou = threshold }).Evaluate();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((metrics.Matches, metrics.Misses, metrics.FalsePositives), Is.EqualTo((matches, 1 - matches, 1 - matches)));
            Assert.That(metrics.Idf1, Is.EqualTo((double)matches));
            Assert.That(metrics.Hota, Is.EqualTo(thresholds / 19.0).Within(Exact));
            Assert.That(metrics.LocA, Is.EqualTo(height / 10).Within(1e-7));
            Assert.That(metrics.Motp, Is.EqualTo(matches * height / 10).Within(1e-7));
        }
    }

    [TestCase(false, 0)]
    [TestCase(true, 3)]
    public void Evaluate_OfAnotherClass_MatchesOnlyIfAsked(bool agnostic, int matches)
    {
        TrackedBox[] found = [.. Follow(1, 1, 3).Select(tracked => tracked with { Class = 1 })];

        var metrics = new TrackingEvaluator(Follow(1, 1, 3), found, new() { AgnosticClasses = agnostic }).Evaluate();

        Assert.That((metrics.Matches, metrics.Idf1, metrics.Hota), Is.EqualTo((matches, matches / 3.0, matches / 3.0)));
    }

    /// <summary>
    /// Id 1 slips off the object, by overlaps of 8/12, 7/13 and 6/14, while id 2 lies right on it from frame 2. The pair of frame 1 is kept in frame 2; in
    /// frame 3 it overlaps too little, and id 2 takes over. Overlaps of the matches: 2/3, 7/13, 1.
    /// </summary>
    [Test]
    public void Evaluate_KeepsThePairOfTheFrameBefore_WhileItOverlapsEnough()
    {
        var evaluator = new TrackingEvaluator();
        evaluator.Add([At(1, 1)], [At(1, 1, x: 2)]);
        evaluator.Add([At(2, 1)], [At(2, 2), At(2, 1, x: 3)]);
        int switchesBefore = evaluator.Evaluate().IdSwitches;
        evaluator.Add([At(3, 1)], [At(3, 2), At(3, 1, x: 4)]);
        var metrics = evaluator.Evaluate();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(switchesBefore, Is.Zero);
            Assert.That((metrics.Matches, metrics.FalsePositives, metrics.IdSwitches), Is.EqualTo((3, 2, 1)));
            Assert.That(metrics.Motp, Is.EqualTo(((2 / 3.0) + (7 / 13.0) + 1) / 3).Within(Exact));
        }
    }

    /// <summary>The pair of frame 1 is none of the frame before once there was a frame in which the object was missed: the nearer box wins.</summary>
    [Test]
    public void Evaluate_AfterAMiss_KeepsNoPair()
    {
        var evaluator = new TrackingEvaluator();
        evaluator.Add([At(1, 1)], [At(1, 1)]);
        evaluator.Add([At(2, 1)], []);
        evaluator.Add([At(3, 1)], [At(3, 1, x: 2), At(3, 2)]);

        Assert.That(evaluator.Evaluate().IdSwitches, Is.EqualTo(1));
    }

    /// <summary>Id 1 overlaps both objects, the first by 8/12 and the second by 7/13; id 2 overlaps the first alone, by 7/13. The greatest overlap must not win.</summary>
    [Test]
    public void Evaluate_MatchesAsManyAsPossible()
    {
        var metrics = new TrackingEvaluator([At(1, 1), At(1, 2, x: 5)], [At(1, 1, x: 2), At(1, 2, x: -3)]).Evaluate();

        Assert.That(metrics.Matches, Is.EqualTo(2));
        Assert.That(metrics.Motp, Is.EqualTo(7 / 13.0).Within(Exact));
    }

    [TestCase(3, 0, 1)]
    [TestCase(4, 0, 0)]
    [TestCase(15, 0, 0)]
    [TestCase(16, 1, 0)]
    public void Evaluate_OfShareOfALife_SaysMostlyTrackedOrLost(int found, int tracked, int lost)
    {
        var metrics = new TrackingEvaluator(Follow(1, 1, 20), Follow(1, 1, found)).Evaluate();

        Assert.That((metrics.MostlyTracked, metrics.MostlyLost), Is.EqualTo((tracked, lost)));
    }

    [Test]
    public void Evaluate_OfShuffledBoxes_EqualsFrameByFrame()
    {
        TrackedBox[] truth = [.. Follow(1, 1, 9), .. Follow(2, 3, 7, y: 6)], found = [.. Follow(5, 2, 6, y: 2), .. Follow(6, 4, 9, y: 4)];
        var evaluator = new TrackingEvaluator();
        for (int frame = 1; frame <= 9; frame++)
        {
            evaluator.Add([.. truth.Where(tracked => tracked.Frame == frame)], [.. found.Where(tracked => tracked.Frame == frame)]);
        }

        Assert.That(new TrackingEvaluator(truth.Reverse(), found.OrderBy(tracked => tracked.Frame % 3)).Evaluate(), Is.EqualTo(evaluator.Evaluate()));
    }

    [Test]
    public void ToString_IsALineOfFigures() => Assert.That(
        new TrackingEvaluator(Follow(1, 1, 12), [.. Follow(1, 1, 8), .. Follow(2, 9, 12)]).Evaluate().ToString(),
        Is.EqualTo("HOTA 0.745, MOTA 0.917, IDF1 0.667, MOTP 1.000, misses 0, false positives 0, id switches 1, fragments 0"));

    /// <summary>20 objects that cross, whose ids change every 300 frames.</summary>
    [Test]
    public void Evaluate_OfALongSequence_CountsItsSwitches()
    {
        var evaluator = new TrackingEvaluator();
        for (int frame = 1; frame <= 3000; frame++)
        {
            TrackedBox[] truth = [.. Enumerable.Range(0, 20).Select(id => At(frame, id, x: (frame * (id + 1)) % 700, y: 9 * id))];
            evaluator.Add(truth, [.. truth.Select(tracked => tracked with { Id = tracked.Id + (100 * (frame / 300)) })]);
        }

        var metrics = evaluator.Evaluate();

        // The first id has frames 1 to 299, the last only frame 3000; each of the others has 300. An object keeps one of them.
        Assert.That((metrics.Frames, metrics.Misses, metrics.IdSwitches, metrics.TruthTracks, metrics.FoundTracks), Is.EqualTo((3000, 0, 200, 20, 220)));
        Assert.That(metrics.Idf1, Is.EqualTo(0.1).Within(Exact));
    }

    private static TrackedBox At(int frame, int id, float x = 0, float y = 0) => new(frame, id, new(x, y, x + 10, y + 10));

    private static TrackedBox[] Follow(int id, int first, int last, float y = 0) =>
        [.. Enumerable.Range(first, last - first + 1).Select(frame => At(frame, id, frame, y))];
}
