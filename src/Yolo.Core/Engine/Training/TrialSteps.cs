using Yolo.Data.Loading;
using Yolo.Models;
using Yolo.Runtime;
using Yolo.Runtime.Devices;
using static TorchSharp.torch;

namespace Yolo.Engine.Training;

/// <summary>Steps of a training without consequences, to see what they need of the memory: a network of their own on real pictures of the data set.</summary>
/// <remarks>Legend: B pictures.</remarks>
internal sealed class TrialSteps : IDisposable
{
    // Beside the weights and their gradients: their average, and the most that an optimizer remembers of them.
    private const int FurtherCopies = 3;

    private readonly YoloNetwork network;
    private readonly NetworkLoss loss;
    private readonly BatchInputs inputs;
    private readonly TrainingData data;
    private readonly TrainOptions options;
    private readonly int side;

    /// <summary>Prepares them.</summary>
    /// <param name="network">As it is trained; disposed with this.</param>
    /// <param name="data">The pictures.</param>
    /// <param name="options">The settings of the training.</param>
    /// <param name="side">The longest side that inputs have, in pixels.</param>
    internal TrialSteps(YoloNetwork network, TrainingData data, TrainOptions options, int side)
    {
        (this.network, this.data, this.options, this.side) = (network, data, options, side);
        loss = NetworkLoss.For(network, options.Gains, options.Epochs);
        inputs = new BatchInputs(Device);
    }

    private Device Device => network.parameters().First().device;

    /// <summary>Takes a step, and reads what the memory then holds more: what libtorch has freed, it keeps.</summary>
    /// <param name="batch">How many pictures.</param>
    /// <param name="meter">Reads the memory.</param>
    /// <param name="before">The memory before anything of the training was there.</param>
    /// <returns>Bytes; of the whole training, not of the step alone.</returns>
    internal long Measure(int batch, IMemoryMeter meter, DeviceMemory before)
    {
        using var pictures = data.WithBatch(batch);
        using var samples = pictures.Read(epoch: 0, firstBatch: 0, mixing: true).First();
        Step(samples);
        var used = (meter.Read(Device)?.UsedBytes ?? before.UsedBytes) - before.UsedBytes;

        // Graphs keep memory of their own beside that of the steps before them.
        return (options.Compile ? 2 * used : used) + (FurtherCopies * network.parameters().Sum(weight => weight.numel() * weight.element_size()));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        inputs.Dispose();
        loss.Dispose();
        network.Dispose();
    }

    private void Step(SampleBatch samples)
    {
        using var scope = NewDisposeScope();
        var input = inputs.Make(samples); // [B, 3, H, W]
        if (options.MultiScale > 0)
        {
            input = nn.functional.interpolate(input, [side, side], mode: InterpolationMode.Bilinear, align_corners: false).ToChannelsLast();
        }

        loss.Compute(network.call(input), BatchTargets.Of(samples)).Total.backward();
    }
}
