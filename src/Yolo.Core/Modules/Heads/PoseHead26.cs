using TorchSharp.Modules;
using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules.Heads;

/// <summary>Key points with a spread each, whose likelihood a flow judges in training. K points, B images, A anchor points.</summary>
public sealed class PoseHead26 : PoseHead
{
    private readonly RealNvp flow;

    /// <summary>Makes the head with fresh weights.</summary>
    /// <param name="settings">Classes, channels and kind.</param>
    /// <param name="points">K.</param>
    /// <param name="dimensions">2 (x, y) or 3 (x, y, visibility).</param>
    internal PoseHead26(HeadSettings settings, int points = 17, int dimensions = 3)
        : base("Pose26", settings, points, dimensions)
    {
        var hidden = Math.Max(settings.Channels[0] / 4, points * (dimensions + 2));
        RegisterExtras(() => EachLevel(channels => nn.Sequential(new Conv(channels, hidden, 3), new Conv(hidden, hidden, 3))));
        flow = Register("flow_model", new RealNvp());
        OneToMany.Keypoints = Register("cv4_kpts", To(points * dimensions));
        OneToMany.Sigmas = Register("cv4_sigma", To(points * 2));
        if (OneToOne is not null)
        {
            OneToOne.Keypoints = RegisterCopy("one2one_cv4_kpts", To(points * dimensions), OneToMany.Keypoints);
            OneToOne.Sigmas = RegisterCopy("one2one_cv4_sigma", To(points * 2), OneToMany.Sigmas);
        }

        ModuleList<nn.Module<Tensor, Tensor>> To(int outputs) => EachLevel(_ => nn.Conv2d(hidden, outputs, 1));
    }

    /// <summary>The density of errors relative to their spread.</summary>
    internal RealNvp Flow => flow;

    private protected override IEnumerable<string> TrainingOnly() =>
        [.. base.TrainingOnly(), "cv4_kpts", "cv4_sigma", "flow_model", "one2one_cv4_sigma"];

    private protected override void PredictExtras(Tensor[] input, HeadBranch branch, RawPredictions raw)
    {
        Tensor[] features = [.. input.Select((level, index) => branch.Extras![index].call(level))];
        raw.Keypoints = Flatten(features, branch.Keypoints!); // [B, K·D, A]
        raw.KeypointSigmas = training ? Flatten(features, branch.Sigmas!) : null; // [B, 2·K, A]
    }

    private protected override Tensor DecodePlaces(Tensor raw, Tensor anchors) => Operations.Add(raw, anchors);
}
