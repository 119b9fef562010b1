using Yolo.Geometry;
using Yolo.Tracking.Evaluation;

namespace Yolo.Tests.Tracking.Evaluation;

public sealed class TrackingHotaTests
{
    private const double Exact = 1e-12;

    /// <summary>
    /// An object for 4 frames; id 7 lies on it in frames 1 and 2, id 8 over four fifths of it in frames 2, 3 and 4. At 0.5 both could have frame 2. The
    /// tracks of 7 would agree by 2 / (4 + 2 - 2) = 1/2, those of 8 by 3 / (4 + 3 - 3) = 3/4, so 8 has it. 4 matches, 1 false alarm: DetA = 4/5. A of
    /// the match with 7 = 1 / (4 + 2 - 1) = 1/5, of the three with 8 = 3/4: AssA = (1/5 + 9/4) / 4 = 49/80. HOTA = √(4/5 · 49/80) = 7/10.
    /// At 0.9 only 7 is left: 2 matches, 2 misses, 3 false alarms, DetA = 2/7, AssA = 2 / (4 + 2 - 2) = 1/2.
    /// </summary>
    [Test]
    public void Hota_AtOneThreshold_IsAsByHand()
    {
        var sequence = new JudgedSequence(minimum: 0.05, agnostic: false);
        var low = new Box(0, 0, 10, 8);
        sequence.Add([At(1, 1)], [At(1, 7)]);
        sequence.Add([At(2, 1)], [At(2, 7), new(2, 8, low)]);
        sequence.Add([At(3, 1)], [new(3, 8, low)]);
        sequence.Add([At(4, 1)], [new(4, 8, low)]);
        var accuracy = new HigherOrderAccuracy(sequence);

        var (loose, strict) = (accuracy.At(0.5), accuracy.At(0.9));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(loose.DetA, Is.EqualTo(4 / 5.0).Within(Exact));
            Assert.That(loose.AssA, Is.EqualTo(49 / 80.0).Within(Exact));
            Assert.That(loose.Hota, Is.EqualTo(7 / 10.0).Within(Exact));
            Assert.That(loose.LocA, Is.EqualTo((1 + (3 * 0.8)) / 4).Within(Exact));
            Assert.That(strict.DetA, Is.EqualTo(2 / 7.0).Within(Exact));
            Assert.That(strict.AssA, Is.EqualTo(1 / 2.0).Within(Exact));
            Assert.That(strict.Hota, Is.EqualTo(Math.Sqrt(1 / 7.0)).Within(Exact));
        }
    }

    /// <summary>
    /// In frame 1 id 1 lies between both objects and id 2 beside the first, each overlap 7/13. Id 1 belongs to the first object in all frames after, but
    /// there is a way to match both objects of frame 1, and that comes first.
    /// </summary>
    [Test]
    public void Hota_MatchesAsManyAsPossible_BeforeItLooksAtTracks()
    {
        var sequence = new JudgedSequence(minimum: 0.05, agnostic: false);
        sequence.Add([At(1, 1), At(1, 2, x: 6)], [At(1, 1, x: 3), At(1, 2, x: -3)]);
        for (int frame = 2; frame <= 10; frame++)
        {
            sequence.Add([At(frame, 1)], [At(frame, 1)]);
        }

        Assert.That(new HigherOrderAccuracy(sequence).At(0.5).DetA, Is.EqualTo(1));
    }

    private static TrackedBox At(int frame, int id, float x = 0) => new(frame, id, new(x, 0, x + 10, 10));
}
