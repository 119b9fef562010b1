namespace Yolo.Tracking.Evaluation;

/// <summary>
/// Judges tracks against the truth: CLEAR MOT (Bernardin and Stiefelhagen 2008), IDF1 (Ristani et al. 2016) and HOTA (Luiten et al. 2020).
/// </summary>
/// <remarks>One sequence; another video needs an evaluator of its own. Not safe for several threads at once.</remarks>
public sealed class TrackingEvaluator
{
    private readonly TrackingEvaluationOptions options;
    private readonly JudgedSequence sequence;
    private readonly FrameCheck check = new();

    /// <summary>Starts a sequence, to be fed frame by frame.</summary>
    /// <param name="options">How boxes are compared; default the usual way.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not above 0 and at most 1.</exception>
    public TrackingEvaluator(TrackingEvaluationOptions? options = null)
    {
        this.options = options ?? new();
        if (this.options.Iou is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), this.options.Iou, "The threshold of overlap must be above 0 and at most 1.");
        }

        sequence = new(Math.Min(this.options.Iou, HigherOrderAccuracy.Threshold(0)), this.options.AgnosticClasses);
    }

    /// <summary>Takes a whole sequence. Frames in which there is neither a true nor a found box are not noticed.</summary>
    /// <param name="truth">All true boxes, in any order.</param>
    /// <param name="found">All found boxes, in any order.</param>
    /// <param name="options">How boxes are compared; default the usual way.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not above 0 and at most 1.</exception>
    /// <exception cref="ArgumentException">As for <see cref="Add"/>.</exception>
    public TrackingEvaluator(IEnumerable<TrackedBox> truth, IEnumerable<TrackedBox> found, TrackingEvaluationOptions? options = null)
        : this(options)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(found);
        var (trueFrames, foundFrames) = (truth.ToLookup(box => box.Frame), found.ToLookup(box => box.Frame));
        foreach (int frame in trueFrames.Concat(foundFrames).Select(boxes => boxes.Key).Distinct().Order())
        {
            Add([.. trueFrames[frame]], [.. foundFrames[frame]]);
        }
    }

    /// <summary>Adds the next frame.</summary>
    /// <param name="truth">The true boxes of the frame; may be empty.</param>
    /// <param name="found">The found boxes of the same frame; may be empty. Without any box the frame is the one after the last.</param>
    /// <exception cref="ArgumentException">
    /// An id occurs twice on one side, a box is turned inside out or holds what is no number, or the boxes are not all of one frame after the last one.
    /// Nothing of the frame is added.
    /// </exception>
    public void Add(IReadOnlyList<TrackedBox> truth, IReadOnlyList<TrackedBox> found)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(found);
        check.Next(truth, found);
        sequence.Add(truth, found);
    }

    /// <summary>Evaluates what was added.</summary>
    /// <returns>The figures; more frames may follow.</returns>
    public TrackingMetrics Evaluate()
    {
        var clear = ClearCounts.Of(sequence, options.Iou);
        var (truthBoxes, foundBoxes) = (sequence.Truth.Boxes, sequence.Found.Boxes);
        double identified = IdentityMatching.Count(sequence, options.Iou);
        var higherOrder = new HigherOrderAccuracy(sequence).Mean();
        return new()
        {
            Frames = sequence.Frames.Count,
            TruthBoxes = truthBoxes,
            FoundBoxes = foundBoxes,
            TruthTracks = sequence.Truth.Count,
            FoundTracks = sequence.Found.Count,
            Matches = clear.Matches,
            Misses = truthBoxes - clear.Matches,
            FalsePositives = foundBoxes - clear.Matches,
            IdSwitches = clear.IdSwitches,
            Fragments = clear.Fragments,
            Mota = Share(clear.Matches - (foundBoxes - clear.Matches) - clear.IdSwitches, truthBoxes),
            Motp = Share(clear.OverlapOfMatches, clear.Matches),
            Idf1 = Share(2 * identified, truthBoxes + foundBoxes),
            IdPrecision = Share(identified, foundBoxes),
            IdRecall = Share(identified, truthBoxes),
            Hota = higherOrder.Hota,
            DetA = higherOrder.DetA,
            AssA = higherOrder.AssA,
            LocA = higherOrder.LocA,
            MostlyTracked = clear.MostlyTracked,
            MostlyLost = clear.MostlyLost,
        };
    }

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;
}
