using Yolo.Results;
using Yolo.Tracking.Evaluation;

namespace Yolo.Engine.Tracking;

/// <summary>Judges the tracks of a video by its truth. Of its frames only those count that were read.</summary>
public sealed class TrackJudge
{
    private readonly ILookup<int, TrackedBox> truth;
    private readonly int stride;
    private readonly TrackingEvaluator evaluator;

    /// <summary>Begins without tracks.</summary>
    /// <param name="truth">The true boxes of the whole video, in pixels; see <see cref="MotFile"/>.</param>
    /// <param name="stride">Every so-manieth frame is read, <see cref="Sources.SourceOptions.FrameStride"/>. Default 1.</param>
    /// <param name="options">How boxes are compared; default the usual way.</param>
    public TrackJudge(IEnumerable<TrackedBox> truth, int stride = 1, TrackingEvaluationOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        (this.truth, this.stride) = (truth.ToLookup(box => box.Frame), stride);
        evaluator = new TrackingEvaluator(options);
    }

    /// <summary>Takes the result of the next frame. Objects without a track do not count.</summary>
    /// <exception cref="ArgumentException">It is of no video, or of a frame that is not after the last one.</exception>
    public void Add(Result result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var frame = result.Frame is { } place
            ? ((place.Number - 1) * stride) + 1
            : throw new ArgumentException($"{result.Path} is no frame of a video, so there is nothing to judge it by.", nameof(result));
        evaluator.Add([.. truth[frame]], [.. result.Boxes.Where(box => box.TrackId is not null).Select(box => new TrackedBox(frame, box.TrackId!.Value, box.Box, box.Class, box.Confidence))]);
    }

    /// <summary>Evaluates the frames so far.</summary>
    public TrackingMetrics Judge() => evaluator.Evaluate();
}
