using Yolo.Data.Loading;
using Yolo.Engine.Optimization;
using Yolo.Runtime.Devices;

namespace Yolo.Engine.Training;

/// <summary>Settles how many pictures go through the network together.</summary>
/// <param name="model">The model.</param>
/// <param name="options">The settings, settled but for the batch.</param>
/// <param name="data">The training pictures.</param>
/// <param name="imageSize">Side of the input in pixels.</param>
/// <param name="meter">Reads the memory.</param>
internal sealed class BatchChoice(YoloModel model, TrainOptions options, TrainingData data, int imageSize, IMemoryMeter meter)
{
    /// <summary>What is taken where nothing can be measured.</summary>
    internal const int Usual = 16;

    /// <summary>The settings with a batch, and what there is to say about it, in whole sentences.</summary>
    /// <exception cref="TrainingException">Not even one picture fits.</exception>
    internal (TrainOptions Options, IReadOnlyList<string> Notices) Make()
    {
        var (batch, notice) = options.Batch > 0 ? (options.Batch, null) : Measure();
        var chosen = options with { Batch = batch };
        List<string> notices = notice is null ? [] : [notice];
        var most = SampleBatch.MostOf(imageSize, imageSize);
        while (Math.Min(chosen.Batch, data.Labels.Images.Count) > most)
        {
            var halved = BatchHalving.Halve(chosen);
            notices.Add(FormattableString.Invariant($"batch={chosen.Batch}: so many pictures of {imageSize} x {imageSize} pixels do not fit into one piece of memory; going on with {BatchHalving.Describe(halved)}."));
            chosen = halved;
        }

        return (chosen, notices);
    }

    private (int Batch, string? Notice) Measure()
    {
        var device = options.Device!;
        if (meter.Read(device) is not { } before)
        {
            return (Usual, device.type == TorchSharp.DeviceType.CPU
                ? $"batch={Usual}: without a GPU there is no memory to measure."
                : $"batch={Usual}: the driver does not say how full the memory of {device} is.");
        }

        var (network, _) = TrainingNetwork.Build(model, options, data.Spec);
        new FrozenLayers(network, options.Freeze).Train();
        if (options.Amp == true)
        {
            MixedPrecision.Enable(network, MixedPrecision.Precision(device, isMixed: true, options.AmpType));
        }

        using var steps = new TrialSteps(network, data, options, (int)(imageSize * (1 + options.MultiScale)) / model.MaximumStride * model.MaximumStride);
        return new BatchSearch(options.MemoryShare, data.Labels.Images.Count).Find(before, batch => steps.Measure(batch, meter, before));
    }
}
