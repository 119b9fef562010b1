using Yolo.Checkpoints;
using Yolo.Data;
using Yolo.Data.Loading;
using Yolo.Engine.Distributed;
using Yolo.Engine.Optimization;
using Yolo.Engine.Tasks;
using Yolo.Engine.Validation;
using Yolo.Models;
using Yolo.Runtime.Devices;
using static TorchSharp.torch;

namespace Yolo.Engine.Training;

/// <summary>Everything that a training works with, ready to start. Disposing it frees both networks and the optimizer's memory.</summary>
internal sealed class TrainingParts : IDisposable
{
    private int epochs;

    private TrainingParts(TrainOptions options, (YoloNetwork Network, TransferReport? Start) built, TrainingData data, ValidationData validation, int imageSize, IGraphs graphs)
    {
        (Options, Network, Start, Data, Validation, ImageSize) = (options, built.Network, built.Start, data, validation, imageSize);
        Average = new WeightAverage(Network);
        Optimizer = NetworkOptimizer.Create(Network, DescribeOptimizer(), Iterations, data.Spec.ClassCount);
        epochs = options.Epochs;
        Schedule = new LearningRateSchedule(DescribeSchedule());
        Inputs = new BatchInputs(Device);
        NormCounters = new NormCounters(Network);
        Loss = NetworkLoss.For(Network, options.Gains, options.Epochs);
        Precision = MixedPrecision.Precision(Device, options.Amp == true, options.AmpType);
        if (Precision != ScalarType.Float32)
        {
            MixedPrecision.Enable(Network, Precision);
        }

        Scaler = Precision == ScalarType.Float16 ? new LossScaler(Device) : null;
        Pass = options.Compile ? new GraphedPass(Network, graphs) : new EagerPass(Network);
    }

    internal TrainOptions Options { get; private set; }

    /// <summary>What was decided on the way, in whole sentences; empty, as a rule.</summary>
    internal IReadOnlyList<string> Notices { get; private init; } = [];

    internal YoloNetwork Network { get; }

    /// <summary>What takes the network forward and backward.</summary>
    internal INetworkPass Pass { get; }

    /// <summary>What became of the weights that the network starts from; null for random ones.</summary>
    internal TransferReport? Start { get; }

    internal TrainingData Data { get; private set; }

    internal ValidationData Validation { get; private set; }

    /// <summary>How the training validates.</summary>
    internal required ValidateOptions ValidationOptions { get; set; }

    internal WeightAverage Average { get; }

    internal NetworkOptimizer Optimizer { get; }

    internal LearningRateSchedule Schedule { get; private set; }

    internal NetworkLoss Loss { get; }

    /// <summary>What convolutions compute in.</summary>
    internal ScalarType Precision { get; }

    /// <summary>What keeps gradients from vanishing in float16; null in other types, which need it not.</summary>
    internal LossScaler? Scaler { get; }

    /// <summary>Whether all inputs of the training have one size.</summary>
    internal bool HasOneSize => Options is { MultiScale: 0, Rect: false };

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

    /// <summary>The settings with a value for each that follows from the others, as files are to name them: device, side of the input, and on a GPU mixed precision and speed before repeatability unless told otherwise. The batch may be left to measure.</summary>
    /// <exception cref="Settings.SettingException">The device cannot do what the settings ask for.</exception>
    internal static TrainOptions Settle(YoloModel model, TrainOptions options)
    {
        var device = options.Device ?? model.Device;
        return options.Amp == true && options.AmpType is not ScalarType.Float16 && !MixedPrecision.IsSupported(device)
            ? throw new Settings.SettingException("amp=true cannot be honoured: this processor does not compute in bfloat16, for which it would need AVX-512. Leave amp out, or train on a GPU.")
            : options with
            {
                Device = device,
                Amp = options.Amp ?? device.type == TorchSharp.DeviceType.CUDA,
                Deterministic = options.Deterministic ?? device.type == TorchSharp.DeviceType.CPU,
                ImageSize = options.ImageSize ?? model.OwnImageSize ?? YoloTask.For(model.Form.Task).DefaultImageSize,
            };
    }

    /// <summary>Opens the data, builds the network for its classes, and sets up what trains it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">The settings, settled.</param>
    /// <param name="ranks">Who trains it together.</param>
    /// <param name="meter">Reads the memory of the device, where the batch is to be measured.</param>
    /// <param name="graphs">What records the network, where the settings ask for it.</param>
    /// <param name="progress">Told how far the verification of labels has come; null for nobody.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="DatasetException">The data set is faulty.</exception>
    /// <exception cref="Settings.SettingException">The device, or another setting, does not let the network be recorded.</exception>
    /// <exception cref="TrainingException">Not even one picture fits into the memory of the device.</exception>
    internal static TrainingParts Build(YoloModel model, TrainOptions options, World ranks, IMemoryMeter meter, IGraphs graphs, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        if (options.Compile)
        {
            GraphedPass.Require(options, ranks.HasOthers, graphs);
        }

        var (task, stride) = (YoloTask.For(model.Network.Task), model.MaximumStride);
        var imageSize = (options.ImageSize!.Value + stride - 1) / stride * stride;
        var spec = DatasetSpec.Load(options.Data!, DatasetOptions.Default with { Labels = task.Labels, SingleClass = options.SingleClass, Progress = progress }, cancellation);
        var data = TrainingData.Load(spec, options.Batch > 0 ? options : options with { Batch = BatchChoice.Usual }, imageSize, stride, ranks, cancellation);
        var judging = JudgingOptions(task, options, imageSize);
        var validation = ValidationData.Load(spec, judging, imageSize, stride, options.Cache, cancellation);
        (options, var notices) = new BatchChoice(model, options, data, imageSize, meter).Make();
        judging = judging with { Batch = JudgingBatch(task, options.Batch, imageSize) };
        return new(options, TrainingNetwork.Build(model, options, spec), data.WithBatch(options.Batch), validation.WithBatch(judging.Batch), imageSize, graphs)
        {
            ValidationOptions = judging,
            Notices = notices,
        };
    }

    /// <summary>Plans for another number of epochs, which a time limit makes of the speed.</summary>
    internal void Reschedule(int planned)
    {
        epochs = planned;
        Schedule = new LearningRateSchedule(DescribeSchedule());
    }

    /// <summary>Goes on with batches of another size. What was learned, and what the optimizer remembers, stays.</summary>
    internal void UseBatch(TrainOptions options)
    {
        Options = options;
        Pass.Forget();
        ValidationOptions = ValidationOptions with { Batch = JudgingBatch(YoloTask.For(Network.Task), options.Batch, ImageSize) };
        (Data, Validation) = (Data.WithBatch(options.Batch), Validation.WithBatch(ValidationOptions.Batch));
        Schedule = new LearningRateSchedule(DescribeSchedule());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ((IDisposable)Data).Dispose();
        Losses.Dispose();
        Loss.Dispose();
        Inputs.Dispose();
        Pass.Dispose();
        Scaler?.Dispose();
        ((IDisposable)Optimizer).Dispose();
        Average.Dispose();
        Network.Dispose();
    }

    private static ValidateOptions JudgingOptions(YoloTask task, TrainOptions options, int imageSize) => new()
    {
        Data = options.Data,
        Split = options.Split,
        Batch = JudgingBatch(task, Math.Max(options.Batch, 1), imageSize),
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

    private static int JudgingBatch(YoloTask task, int batch, int imageSize) => Math.Min(task.ValidationBatches * batch, SampleBatch.MostOf(imageSize, imageSize));

    private ScheduleSettings DescribeSchedule() => new()
    {
        Epochs = epochs,
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

    private OptimizerSettings DescribeOptimizer()
    {
        var accumulate = (double)ScheduleSettings.AddedUp(Options.NominalBatch, Options.Batch);
        return new(Options.Optimizer, Options.LearningRate, Options.Momentum, Options.WeightDecay * Options.Batch * accumulate / Options.NominalBatch);
    }
}
