using System.Globalization;
using TorchSharp.Modules;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>
/// Multiplies losses so that gradients in float16, which knows nothing below 6e-8, do not vanish (arXiv:1710.03740). The scale is as large as gradients
/// bear: it is halved after a step in which one of them overflowed, which then changes no weight, and doubled after 2,000 steps in a row without.
/// All of it stays on the device, and nothing waits for it.
/// </summary>
internal sealed class LossScaler : IDisposable
{
    private const double InitialScale = 65536;
    private const double Growth = 2;
    private const double Backoff = 0.5;
    private const int Interval = 2000;
    private const string ScaleKey = "scale";
    private const string SoundStepsKey = "_growth_tracker";

    private readonly int interval;
    private readonly Tensor scale;
    private readonly Tensor soundSteps;
    private readonly Tensor overflow;

    /// <summary>Begins with the reference's scale.</summary>
    /// <param name="device">Where the gradients are.</param>
    /// <param name="interval">Steps without an overflow after which the scale is doubled.</param>
    internal LossScaler(Device device, int interval = Interval)
    {
        this.interval = interval;
        scale = tensor([(float)InitialScale], device: device).DetachFromDisposeScope();
        soundSteps = zeros(1, ScalarType.Int32, device).DetachFromDisposeScope();
        overflow = zeros(1, ScalarType.Float32, device).DetachFromDisposeScope();
    }

    /// <summary>The loss that goes backward; in its place, for losses that are read it is far too large.</summary>
    /// <param name="loss">[].</param>
    /// <returns>[1], in the caller's dispose scope.</returns>
    internal Tensor Scale(Tensor loss) => loss.mul(scale);

    /// <summary>Gives gradients their true size again, in place.</summary>
    /// <param name="parameters">Those without a gradient do not count.</param>
    /// <returns>[1], on the gradients' device: 1 if one of them overflowed, so that the step must change nothing. Stays the scaler's.</returns>
    internal Tensor Unscale(IReadOnlyList<Parameter> parameters)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var gradients = parameters.Select(parameter => parameter.grad).OfType<Tensor>().ToArray();
        overflow.zero_();
        if (gradients.Length > 0)
        {
            TorchOperators.MultiplyAndCheck(gradients, overflow, scale.reciprocal());
        }

        return overflow;
    }

    /// <summary>Follows the step that the gradients were unscaled for.</summary>
    internal void Update()
    {
        using var noGradient = no_grad();
        TorchOperators.UpdateScale(scale, soundSteps, overflow, Growth, Backoff, interval);
    }

    /// <summary>Its state as the reference's checkpoints hold it. Waits for the device.</summary>
    internal Dictionary<string, object?> Capture() => new(StringComparer.Ordinal)
    {
        [ScaleKey] = (double)scale.SingleValue(),
        ["growth_factor"] = Growth,
        ["backoff_factor"] = Backoff,
        ["growth_interval"] = (long)interval,
        [SoundStepsKey] = (long)soundSteps.SingleValue(),
    };

    /// <summary>Takes over what <see cref="Capture"/> gave, or the reference; nothing, of a training that needed none, leaves it as it is.</summary>
    internal void Restore(IReadOnlyDictionary<string, object?> state)
    {
        using var noGradient = no_grad();
        if (state.TryGetValue(ScaleKey, out var stored))
        {
            scale.FillInPlace(Convert.ToDouble(stored, CultureInfo.InvariantCulture));
            soundSteps.FillInPlace(Convert.ToInt64(state.GetValueOrDefault(SoundStepsKey) ?? 0L, CultureInfo.InvariantCulture));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        scale.Dispose();
        soundSteps.Dispose();
        overflow.Dispose();
    }
}
