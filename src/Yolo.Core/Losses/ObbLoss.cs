using Yolo.Geometry;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>The loss of one branch of a head that predicts rotated boxes.</summary>
/// <remarks>Legend: F anchor points with an object. Boxes are centre x, centre y, width, height, angle in radians.</remarks>
/// <param name="settings">The network's classes and strides, and gains.</param>
/// <param name="rule">How many anchor points an object takes; null: <see cref="AssignmentRule.OneToMany"/>.</param>
internal sealed class ObbLoss(LossSettings settings, AssignmentRule? rule = null) : DetectionLoss(settings, rule)
{
    // Objects with a side of fewer pixels are left out.
    private const float ShortestSide = 2;
    private const double Epsilon = 1e-9;

    // How fast the weight of the angle falls as the box gets longer.
    private const double ProportionScale = 9;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ItemNames => ["box_loss", "cls_loss", "dfl_loss", "angle_loss"];

    internal override int BoxColumns => 5;

    private protected override Tensor[] Terms(LossStep step) => [.. base.Terms(step), AngleTerm(step)];

    private protected override CandidateSet FindCandidates(LossTargets targets, AnchorGrid grid, int images, Device device)
    {
        var (imageOf, classes, boxes) = (new List<int>(), new List<int>(), new List<float>());
        for (var i = 0; i < targets.Images.Length; i++)
        {
            var box = targets.Boxes.Span.Slice(i * 5, 5);
            var (width, height) = (box[2] * grid.Width, box[3] * grid.Height);
            if (width >= ShortestSide && height >= ShortestSide)
            {
                // Unlike upright ones, small rotated boxes are never stretched.
                boxes.AddRange([box[0] * grid.Width, box[1] * grid.Height, width, height, box[4]]);
                imageOf.Add(targets.Images.Span[i]);
                classes.Add(targets.Classes.Span[i]);
            }
        }

        return RotatedRegion.Find(new TargetTable([.. imageOf], [.. classes], [.. boxes], BoxColumns, images, device), grid);
    }

    private protected override Tensor Decode(Tensor distances, Tensor points, Tensor? angles)
    {
        if (angles is null)
        {
            throw new LossException($"A loss of rotated boxes needs predicted angles of shape [B, 1, A].");
        }

        var (leftTop, rightBottom) = (distances.narrow(-1, 0, 2), distances.narrow(-1, 2, 2)); // […, 2]
        var offset = (rightBottom - leftTop).Over(2); // […, 2], along the sides of the box
        var (along, across) = (offset.narrow(-1, 0, 1), offset.narrow(-1, 1, 1)); // […, 1]
        var (cosine, sine) = (angles.cos(), angles.sin()); // […, 1]
        var turned = cat([(along * cosine) - (across * sine), (along * sine).Plus(across * cosine)], -1); // […, 2]
        return cat([turned.Plus(points), leftTop.Plus(rightBottom), angles], -1); // […, 5]
    }

    private protected override Tensor Scale(Tensor boxes, Tensor factors) =>
        cat([boxes.narrow(-1, 0, 4) * factors, boxes.narrow(-1, 4, 1)], -1); // […, 5]

    private protected override Tensor Overlap(Tensor predicted, Tensor wanted) => RotatedIou.Probabilistic(predicted, wanted);

    private protected override Tensor TargetDistances(LossStep step)
    {
        var boxes = GridBoxes(step); // [F, 5]
        var offset = boxes.narrow(1, 0, 2) - step.Points; // [F, 2]
        var half = boxes.narrow(1, 2, 2).Over(2); // [F, 2]
        var (x, y) = (offset.narrow(1, 0, 1), offset.narrow(1, 1, 1)); // [F, 1]
        var (cosine, sine) = (boxes.narrow(1, 4, 1).cos(), boxes.narrow(1, 4, 1).sin()); // [F, 1]
        var turned = cat([(x * cosine).Plus(y * sine), (y * cosine) - (x * sine)], 1); // [F, 2]
        return cat([half - turned, half.Plus(turned)], 1); // [F, 4]
    }

    // The longer the box, the less an error of a quarter turn may hide behind its overlap; near squares the angle hardly matters.
    private Tensor AngleTerm(LossStep step)
    {
        var (width, height) = (step.TargetBoxes.select(1, 2), step.TargetBoxes.select(1, 3)); // [F]
        var proportion = (width.Plus(Epsilon) / height.Plus(Epsilon)).log(); // [F]
        var weight = proportion.Squared().Over(-ProportionScale).exp(); // [F]
        var difference = step.Gather(step.Predictions.Angles!).select(1, 0) - step.TargetBoxes.select(1, 4); // [F]
        var wrapped = difference - difference.detach().Over(Math.PI).round().Times(Math.PI); // [F]
        var error = wrapped.Times(2).sin().Squared(); // [F]
        return step.Average(weight * error).Times(Settings.Gains.Angle);
    }
}
