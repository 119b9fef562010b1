namespace Yolo.Tracking.Evaluation;

/// <summary>How well tracks agree with the truth. Shares whose denominator is 0, as without true boxes, are 0.</summary>
public sealed record TrackingMetrics
{
    /// <summary>Frames that were judged.</summary>
    public required int Frames { get; init; }

    /// <summary>Boxes of the truth, over all frames.</summary>
    public required int TruthBoxes { get; init; }

    /// <summary>Boxes that were found, over all frames.</summary>
    public required int FoundBoxes { get; init; }

    /// <summary>Objects of the truth.</summary>
    public required int TruthTracks { get; init; }

    /// <summary>Ids among the found boxes.</summary>
    public required int FoundTracks { get; init; }

    /// <summary>True boxes that were found. In each frame a match of the frame before is kept while it overlaps enough; the others are matched anew.</summary>
    public required int Matches { get; init; }

    /// <summary>True boxes that were not found.</summary>
    public required int Misses { get; init; }

    /// <summary>Found boxes that match no true one.</summary>
    public required int FalsePositives { get; init; }

    /// <summary>How often an object was matched with another id than when it was last matched, however long ago that was.</summary>
    public required int IdSwitches { get; init; }

    /// <summary>How often an object was matched again after frames in which it was there and missed.</summary>
    public required int Fragments { get; init; }

    /// <summary>Accuracy of CLEAR MOT: 1 less misses, false positives and switches per true box. At most 1; negative if there are more errors than boxes.</summary>
    public required double Mota { get; init; }

    /// <summary>Precision of CLEAR MOT: the mean intersection over union of the matches, 0 to 1.</summary>
    public required double Motp { get; init; }

    /// <summary>
    /// The share of boxes, true and found, that have the right identity if each object is given the one id that suits it best over the whole sequence,
    /// and each id one object; 0 to 1.
    /// </summary>
    public required double Idf1 { get; init; }

    /// <summary>The share of found boxes with the right identity, 0 to 1.</summary>
    public required double IdPrecision { get; init; }

    /// <summary>The share of true boxes with the right identity, 0 to 1.</summary>
    public required double IdRecall { get; init; }

    /// <summary>Higher order tracking accuracy: the geometric mean of detection and association, averaged over the thresholds 0.05, 0.10, … 0.95; 0 to 1.</summary>
    public required double Hota { get; init; }

    /// <summary>Detection accuracy: matches per match, miss and false positive, averaged over the thresholds; 0 to 1.</summary>
    public required double DetA { get; init; }

    /// <summary>Association accuracy: how well the tracks of each match agree over the whole sequence, averaged over matches and thresholds; 0 to 1.</summary>
    public required double AssA { get; init; }

    /// <summary>Localisation accuracy: the mean intersection over union of the matches, averaged over the thresholds at which there are any; 0 to 1.</summary>
    public required double LocA { get; init; }

    /// <summary>Objects that were matched in at least 80 % of their frames.</summary>
    public required int MostlyTracked { get; init; }

    /// <summary>Objects that were matched in less than 20 % of their frames.</summary>
    public required int MostlyLost { get; init; }

    /// <summary>The figures that are usually reported.</summary>
    /// <returns>One line, for instance: HOTA 0.612, MOTA 0.750, IDF1 0.700, MOTP 0.850, misses 10, false positives 3, id switches 2, fragments 1.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"HOTA {Hota:F3}, MOTA {Mota:F3}, IDF1 {Idf1:F3}, MOTP {Motp:F3}, misses {Misses}, false positives {FalsePositives}, id switches {IdSwitches}, fragments {Fragments}");
}
