using Yolo.Tracking.Evaluation;

namespace Yolo.Tests.Tracking.Evaluation;

public sealed class TrackingFrameCheckTests
{
    [Test]
    public void Add_OfAnIdTwice_SaysWhichAndWhere()
    {
        var evaluator = new TrackingEvaluator();

        Assert.That(
            () => evaluator.Add([At(1, 1)], [At(1, 7), At(1, 7, y: 50)]),
            Throws.ArgumentException.With.Message.StartWith("Frame 1: the id 7 occurs twice among the found boxes; give each object of a frame an id of its own."));
        Assert.That(() => evaluator.Add([At(1, 3), At(1, 3)], []), Throws.ArgumentException.With.Message.Contains("the id 3 occurs twice among the true boxes"));
        Assert.That(evaluator.Evaluate().Frames, Is.Zero);
    }

    [Test]
    public void Add_OfFramesOutOfOrder_IsRefused()
    {
        var evaluator = new TrackingEvaluator();
        evaluator.Add([At(4, 1)], []);

        Assert.That(() => evaluator.Add([], [At(4, 1)]), Throws.ArgumentException.With.Message.EqualTo("Frame 4 follows frame 4; add frames in ascending order, each once."));
        Assert.That(() => evaluator.Add([At(5, 1)], [At(6, 1)]), Throws.ArgumentException.With.Message.Contains("A found box of frame 6 lies among those of frame 5"));
        Assert.That(() => new TrackingEvaluator([At(0, 1)], []), Throws.ArgumentException.With.Message.Contains("frames are numbered from 1"));
    }

    [TestCase(float.NaN, 10f, "no finite number")]
    [TestCase(0f, float.PositiveInfinity, "no finite number")]
    [TestCase(5f, 4f, "inside out")]
    public void Add_OfABoxThatIsNone_IsRefused(float left, float right, string fault) =>
        Assert.That(() => new TrackingEvaluator([], [new(1, 3, new(left, 0, right, 10))]), Throws.ArgumentException.With.Message.Contains(fault).And.Message.Contains("Frame 1, found id 3"));

    [TestCase(0)]
    [TestCase(1.01)]
    [TestCase(double.NaN)]
    public void Iou_OutOfRange_IsRefused(double iou) =>
        Assert.That(() => new TrackingEvaluator(new TrackingEvaluationOptions { Iou = iou }), Throws.TypeOf<ArgumentOutOfRangeException>());

    private static TrackedBox At(int frame, int id, float y = 0) => new(frame, id, new(0, y, 10, y + 10));
}
