using Yolo.Engine.Tasks;
using Yolo.Losses;
using Yolo.Models;
using Yolo.Modules.Heads;

namespace Yolo.Engine.Training;

/// <summary>The loss that fits a network: chosen by its task and head, fed with its output. Not thread-safe. Dispose it.</summary>
internal sealed class NetworkLoss : IDisposable
{
    private readonly DetectionLoss? loss;
    private readonly EndToEndLoss? endToEnd;
    private readonly AnchorGrids grids;

    private NetworkLoss(DetectionLoss? loss, EndToEndLoss? endToEnd, IReadOnlyList<double> strides)
    {
        (this.loss, this.endToEnd) = (loss, endToEnd);
        grids = new AnchorGrids(strides);
    }

    /// <summary>Names of the terms in their order, as the reference logs them: box_loss, cls_loss, …</summary>
    public IReadOnlyList<string> ItemNames => loss?.ItemNames ?? ClassificationLoss.ItemNames;

    /// <summary>Makes the loss of a network.</summary>
    /// <param name="network">The network. Of pose networks of generation 26 the loss calls the flow.</param>
    /// <param name="gains">What each term is multiplied by.</param>
    /// <param name="epochs">Epochs of the whole training; end-to-end heads move weight between their branches over them.</param>
    public static NetworkLoss For(YoloNetwork network, LossGains gains, int epochs) => For(network, gains, epochs, waits: null);

    /// <summary>Makes the loss of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="gains">What each term is multiplied by.</param>
    /// <param name="epochs">Epochs of the whole training.</param>
    /// <param name="waits">See <see cref="LossSettings.Waits"/>.</param>
    internal static NetworkLoss For(YoloNetwork network, LossGains gains, int epochs, bool? waits)
    {
        ArgumentNullException.ThrowIfNull(network);
        var settings = new LossSettings { Classes = network.Spec.Classes, Strides = network.Strides, Gains = gains, Waits = waits };
        var task = YoloTask.For(network.Task);
        var oneToMany = task.Loss(network, settings, AssignmentRule.OneToMany);
        return oneToMany is not null && network.Head?.EndToEnd == true
            ? new NetworkLoss(oneToMany, new EndToEndLoss(oneToMany, task.Loss(network, settings, AssignmentRule.OneToOne)!, epochs), network.Strides)
            : new NetworkLoss(oneToMany, null, network.Strides);
    }

    /// <summary>Computes the loss.</summary>
    /// <param name="output">What the network said; it stays its owner's.</param>
    /// <param name="targets">The objects; for classification, one class for each image.</param>
    /// <returns>The loss; the caller disposes it.</returns>
    /// <exception cref="LossException">The targets do not fit the output.</exception>
    /// <exception cref="InvalidOperationException">The network is fused, so that the branch for training is gone.</exception>
    public LossResult Compute(NetworkOutput output, LossTargets targets)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(targets);
        if (loss is null)
        {
            return ClassificationLoss.Compute(output.Logits!, targets.Classes, targets.Share);
        }

        var many = output.OneToMany
            ?? throw new InvalidOperationException("A loss needs the one-to-many branch, which this fused network lacks; load the network anew to train it.");
        return endToEnd is not null && output.OneToOne is { } one
            ? endToEnd.Compute(PredictionsOf(many), PredictionsOf(one), targets, grids)
            : loss.Compute(PredictionsOf(many), targets, grids);
    }

    /// <summary>To be called after every epoch of training: moves weight between the branches of an end-to-end head.</summary>
    public void EndEpoch() => endToEnd?.EndEpoch();

    /// <summary>Frees what it keeps from one batch to the next.</summary>
    public void Dispose() => grids.Dispose();

    private static BranchPredictions PredictionsOf(RawPredictions raw) => new()
    {
        Boxes = raw.Boxes,
        Scores = raw.Scores,
        Levels = raw.Levels,
        MaskCoefficients = raw.MaskCoefficients,
        Prototypes = raw.Prototypes,
        SemanticLogits = raw.SemanticLogits,
        Keypoints = raw.Keypoints,
        KeypointSigmas = raw.KeypointSigmas,
        Angles = raw.Angles,
    };
}
