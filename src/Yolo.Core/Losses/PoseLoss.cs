using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>The loss of one branch of a head that predicts boxes with key points.</summary>
/// <remarks>Legend: F anchor points with an object, N objects, K key points of D numbers, V visible key points of all anchor points with an object.</remarks>
internal sealed class PoseLoss : DetectionLoss
{
    private const double Epsilon = 1e-9;

    // Relative errors beyond this are no worse.
    private const double LargestError = 100;

    private readonly KeypointForm form;

    /// <summary>Makes the loss.</summary>
    /// <param name="settings">The network's classes and strides, and gains.</param>
    /// <param name="form">The network's key points.</param>
    /// <param name="rule">How many anchor points an object takes; null: <see cref="AssignmentRule.OneToMany"/>.</param>
    public PoseLoss(LossSettings settings, KeypointForm form, AssignmentRule? rule = null)
        : base(settings, rule)
    {
        ArgumentNullException.ThrowIfNull(form);
        this.form = form;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> ItemNames =>
        ["box_loss", "pose_loss", "kobj_loss", "cls_loss", "dfl_loss", .. form.HasFlow ? new[] { "rle_loss" } : []];

    private protected override Tensor[] Terms(LossStep step)
    {
        var raw = step.Predictions.Keypoints
            ?? throw new LossException($"A pose loss needs predicted key points of shape [B, {form.Points * form.Dimensions}, A].");
        var predicted = step.Gather(raw).view(-1, form.Points, form.Dimensions); // [F, K, D]
        var places = PredictedPlaces(step, predicted.narrow(2, 0, 2)); // [F, K, 2], cells
        var (targets, visible) = Targets(step); // [F, K, 2], cells; [F, K]
        var visibility = form.Dimensions == 3 ? VisibilityTerm(step, predicted.select(2, 2), visible) : zeros_like(step.ScoreSum);
        Tensor[] terms = [BoxTerm(step), PlaceTerm(step, places, targets, visible), visibility, ClassTerm(step), DistanceTerm(step)];
        return form.HasFlow ? [.. terms, LikelihoodTerm(step, places, targets, visible)] : terms;
    }

    private Tensor PredictedPlaces(LossStep step, Tensor raw)
    {
        var points = step.Points.unsqueeze(1); // [F, 1, 2]
        return form.FromAnchorPoint ? raw.Plus(points) : raw.Times(2).Plus(points.Minus(0.5)); // [F, K, 2]
    }

    private (Tensor Places, Tensor Visible) Targets(LossStep step)
    {
        var grid = step.Targets.Grid;
        var count = step.Targets.Table.Count;
        var numbers = step.Targets.Source.Keypoints;
        var dimensions = count == 0 ? 3 : numbers.Length / (count * form.Points);
        if (numbers.Length != count * form.Points * dimensions || dimensions is not (2 or 3))
        {
            throw new LossException($"{count} objects with {form.Points} key points each need {count * form.Points * 3} numbers (or {count * form.Points * 2} if all are visible), not {numbers.Length}.");
        }

        var all = tensor(numbers.ToArray(), [count, form.Points, dimensions]).SentTo(step.Points.device); // [N, K, D]
        var own = all.index_select(0, step.Rows); // [F, K, D]
        var places = own.narrow(2, 0, 2) * grid.Sizes.narrow(0, 0, 2) / step.Strides.unsqueeze(1); // [F, K, 2]
        var visible = dimensions == 3 ? own.select(2, 2).UnequalTo(0).to(float32) : ones_like(own.select(2, 0)); // [F, K]
        return (places, step.Presence is { } presence ? visible * presence : visible);
    }

    // Errors relative to the object's size and the point's tolerance; objects count the same however many points they show.
    private Tensor PlaceTerm(LossStep step, Tensor places, Tensor targets, Tensor visible)
    {
        var boxes = GridBoxes(step); // [F, 4]
        var area = (boxes.narrow(1, 2, 2) - boxes.narrow(1, 0, 2)).prod(1); // [F]
        var tolerance = tensor(KeypointConstants.Sigmas(form)).Times(2).Squared().SentTo(step.Points.device); // [K]
        var squared = (places - targets).Squared().sum(2); // [F, K]
        var error = squared / (tolerance * area.unsqueeze(1).Plus(Epsilon).Times(2)); // [F, K]
        var factor = visible.sum(1).Plus(Epsilon).DividedInto(form.Points); // [F]
        var loss = error.neg().exp().SubtractedFrom(1); // [F, K]
        var sum = (loss * visible * factor.unsqueeze(1)).sum();
        return step.MeanOf(sum).Over(form.Points).Times(Settings.Gains.Pose);
    }

    private Tensor VisibilityTerm(LossStep step, Tensor logits, Tensor visible)
    {
        var entropy = logits.Softplus() - (logits * visible); // [F, K]
        var counted = step.Presence is { } presence ? entropy * presence : entropy; // [F, K]
        return step.MeanOf(counted.sum()).Over(form.Points).Times(Settings.Gains.KeypointVisibility);
    }

    // The negative logarithm of the likelihood of the errors, given the spread that the network predicts for each point.
    private Tensor LikelihoodTerm(LossStep step, Tensor places, Tensor targets, Tensor visible)
    {
        if (step.Predictions.KeypointSigmas is not { } sigmas)
        {
            return zeros_like(step.ScoreSum);
        }

        var spread = step.Gather(sigmas).view(-1, form.Points, 2).sigmoid(); // [F, K, 2]
        var error = (places - targets) / spread.Plus(Epsilon); // [F, K, 2]
        var counted = visible.Above(0).logical_and(error.detach().isfinite().all(2)); // [F, K]
        var weights = tensor(KeypointConstants.Weights(form)).SentTo(counted.device); // [K]
        var sum = step.IsCompact ? OfChosen(error, spread, weights, counted.flatten().nonzero().view(-1)) : OfAll(error, spread, weights, counted); // []
        return (sum / step.Share.Sum(counted.sum().to(float32)).AtLeast(1)).Times(Settings.Gains.Likelihood);
    }

    // Where points can be counted without waiting for a device.
    private Tensor OfChosen(Tensor error, Tensor spread, Tensor weights, Tensor chosen)
    {
        if (chosen.shape[0] == 0)
        {
            return zeros([], error.dtype, error.device);
        }

        var losses = Unlikelihood(Select(error, chosen), Select(spread, chosen)); // [V]
        return (losses * weights.index_select(0, chosen.Modulo(form.Points))).sum();

        static Tensor Select(Tensor values, Tensor chosen) => values.flatten(0, 1).index_select(0, chosen); // [V, 2]
    }

    // Else of all points, those that do not count made harmless: no number times 0 would be no number.
    private Tensor OfAll(Tensor error, Tensor spread, Tensor weights, Tensor counted)
    {
        var places = counted.unsqueeze(2); // [F, K, 1]
        var (errors, spreads) = (where(places, error, zeros_like(error)).flatten(0, 1), where(places, spread, ones_like(spread)).flatten(0, 1)); // [F·K, 2]
        var losses = Unlikelihood(errors, spreads).view(counted.shape); // [F, K]
        return (losses * weights * counted).sum();
    }

    // [V, 2] and [V, 2] to [V].
    private Tensor Unlikelihood(Tensor error, Tensor spreads)
    {
        var errors = error.Within(-LargestError, LargestError); // [V, 2]
        var density = form.Flow!(errors).unsqueeze(1); // [V, 1]
        return (spreads.log() - density).Plus(spreads.Times(2).log()).Plus(errors.abs()).sum(1); // [V]
    }
}
