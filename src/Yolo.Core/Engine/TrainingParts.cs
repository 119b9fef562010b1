using Yolo.Checkpoints;
using Yolo.Data;
using Yolo.Engine.Optimization;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Engine;

/// <summary>Everything that a training works with, ready to start. Disposing it frees both networks and the optimizer's memory.</summary>
internal sealed class TrainingParts : IDisposable
{
    private const int BatchOfProcessor = 16;

    private TrainingParts(TrainOptions options, (YoloNetwork Network, TransferReport? Start) built, TrainingData data, ValidationData validation, int imageSize)
    {
        (Options, Network, Start, Data, Validation, ImageSize) = (options, built.Network, built.Start, data, validation, imageSize);
        Average = new WeightAverage(Network);
        Optimizer = NetworkOptimizer.Create(Network, OptimizerSettings(), Iterations, data.Spec.ClassCount);
        Schedule = new LearningRateSchedule(ScheduleSettings());
        Loss = NetworkLoss.For(Network, options.Gains, options.Epochs);
        if (UsesAmp)
        {
            MixedPrecision.Enable(Network);
        }
    }

    internal TrainOptions Options { get; }

    internal YoloNetwork Network { get; }

    /// <summary>What became of the weights that the network starts from; null for random ones.</summary>
    internal TransferReport? Start { get; }

    internal TrainingData Data { get; }

    internal ValidationData Validation { get; }

    internal WeightAverage Average { get; }

    internal NetworkOptimizer Optimizer { get; }

    internal LearningRateSchedule Schedule { get; private set; }

    internal NetworkLoss Loss { get; }

    /// <summary>The losses of the epoch at hand.</summary>
    internal LossMeter Losses { get; } = new();

    /// <summary>Side of the input in pixels.</summary>
    internal int ImageSize { get; }

    internal Device Device => Network.parameters().First().device;

    /// <summary>Whether convolutions compute in bfloat16: on a GPU unless told not to, on a processor if told to.</summary>
    internal bool UsesAmp => Options.Amp ?? Device.type == TorchSharp.DeviceType.CUDA;

    // A batch of gradients that is smaller than the nominal one is added up before the weights change.
    private long Iterations => (long)Math.Ceiling((double)Data.Labels.Images.Count / Math.Max(Options.Batch, Options.NominalBatch)) * Options.Epochs;

    /// <summary>Opens the data, builds the network for its classes, and sets up what trains it.</summary>
    /// <exception cref="DatasetException">The data set is faulty.</exception>
    /// <exception cref="Settings.SettingException">The device cannot do what the settings ask for.</exception>
    internal static TrainingParts Build(YoloModel model, TrainOptions options, CancellationToken cancellation)
    {
        if (options.Amp == true && !MixedPrecision.IsSupported(options.Device ?? model.Device))
        {
            throw new Settings.SettingException("amp=true cannot be honoured: this processor does not compute in bfloat16, for which it would need AVX-512. Leave amp out, or train on a GPU.");
        }

        var stride = model.MaximumStride;
        var imageSize = (options.ImageSize + stride - 1) / stride * stride;
        var settings = options with { Batch = BatchFor(model, options) };
        var spec = DatasetSpec.Load(options.Data!, DatasetOptions.Default with { SingleClass = options.SingleClass }, cancellation);
        var data = TrainingData.Load(spec, settings, imageSize, stride, cancellation);
        var validation = ValidationData.Load(spec, ValidationOptions(settings, imageSize), imageSize, stride, settings.Cache, cancellation);
        return new(settings, TrainingNetwork.Build(model, settings, spec), data, validation, imageSize);
    }

    /// <summary>How a training validates.</summary>
    internal static ValidateOptions ValidationOptions(TrainOptions options, int imageSize) => new()
    {
        Data = options.Data,
        Split = options.Split,
        Batch = 2 * options.Batch,
        ImageSize = imageSize,
        Confidence = options.Confidence,
        Iou = options.Iou,
        MaximumDetections = options.MaximumDetections,
        AgnosticNms = options.AgnosticNms,
        SingleClass = options.SingleClass,
        Classes = options.Classes,
        Workers = options.Workers,
        Plots = options.Plots,
    };

    /// <summary>Plans for another number of epochs, which a time limit makes of the speed.</summary>
    internal void Reschedule(int epochs) => Schedule = new LearningRateSchedule(ScheduleSettings() with { Epochs = epochs });

    /// <inheritdoc/>
    public void Dispose()
    {
        Losses.Dispose();
        Optimizer.Dispose();
        Average.Dispose();
        Network.Dispose();
    }

    private static int BatchFor(YoloModel model, TrainOptions options) =>
        options.Batch > 0 ? options.Batch
        : (options.Device ?? model.Device).type == TorchSharp.DeviceType.CPU ? BatchOfProcessor
        : throw new Settings.SettingException("batch=-1 cannot be honoured on a GPU: TorchSharp does not say how much of its memory is free. Give a number, such as batch=32.");

    private ScheduleSettings ScheduleSettings() => new()
    {
        Epochs = Options.Epochs,
        BatchesPerEpoch = Data.Batches,
        Batch = Options.Batch,
        NominalBatch = Options.NominalBatch,
        FinalShare = Options.FinalLearningRate,
        Cosine = Options.CosineSchedule,
        WarmupEpochs = Options.WarmupEpochs,
        WarmupMomentum = Options.WarmupMomentum,
        WarmupBiasLearningRate = Optimizer.WarmupBiasLearningRate ?? Options.WarmupBiasLearningRate,
        Momentum = Options.Momentum,
    };

    private OptimizerSettings OptimizerSettings()
    {
        var accumulate = Math.Max(Math.Round((double)Options.NominalBatch / Options.Batch), 1);
        return new(Options.Optimizer, Options.LearningRate, Options.Momentum, Options.WeightDecay * Options.Batch * accumulate / Options.NominalBatch);
    }
}
