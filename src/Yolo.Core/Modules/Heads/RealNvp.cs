using TorchSharp.Modules;
using TorchSharp.Utils;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Modules.Heads;

/// <summary>
/// A normalising flow over two numbers: invertible steps, each of which moves one number by what networks make of the other. N points.
/// Computes in float32 whatever the rest of the network does.
/// </summary>
internal sealed class RealNvp : nn.Module<Tensor, Tensor>
{
    private const int Steps = 6;
    private const int Hidden = 64;

    private readonly ModuleList<Sequential> scales;
    private readonly ModuleList<Sequential> translations;

    [ComponentName(Name = "loc")]
    private readonly Tensor location;

    [ComponentName(Name = "cov")]
    private readonly Tensor covariance;

    [ComponentName(Name = "mask")]
    private readonly Tensor masks;

    /// <summary>Makes the flow with fresh weights.</summary>
    public RealNvp()
        : base("RealNVP")
    {
        (location, covariance, masks) = (zeros(2), eye(2), tensor([.. Enumerable.Range(0, 2 * Steps).Select(MaskAt)], [Steps, 2]));
        register_buffer("loc", location.Owned());
        register_buffer("cov", covariance.Owned());
        register_buffer("mask", masks.Owned());
        scales = Add("s", () => nn.Sequential(nn.Linear(2, Hidden), nn.SiLU(), nn.Linear(Hidden, Hidden), nn.SiLU(), nn.Linear(Hidden, 2), nn.Tanh()));
        translations = Add("t", () => nn.Sequential(nn.Linear(2, Hidden), nn.SiLU(), nn.Linear(Hidden, Hidden), nn.SiLU(), nn.Linear(Hidden, 2)));
    }

    /// <summary>The logarithm of the density.</summary>
    /// <param name="input">[N, 2].</param>
    /// <returns>[N].</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var point = input.to(float32); // [N, 2]
        var logDeterminant = zeros(point.shape[0], device: point.device); // [N]
        for (var step = Steps - 1; step >= 0; step--)
        {
            var mask = masks[step]; // [2]
            var (kept, moved) = (mask * point, mask.SubtractedFrom(1)); // [N, 2], [2]
            var scale = scales[step].call(kept) * moved;
            var translation = translations[step].call(kept) * moved;
            point = (moved * (point - translation) * (-scale).exp()).Plus(kept);
            logDeterminant -= scale.sum(1);
        }

        var normal = point.Squared().sum(1).Times(-0.5).Minus(Math.Log(2 * Math.PI)); // [N]
        return normal.Plus(logDeterminant).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void RegisterComponents()
    {
    }

    // Rows [0, 1] and [1, 0] in turn.
    private static float MaskAt(int index) => index / 2 % 2 == 0 ? index % 2 : 1 - (index % 2);

    private ModuleList<Sequential> Add(string key, Func<Sequential> make)
    {
        var networks = new ModuleList<Sequential>(Channels.Repeat(Steps, make));
        register_module(key, networks);
        foreach (var linear in networks.modules().OfType<Linear>())
        {
            nn.init.xavier_uniform_(linear.weight, 0.01);
        }

        return networks;
    }
}
