using Microsoft.Extensions.Logging;
using TorchSharp;
using Yolo.Data;
using Yolo.Data.Augmentations;
using Yolo.Data.Loading;
using Yolo.Engine.Optimization;
using Yolo.Losses;

namespace Yolo.Engine.Training;

/// <summary>Settings of a training; the defaults are the reference's. Epochs count from 1 here and in what is shown, from 0 for callbacks.</summary>
public sealed record TrainOptions
{
    /// <summary>The data set: a YAML file, a folder or archive with one, its address, or <c>shapes</c> (generated); null, the default, for the one that the model was trained on.</summary>
    public string? Data { get; init; }

    /// <summary>How often all pictures are seen. From 1, default 100.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Hours after which the training ends, whatever <see cref="Epochs"/> says, which then follows from the speed; null, the default, for no limit.</summary>
    public double? TimeHours { get; init; }

    /// <summary>Epochs without a better fitness after which the training ends; 0 for never. Default 100.</summary>
    public int Patience { get; init; } = 100;

    /// <summary>
    /// Pictures that go through the network together; -1 for as many as <see cref="MemoryShare"/> allows, which is measured when the training begins, and
    /// is 16 where nothing can be measured, as on the processor. In the first epoch batches that do not fit into memory are halved, up to three times.
    /// Default 16.
    /// </summary>
    public int Batch { get; init; } = 16;

    /// <summary>The share of a GPU's free memory that a training may take where <see cref="Batch"/> is -1. Above 0, below 1, default 0.6. On the command line: <c>batch=0.7</c>.</summary>
    public double MemoryShare { get; init; } = 0.6;

    /// <summary>Side of the network's input in pixels, rounded up to the model's stride. Default null: that of the training which the model's checkpoint comes from; otherwise 640, of classifiers 224.</summary>
    public int? ImageSize { get; init; }

    /// <summary>Whether last.pt and best.pt are written. Default true.</summary>
    public bool Save { get; init; } = true;

    /// <summary>Keep a checkpoint of every so many epochs; -1, the default, for none.</summary>
    public int SavePeriod { get; init; } = -1;

    /// <summary>What is kept of decoded pictures. Default <see cref="ImageCache.None"/>.</summary>
    public ImageCache Cache { get; init; }

    /// <summary>Where the network runs: "cpu", "cuda", "cuda:1"; null, the default, for where the model is.</summary>
    public torch.Device? Device { get; init; }

    /// <summary>Threads that read and vary pictures ahead, no more than there are processors, and where the network runs on them half as many; 0 makes each when it is needed. Default 8. The outcome does not depend on it.</summary>
    public int Workers { get; init; } = 8;

    /// <summary>Folder below <c>runs/task</c>, or an absolute one instead of it; null, the default, for none.</summary>
    public string? Project { get; init; }

    /// <summary>Name of the run's folder; default "train", numbered if it exists.</summary>
    public string Name { get; init; } = "train";

    /// <summary>Whether a folder that exists is written into. Default false.</summary>
    public bool ExistOk { get; init; }

    /// <summary>Whether a model that has weights starts from them. Default true; false starts from random ones.</summary>
    public bool Pretrained { get; init; } = true;

    /// <summary>A checkpoint to start from instead of the model's own weights; null, the default, for none.</summary>
    public string? PretrainedWeights { get; init; }

    /// <summary>SGD, MuSGD, Adam, AdamW, Adamax, NAdam, RAdam, RMSProp, or auto, which chooses algorithm, rate and momentum by the length of the training. Default auto.</summary>
    public string Optimizer { get; init; } = "auto";

    /// <summary>Seed of everything that is random: first weights, order, augmentation. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Whether a repeated run gives the same numbers. On the processor it always does. On a GPU true costs time: cuDNN looks for no faster algorithms,
    /// and float32 convolutions do without tensor cores (TF32). Null, the default, for true on the processor and false on a GPU.
    /// </summary>
    public bool? Deterministic { get; init; }

    /// <summary>Whether all objects count as one class. Default false.</summary>
    public bool SingleClass { get; init; }

    /// <summary>Only labels of these classes count; null, the default, for all.</summary>
    public IReadOnlyList<int>? Classes { get; init; }

    /// <summary>Batches of pictures of like shape, in a fixed order, without mosaic. Default false.</summary>
    public bool Rect { get; init; }

    /// <summary>Whether the learning rate follows half a cosine instead of a line. Default false.</summary>
    public bool CosineSchedule { get; init; }

    /// <summary>The last epochs, in which pictures are not mixed (mosaic, mixup, cutmix, copy-paste). Default 10; 0 for none.</summary>
    public int CloseMosaic { get; init; } = 10;

    /// <summary>
    /// Goes on with the interrupted training that the model, a <c>last.pt</c>, comes from. Its settings come from there; of these, only those that
    /// a run may change on its way have an effect. Default false.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>
    /// Whether convolutions compute in 16 bits, with weights in 32; null, the default, for true on a GPU and false on the processor. On
    /// processors it saves memory, not time: going backward is slow in bfloat16 there. Refused on one without AVX-512.
    /// </summary>
    public bool? Amp { get; init; }

    /// <summary>
    /// Which 16 bits, where <see cref="Amp"/> is on: <see cref="torch.ScalarType.BFloat16"/>, or <see cref="torch.ScalarType.Float16"/>, for which losses are
    /// scaled. Null, the default, for what suits the device: float16 on GPUs before compute capability 8, which have no bfloat16. On the command line:
    /// <c>amp=float16</c>.
    /// </summary>
    public torch.ScalarType? AmpType { get; init; }

    /// <summary>
    /// Whether a GPU is asked for the whole network at once instead of operation by operation: after a few steps, forward and backward are captured as CUDA
    /// graphs, which takes as much memory again. Default false; refused without a GPU of NVIDIA, on Windows, on several ranks, and where the size of inputs varies
    /// (<see cref="MultiScale"/>, <see cref="Rect"/>). While hooks are on modules of the network that it did not start with, steps go operation by operation.
    /// </summary>
    public bool Compile { get; init; }

    /// <summary>Share of the training pictures to use, from the start of the sorted list. Above 0, at most 1, default 1.</summary>
    public double Fraction { get; init; } = 1;

    /// <summary>
    /// Layers, or parts of them, that do not learn, by number or name: <c>[0, 1, "neck", "model.22.cv3", "*.bn"]</c>, see <see cref="LayerName"/>.
    /// Empty, the default, for none. Norms whose weights are all frozen keep their statistics.
    /// </summary>
    public IReadOnlyList<LayerName> Freeze { get; init; } = [];

    /// <summary>Varies the input's side by up to this share either way from batch to batch. 0 to 1, default 0.</summary>
    public double MultiScale { get; init; }

    /// <summary>Whether each epoch ends with a validation; the last one always does. Default true.</summary>
    public bool Validate { get; init; } = true;

    /// <summary>The part of the data set to validate on. Default <see cref="DatasetSplit.Val"/>.</summary>
    public DatasetSplit Split { get; init; } = DatasetSplit.Val;

    /// <summary>Whether the final validation writes <c>predictions.json</c>, the results format of COCO. Default false.</summary>
    public bool SaveJson { get; init; }

    /// <summary>In validation: only objects more probable than this count. 0 to 1; null, the default, for 0.001, of rotated boxes 0.01.</summary>
    public double? Confidence { get; init; }

    /// <summary>In validation: boxes that overlap a more confident one by more are dropped. 0 to 1, default 0.7.</summary>
    public double Iou { get; init; } = 0.7;

    /// <summary>In validation: at most so many objects in a picture. From 1, default 300.</summary>
    public int MaximumDetections { get; init; } = 300;

    /// <summary>In validation: whether boxes of different classes suppress each other. Default false.</summary>
    public bool AgnosticNms { get; init; }

    /// <summary>Whether pictures of labels, batches, curves and results are drawn into the run's folder. Default true.</summary>
    public bool Plots { get; init; } = true;

    /// <summary>First learning rate. 0 to 1, default 0.01; <see cref="Optimizer"/> auto chooses its own.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Last learning rate as a share of the first. 0 to 1, default 0.01.</summary>
    public double FinalLearningRate { get; init; } = 0.01;

    /// <summary>Momentum, of Adam and its kin the first beta. 0 to 1, default 0.937.</summary>
    public double Momentum { get; init; } = 0.937;

    /// <summary>Decay of weights, for a batch of <see cref="NominalBatch"/>. 0 to 1, default 0.0005.</summary>
    public double WeightDecay { get; init; } = 0.0005;

    /// <summary>Epochs over which learning rates and momentum find their value, at least 100 steps; 0 for none. Default 3.</summary>
    public double WarmupEpochs { get; init; } = 3;

    /// <summary>Momentum at the start. 0 to 1, default 0.8.</summary>
    public double WarmupMomentum { get; init; } = 0.8;

    /// <summary>Learning rate of biases at the start. 0 to 1, default 0.1; <see cref="Optimizer"/> auto starts at 0.</summary>
    public double WarmupBiasLearningRate { get; init; } = 0.1;

    /// <summary>Pictures between two changes of the weights: gradients of smaller batches are added up. From 1, default 64.</summary>
    public int NominalBatch { get; init; } = 64;

    /// <summary>Of several ranks: whether each batch is normalised as a whole, and not each rank's part of it by itself. Default false.</summary>
    public bool SynchronizeNorms { get; init; }

    /// <summary>Segmentation: where labelled masks overlap, a cell belongs to the smallest alone (true, default), or to all of them.</summary>
    public bool OverlapMask { get; init; } = true;

    /// <summary>Segmentation: pixels of the input for one cell of a labelled mask, along both axes. From 1, default 4.</summary>
    public int MaskRatio { get; init; } = 4;

    /// <summary>Classification: share of the features that each step leaves out. 0 to 1, default 0.</summary>
    public double Dropout { get; init; }

    /// <summary>Weights of the terms of the loss.</summary>
    public LossGains Gains { get; init; } = new();

    /// <summary>Receives what this training has to say, its callbacks and validations too, in the place of the model's <see cref="YoloModel.Logger"/>; null, the default, for that one.</summary>
    public ILogger? Logger { get; init; }

    /// <summary>How pictures are varied.</summary>
    public AugmentationSettings Augmentation { get; init; } = new();
}
