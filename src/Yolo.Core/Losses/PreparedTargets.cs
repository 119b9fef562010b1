namespace Yolo.Losses;

/// <summary>Targets brought to the device for one size of input; branches of an end-to-end head share them.</summary>
/// <param name="Source">The targets as given.</param>
/// <param name="Grid">The anchor points.</param>
/// <param name="Candidates">The objects, and the anchor points inside them.</param>
internal sealed record PreparedTargets(LossTargets Source, AnchorGrid Grid, CandidateSet Candidates)
{
    /// <summary>The objects.</summary>
    internal TargetTable Table => Candidates.Table;
}
