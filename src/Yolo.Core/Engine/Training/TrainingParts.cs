using Yolo.Checkpoints;
using Yolo.Data;
using Yolo.Engine.Optimization;
using Yolo.Engine.Tasks;
using Yolo.Engine.Validation;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Engine.Training;

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
        Inputs = new BatchInputs(Device);
        NormCounters = new NormCounters(Network);
        Loss = NetworkLoss.For(Network, options.Gains, options.Epochs);
        if (Options.Amp == true)
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

    /// <summary>How the training validates.</summary>
    internal required ValidateOptions ValidationOptions { get; init; }

    internal WeightAverage Average { get; }

    internal NetworkOptimizer Optimizer { get; }

    internal LearningRateSchedule Schedule { get; private set; }

    internal NetworkLoss Loss { get; }

    /// <summary>The losses of the epoch at hand.</summary>
    internal LossMeter Losses { get; } = new();

    /// <summary>What counts batches for the norms.</summary>
    internal NormCounters NormCounters { get; }

    /// <summary>What makes the network's input of batches.</summary>
    internal BatchInputs Inputs { get; }

    /// <summary>Side of the input in pixels.</summary>
    internal int ImageSize { get; }

    internal Device Device => Network.parameters().First().device;

    // A batch of gradients that is smaller than the nominal one is added up before the weights change.
    private long Iterations => (long)Math.Ceiling((double)Data.Labels.Images.Count / Math.Max(Options.Batch, Options.NominalBatch)) * Options.Epochs;

    /// <summary>The settings with a value for each that follows from the others, as files are to name them: device, batch, side of the input, and on a GPU mixed precision unless told not to.</summary>
    /// <exception cref="Settings.SettingException">The device cannot do what the settings ask for.</exception>
    internal static TrainOptions Settle(YoloModel model, TrainOptions options)
    {
        var device = options.Device ?? model.Device;
        return options.Amp == true && !MixedPrecision.IsSupported(device)
            ? throw new Settings.SettingException("amp=true cannot be honoured: this processor does not compute in bfloat16, for which it would need AVX-512. Leave amp out, or train on a GPU.")
            : options with
            {
                Device = device,
                Batch = BatchFor(device, options.Batch),
                Amp = options.Amp ?? device.type == TorchSharp.DeviceType.CUDA,
                ImageSize = options.ImageSize ?? model.OwnImageSize ?? YoloTask.For(model.Form.Task).DefaultImageSize,
            };
    }

    /// <summary>Opens the data, builds the network for its classes, and sets up what trains it.</summary>
    /// <exception cref="DatasetException">The data set is faulty.</exception>
    /// <param name="model">The model.</param>
    /// <param name="options">The settings, settled.</param>
    /// <param name="progress">Told how far the verification of labels has come; null for nobody.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal static TrainingParts Build(YoloModel model, TrainOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var (task, stride) = (YoloTask.For(model.Network.Task), model.MaximumStride);
        var imageSize = (options.ImageSize!.Value + stride - 1) / stride * stride;
        var spec = DatasetSpec.Load(options.Data!, DatasetOptions.Default with { Labels = task.Labels, SingleClass = options.SingleClass, Progress = progress }, cancellation);
        var data = TrainingData.Load(spec, options, imageSize, stride, cancellation);
        var judging = JudgingOptions(task, options, imageSize);
        var validation = ValidationData.Load(spec, judging, imageSize, stride, options.Cache, cancellation);
        return new(options, TrainingNetwork.Build(model, options, spec), data, validation, imageSize) { ValidationOptions = judging };
    }

    /// <summary>Plans for another number of epochs, which a time limit makes of the speed.</summary>
    internal void Reschedule(int epochs) => Schedule = new LearningRateSchedule(ScheduleSettings() with { Epochs = epochs });

    /// <inheritdoc/>
    public void Dispose()
    {
        Data.Dispose();
        Losses.Dispose();
        Loss.Dispose();
        Inputs.Dispose();
        Optimizer.Dispose();
        Average.Dispose();
        Network.Dispose();
    }

    private static ValidateOptions JudgingOptions(YoloTask task, TrainOptions options, int imageSize) => new()
    {
        Data = options.Data,
        Split = options.Split,
        Batch = task.ValidationBatches * options.Batch,
        ImageSize = imageSize,
        Confidence = options.Confidence,
        Iou = options.Iou,
        MaximumDetections = options.MaximumDetections,
        AgnosticNms = options.AgnosticNms,
        SingleClass = options.SingleClass,
        Classes = options.Classes,
        OverlapMask = options.OverlapMask,
        MaskRatio = options.MaskRatio,
        Workers = options.Workers,
        Plots = options.Plots,
    };

    private static int BatchFor(Device device, int batch) =>
        batch > 0 ? batch
        : device.type == TorchSharp.DeviceType.CPU ? BatchOfProcessor
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
