using TorchSharp;
using Yolo.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Yolo.Modules;

/// <summary>Normalises a part of a batch with the mean and variance of the whole, of which other processes have the other parts.</summary>
/// <remarks>Legend: B pictures of the part, C channels, H and W rows and columns.</remarks>
internal sealed class SharedNormalization : SingleTensorFunction<SharedNormalization>
{
    private const string SettingsKey = "settings";
    private static readonly long[] AllButChannels = [0, 2, 3];

    /// <inheritdoc/>
    public override string Name => nameof(SharedNormalization);

    /// <summary>Normalises.</summary>
    /// <param name="input">[B, C, H, W].</param>
    /// <param name="weight">[C].</param>
    /// <param name="bias">[C].</param>
    /// <param name="settings">With whom, and how.</param>
    internal static Tensor Of(Tensor input, Tensor weight, Tensor bias, Settings settings) => apply(input, weight, bias, settings);

    /// <inheritdoc/>
    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var (input, weight, bias, settings) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2], (Settings)vars[3]);
        var (type, channels) = (SumType(input), input.shape[1]);
        var own = cat([input.sum(AllButChannels, type: type), tensor(input.numel() / channels).to(type, input.device).view(1)]); // [C + 1]
        var total = settings.Sums.Add(own.Times(settings.Sums.Weight)); // [C + 1]
        var count = total.narrow(0, channels, 1); // [1]
        var mean = (total.narrow(0, 0, channels) / count).to(float32); // [C]
        var squares = Centred(input, mean).Squared().sum(AllButChannels, type: type); // [C]
        var variance = (settings.Sums.Add(squares.Times(settings.Sums.Weight)) / count).to(float32); // [C]
        settings.Learn(mean, variance, count);
        ctx.save_for_backward([input, weight, mean, variance.Plus(settings.Epsilon).rsqrt(), count]);
        ctx.save_data(SettingsKey, settings);
        return nn.functional.batch_norm(input, mean, variance, weight, bias, training: false, 0, settings.Epsilon);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        var saved = ctx.get_saved_variables();
        var (input, weight, mean, inverse, count) = (saved[0], saved[1], saved[2], saved[3], saved[4]);
        var (settings, type, channels) = ((Settings)ctx.get_data(SettingsKey), SumType(input), input.shape[1]);
        var gradient = grad_output.to(float32); // [B, C, H, W]
        var centred = Centred(input, mean); // [B, C, H, W]
        var own = cat([gradient.sum(AllButChannels, type: type), (gradient * centred).sum(AllButChannels, type: type)]); // [2·C]
        var means = (settings.Sums.Add(own) / count).to(float32); // [2·C]
        var slope = inverse.Squared() * means.narrow(0, channels, channels); // [C]
        var back = gradient - OfChannels(means.narrow(0, 0, channels)) - (centred * OfChannels(slope)); // [B, C, H, W]
        var ofInput = back * OfChannels((inverse * weight).Times(settings.Sums.Weight)); // [B, C, H, W]
        var ofWeight = own.narrow(0, channels, channels).to(float32) * inverse; // [C]
        return [ofInput.to(input.dtype), ofWeight, own.narrow(0, 0, channels).to(float32), null!];
    }

    private static Tensor Centred(Tensor input, Tensor mean) => input.to(float32) - OfChannels(mean);

    private static Tensor OfChannels(Tensor values) => values.view(1, -1, 1, 1);

    // As libtorch adds up.
    private static ScalarType SumType(Tensor input) => input.device_type == DeviceType.CPU ? ScalarType.Float64 : ScalarType.Float32;

    /// <summary>With whom a batch is shared, and how it is normalised.</summary>
    /// <param name="Sums">Adds up over all parts.</param>
    /// <param name="Epsilon">What is added to variances.</param>
    /// <param name="Learn">Takes mean [C], variance [C] and number of values [1].</param>
    internal sealed record Settings(IStatisticSums Sums, double Epsilon, Action<Tensor, Tensor, Tensor> Learn);
}
