using TorchSharp;
using Yolo.Geometry;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>
/// The loss of one branch of a head that predicts boxes and classes: overlap of boxes, classes, distances to sides. Base of the losses of heads that
/// predict more. Keeps nothing between calls.
/// </summary>
/// <remarks>
/// Legend: B images, A anchor points, C classes, R bins a side, N objects, P pairs of object and anchor point inside it, F anchor points with an object.
/// </remarks>
internal class DetectionLoss
{
    private readonly TaskAlignedAssigner assigner;

    /// <summary>Makes the loss.</summary>
    /// <param name="settings">The network's classes and strides, and gains.</param>
    /// <param name="rule">How many anchor points an object takes; null: <see cref="AssignmentRule.OneToMany"/>.</param>
    public DetectionLoss(LossSettings settings, AssignmentRule? rule = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Settings = settings;
        rule ??= AssignmentRule.OneToMany;
        assigner = new TaskAlignedAssigner(rule.First, rule.Final);
    }

    /// <summary>Classes, strides, gains.</summary>
    public LossSettings Settings { get; }

    /// <summary>Names of the terms in their order, as the reference logs them.</summary>
    public virtual IReadOnlyList<string> ItemNames => ["box_loss", "cls_loss", "dfl_loss"];

    /// <summary>Numbers of a target box.</summary>
    internal virtual int BoxColumns => 4;

    /// <summary>Computes the loss. Images without objects, and batches without any, are fine.</summary>
    /// <param name="predictions">What the branch says.</param>
    /// <param name="targets">The objects.</param>
    /// <returns>The loss, on the predictions' device, in float32.</returns>
    /// <exception cref="LossException">Predictions and targets do not fit the settings or each other.</exception>
    public LossResult Compute(BranchPredictions predictions, LossTargets targets)
    {
        using var grids = new AnchorGrids(Settings.Strides);
        return Compute(predictions, targets, grids);
    }

    /// <summary>Computes the loss with anchor points that are kept for the next time.</summary>
    internal LossResult Compute(BranchPredictions predictions, LossTargets targets, AnchorGrids grids)
    {
        using var scope = NewDisposeScope();
        return Compute(predictions, Prepare(predictions, targets, grids)).MoveToOuterDisposeScope();
    }

    /// <summary>Brings targets to the device.</summary>
    internal PreparedTargets Prepare(BranchPredictions predictions, LossTargets targets, AnchorGrids grids)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        TargetChecks.Check(predictions, targets, Settings, BoxColumns);
        var device = predictions.Boxes.device;
        var grid = grids.Of(predictions.Levels, device);
        var sent = targets with { Masks = targets.Masks?.SentTo(device), SemanticClasses = targets.SemanticClasses?.SentTo(device) };
        return new PreparedTargets(sent, grid, FindCandidates(targets, grid, (int)predictions.Boxes.shape[0], device));
    }

    /// <summary>Computes the loss of prepared targets.</summary>
    internal LossResult Compute(BranchPredictions predictions, PreparedTargets targets)
    {
        using var scope = NewDisposeScope();
        var boxRows = PredictionRows.Of(predictions.Boxes); // [B·A, 4·R]
        var scoreRows = PredictionRows.Of(predictions.Scores); // [B·A, C]
        var step = new LossStep(predictions, targets, Assign(predictions, targets, boxRows, scoreRows), boxRows, scoreRows);
        var items = stack(Terms(step)).Times(step.Share.Weight); // [T]
        return new LossResult(items.Times(step.Share.Images(predictions.Boxes.shape[0])), items.detach()).MoveToOuterDisposeScope();
    }

    /// <summary>The terms with their gains, in the order of <see cref="ItemNames"/>.</summary>
    private protected virtual Tensor[] Terms(LossStep step) => [BoxTerm(step), ClassTerm(step), DistanceTerm(step)];

    /// <summary>1 − overlap.</summary>
    private protected Tensor BoxTerm(LossStep step)
    {
        var overlap = Overlap(PredictedBoxes(step), GridBoxes(step)); // [F]
        return step.Average(overlap.SubtractedFrom(1)).Times(Settings.Gains.Box);
    }

    /// <summary>Cross entropy of all classes at all anchor points, as Σ softplus(x) − Σ x·t, whose second sum runs over the few t above 0.</summary>
    private protected Tensor ClassTerm(LossStep step)
    {
        var classes = step.Targets.Table.Classes.index_select(0, step.Rows); // [F]
        var places = step.Anchors.Times(Settings.Classes).Plus(classes); // [F]
        var wanted = step.ScoreRows.view(-1).index_select(0, places) * step.Weights; // [F]
        var entropy = step.ScoreRows.Softplus().sum() - wanted.sum();
        return (entropy / step.ScoreSum).Times(Settings.Gains.Class);
    }

    /// <summary>Distances to the sides.</summary>
    private protected Tensor DistanceTerm(LossStep step)
    {
        var error = step.Distances.Error(TargetDistances(step), step.Strides, step.Targets.Grid.Sizes); // [F]
        return step.Average(error).Times(Settings.Gains.Distribution);
    }

    /// <summary>The objects, and the anchor points inside them.</summary>
    private protected virtual CandidateSet FindCandidates(LossTargets targets, AnchorGrid grid, int images, Device device)
    {
        var boxes = TargetBoxes.ToPixels(targets.Boxes.Span, grid.Width, grid.Height);
        var table = new TargetTable(targets.Images.ToArray(), targets.Classes.ToArray(), boxes, BoxColumns, images, device);
        return AxisAlignedRegion.Find(table, grid);
    }

    /// <summary>Boxes from distances.</summary>
    /// <param name="distances">[…, 4], in cells.</param>
    /// <param name="points">[…, 2], in cells.</param>
    /// <param name="angles">[…, 1]; null where there are none.</param>
    /// <returns>[…, Q], in cells.</returns>
    private protected virtual Tensor Decode(Tensor distances, Tensor points, Tensor? angles)
    {
        var (leftTop, rightBottom) = (distances.narrow(-1, 0, 2), distances.narrow(-1, 2, 2)); // […, 2]
        return cat([points - leftTop, points.Plus(rightBottom)], -1); // […, 4]
    }

    /// <summary>Makes boxes larger or smaller by a scale of [F, 1].</summary>
    private protected virtual Tensor Scale(Tensor boxes, Tensor factors) => boxes * factors;

    /// <summary>How much boxes overlap.</summary>
    /// <param name="predicted">[F, Q].</param>
    /// <param name="wanted">[F, Q], in the same unit.</param>
    /// <returns>[F].</returns>
    private protected virtual Tensor Overlap(Tensor predicted, Tensor wanted) => BoxIou.Complete(predicted, wanted);

    /// <summary>Distances from anchor points to the sides of their objects, [F, 4], in cells.</summary>
    private protected virtual Tensor TargetDistances(LossStep step)
    {
        var boxes = GridBoxes(step); // [F, 4]
        return cat([step.Points - boxes.narrow(1, 0, 2), boxes.narrow(1, 2, 2) - step.Points], 1); // [F, 4]
    }

    /// <summary>Predicted boxes in cells, [F, Q].</summary>
    private protected Tensor PredictedBoxes(LossStep step)
    {
        var angles = step.Predictions.Angles is { } predicted ? step.Gather(predicted) : null; // [F, 1]
        return Decode(step.Distances.Values, step.Points, angles);
    }

    /// <summary>The objects' boxes in cells, [F, Q].</summary>
    private protected Tensor GridBoxes(LossStep step) => Scale(step.TargetBoxes, step.Strides.DividedInto(1));

    private Assignment Assign(BranchPredictions predictions, PreparedTargets targets, Tensor boxRows, Tensor scoreRows)
    {
        using var noGradient = no_grad();
        var (candidates, grid) = (targets.Candidates, targets.Grid);
        using var scope = NewDisposeScope();
        var distances = new SideDistances(boxRows.detach()).Values.view(-1, grid.Count, 4); // [B, A, 4]
        var angles = predictions.Angles?.transpose(1, 2).to(float32); // [B, A, 1]
        var boxes = Scale(Decode(distances, grid.Points, angles), grid.Strides).flatten(0, 1); // [B·A, Q], pixels
        var overlaps = Overlap(targets.Table.Boxes.index_select(0, candidates.Targets), boxes.index_select(0, candidates.Anchors)).AtLeast(0); // [P]
        var places = candidates.Anchors.Times(Settings.Classes).Plus(targets.Table.Classes.index_select(0, candidates.Targets)); // [P]
        var probabilities = scoreRows.detach().view(-1).index_select(0, places).sigmoid(); // [P]
        return assigner.Assign(candidates, overlaps, probabilities, Settings.Waits ?? (overlaps.device_type == DeviceType.CPU)).MoveToOuterDisposeScope();
    }
}
