using Yolo.Callbacks;
using Yolo.Checkpoints;
using Yolo.Engine.Distributed;
using Yolo.Engine.Optimization;
using Yolo.Engine.Validation;
using Yolo.Losses;
using Yolo.Models;
using Yolo.Runtime.Devices;
using static TorchSharp.torch;

namespace Yolo.Engine.Training;

/// <content>What callbacks see. No member throws; what is not known yet is null or empty.</content>
public sealed partial class Trainer : ITrainingContext
{
    /// <summary>The model. Until the training is over it predicts as before; <see cref="Network"/> is what learns, <see cref="CreateModel"/> gives a model of its present average.</summary>
    public YoloModel Model { get; }

    /// <summary>Where events are raised; null, the default, for a scope of the model's callbacks that ends with the run. Stays its owner's.</summary>
    public CallbackRegistry? Callbacks { get; init; }

    /// <summary>Told how far has come what has no events: verifying labels, drawing charts; any thread may tell it. What it throws is a warning. Default nobody.</summary>
    public IProgress<WorkProgress>? Progress { get; init => field = GuardedProgress<WorkProgress>.Of(value, Model.Callbacks.Settings); }

    /// <summary>Reads the memory of the device; the default asks NVIDIA's driver.</summary>
    internal IMemoryMeter MemoryMeter { get; init; } = CudaDriver.Shared;

    /// <summary>Records the network where the settings ask for it; the default is CUDA's way.</summary>
    internal IGraphs Graphs { get; init; } = CudaGraphs.Shared;

    /// <summary>The processes that train together, and which of them this is; <see cref="World.Alone"/> as a rule.</summary>
    public World World { get; } = World.Current;

    /// <summary>The settings; of a resumed run, those that it was started with. A batch that is to be measured is known from <c>on_pretrain_routine_end</c> on, and becomes smaller where it does not fit into memory.</summary>
    public TrainOptions Options { get; private set; }

    /// <summary>The network that learns, in training mode; null before <c>on_pretrain_routine_end</c>.</summary>
    public YoloNetwork? Network => parts?.Network;

    /// <summary>The running average of the weights, which is validated and saved; null before <c>on_pretrain_routine_end</c>.</summary>
    public YoloNetwork? Average => parts?.Average.Network;

    /// <summary>What became of the weights that the training starts from; null before <c>on_pretrain_routine_end</c>, and if it starts from random ones.</summary>
    public TransferReport? Start => parts?.Start;

    /// <summary>What changes the weights; null before <c>on_pretrain_routine_end</c>.</summary>
    public NetworkOptimizer? Optimizer => parts?.Optimizer;

    /// <summary>The training pictures; null before <c>on_pretrain_routine_end</c>.</summary>
    public TrainingData? Data => parts?.Data;

    /// <summary>The pictures that it is judged by; null before <c>on_pretrain_routine_end</c>.</summary>
    public ValidationData? ValidationData => parts?.Validation;

    /// <summary>The validator of the next validation before it has run, else of the last one; null before <c>on_pretrain_routine_end</c>.</summary>
    public Validator? Validator { get; private set; }

    /// <summary>The epoch at hand, from 0.</summary>
    public int Epoch => progress.Epoch;

    /// <summary>Epochs of the whole run.</summary>
    public int Epochs { get; private set; }

    /// <summary>The batch of the epoch at hand, from 0; -1 before the first of an epoch.</summary>
    public int BatchIndex { get; private set; } = -1;

    /// <summary>Batches of an epoch; 0 while unknown.</summary>
    public int BatchesPerEpoch => parts?.Data.Batches ?? 0;

    /// <summary>Batches trained since the run began, the one at hand counted.</summary>
    public long GlobalStep => Iteration + (isBetweenSteps ? 0 : 1);

    /// <inheritdoc/>
    public int Accumulate => progress.Accumulate;

    /// <summary>
    /// The batch at hand; null before the first of an epoch. Its tensors live until the step is over. What is put here at <c>on_train_batch_start</c> is what is
    /// trained on; an input that the callback made then lives as long, too.
    /// </summary>
    public TrainingBatch? Batch
    {
        get => batch;
        set => batch = BatchInput.Replace(batch, value, replaced => replaced.HeldInput);
    }

    /// <summary>The loss of the batch at hand with its gradient graph, of several ranks this one's part of it; null before the first. Lives until the step is over.</summary>
    public LossResult? Loss { get; private set; }

    /// <summary>[], norm of all gradients before they were clipped; null before the weights changed for the first time. Lives until the step is over.</summary>
    public Tensor? GradientNorm { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<string> LossNames => parts is null ? [] : [.. parts.Loss.ItemNames.Select(name => $"train/{name}")];

    /// <inheritdoc/>
    public ReadOnlySpan<float> LossValues => parts?.Losses.Values ?? [];

    /// <inheritdoc/>
    public ReadOnlySpan<float> MeanLossValues => parts?.Losses.MeanValues ?? [];

    /// <summary>
    /// Items of the loss of the last batch by their columns (<c>train/box_loss</c>), in the order of <see cref="LossNames"/>; empty before the first. Made anew with each
    /// call; the first after a batch waits for the device. As a tensor: <see cref="LossResult.Items"/> of <see cref="Loss"/>.
    /// </summary>
    public IReadOnlyDictionary<string, float> LossItems => ByName(LossValues);

    /// <summary>Means of the loss items over the epoch so far, as <see cref="LossItems"/>; empty before the first batch.</summary>
    public IReadOnlyDictionary<string, float> MeanLossItems => ByName(MeanLossValues);

    /// <inheritdoc/>
    public IReadOnlyList<double> LearningRates => parts?.Optimizer.LearningRates ?? [];

    /// <inheritdoc/>
    public IReadOnlyList<double> Momenta => parts?.Optimizer.Momenta ?? [];

    /// <inheritdoc/>
    public AccumulationControl AccumulationControl { get; } = new();

    /// <inheritdoc/>
    public LearningRateControl LearningRateControl { get; } = new();

    /// <summary>Metrics and validation losses of the last validation by column name, empty before the first; and columns of one's own, which callbacks write here.</summary>
    public EpochMetrics Metrics => progress.Metrics;

    /// <inheritdoc/>
    public double? Fitness { get => progress.Fitness; set => progress.Fitness = value; }

    /// <inheritdoc/>
    public double? BestFitness => progress.BestFitness;

    /// <summary>The epoch, from 1, whose weights are the best so far; of equally good ones the last. Null before the first is done.</summary>
    public int? BestEpoch => progress.BestEpoch;

    /// <inheritdoc/>
    public bool IsFinalEvaluation { get; private set; }

    /// <inheritdoc/>
    public IWeights? Weights { get; private set; }

    /// <summary>Requests of callbacks: stop, skip the batch at hand, save, validate.</summary>
    public RunControl Control { get; } = new();

    /// <summary>The run's folder; null before <c>on_pretrain_routine_start</c>.</summary>
    public string? SaveDirectory => folder?.Root;

    /// <summary>The weights of the last epoch; exists after the first <c>on_model_save</c>. Null before <c>on_pretrain_routine_start</c>.</summary>
    public string? Last => folder?.Last;

    /// <summary>The best weights; exists after the first <c>on_model_save</c>. Null before <c>on_pretrain_routine_start</c>.</summary>
    public string? Best => folder?.Best;

    /// <summary>Whether the epoch at hand is the last, by number or because something asked to stop.</summary>
    public bool Stop => progress.IsStopped || Control.StopRequested;

    /// <summary>Whether convolutions compute in 16 bits.</summary>
    public bool UsesAmp => Options.Amp == true;

    /// <summary>What convolutions compute in: single precision, bfloat16 or float16; null before <c>on_pretrain_routine_end</c>.</summary>
    public ScalarType? Precision => parts?.Precision;

    /// <summary>How full the memory of the GPU is at this moment; null on the processor, and where the driver does not say.</summary>
    public DeviceMemory? DeviceMemory => MemoryMeter.Read(Options.Device!);

    /// <summary>What was decided in the course of the run, in whole sentences: how the batch was chosen, that it was halved. Grows; empty, as a rule.</summary>
    public IReadOnlyList<string> Notices => notices;

    /// <summary>The outcome; null before <c>on_train_end</c>, and then too if the training failed.</summary>
    public TrainReport? Report { get; private set; }

    /// <summary>That the epoch at hand is repeated, for people.</summary>
    internal string Repetition => FormattableString.Invariant($"the loss of epoch {Epoch + 1} is not a number any more; the epoch is repeated from the last checkpoint.");

    IReadOnlyDictionary<string, double> ITrainingContext.Metrics => Metrics;

    object? IRunContext.Model => Model;

    IReadOnlyDictionary<string, string> IRunContext.Settings => TrainSettings.Table.Values(Options);

    int ITrainingContext.BatchSize => parts?.Options.Batch ?? Options.Batch;

    int ITrainingContext.ImagesInBatch => BatchIndex < 0 ? 0 : parts.Data.CountOf(BatchIndex);

    long? ITrainingContext.DeviceMemoryUsed => DeviceMemory?.UsedBytes;

    // Counted over all epochs, from 0.
    private long Iteration => progress.Batch + ((long)BatchesPerEpoch * Epoch);

    // With fewer epochs than that, and with none, pictures are mixed to the end.
    private int? FirstUnmixedEpoch =>
        progress.UnmixedFrom ?? (Options.CloseMosaic > 0 && Epochs >= Options.CloseMosaic ? Epochs - Options.CloseMosaic : null);

    private long? FirstUnmixed => (long?)FirstUnmixedEpoch * BatchesPerEpoch;

    private bool IsOver => progress.IsStopped || Epoch >= Epochs;

    private double Seconds => progress.EarlierSeconds + clock.Elapsed.TotalSeconds;

    private bool IsTimeUp => Options.TimeHours is { } hours && Seconds > hours * 3600;

    // Reading and judging end with a step that all ranks end together.
    private CancellationToken OwnToken(CancellationToken cancellation) => World.HasOthers ? CancellationToken.None : cancellation;

    bool ITrainingContext.FillsItself(string column) => Metrics.Fills(column);

    /// <inheritdoc/>
    public void Record(string name, double value) => Metrics[name] = value;

    private OrderedDictionary<string, float> ByName(ReadOnlySpan<float> values)
    {
        var (names, byName) = (LossNames, new OrderedDictionary<string, float>(values.Length, StringComparer.Ordinal));
        for (var i = 0; i < values.Length; i++)
        {
            byName.Add(names[i], values[i]);
        }

        return byName;
    }

    private Agreement Agree(CancellationToken cancellation, bool takesRequests = false) =>
        agreed = ranks.Agree(Control, IsTimeUp, cancellation.IsCancellationRequested, finishRequested, takesRequests);

    private bool MixesPictures(int epoch) => FirstUnmixedEpoch is not { } first || epoch < first;
}
