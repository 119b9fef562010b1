using TorchSharp;
using Yolo.Data;
using Yolo.Engine.Inference;

namespace Yolo.Engine.Validation;

/// <summary>Settings of a validation; the defaults are the reference's.</summary>
public sealed record ValidateOptions
{
    /// <summary>The data set: a YAML file, a folder or archive with one, its address, or <c>shapes</c>; null, the default, for the one that the model was trained on.</summary>
    public string? Data { get; init; }

    /// <summary>Which part of the data set. Default <see cref="DatasetSplit.Val"/>.</summary>
    public DatasetSplit Split { get; init; } = DatasetSplit.Val;

    /// <summary>Pictures that go through the network together. From 1, default 16.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>Longer side of the network's input in pixels, rounded up to its stride; null, the default, for the size that the model was trained at, or 640.</summary>
    public int? ImageSize { get; init; }

    /// <summary>Only objects more probable than this are judged. Range 0 to 1; null, the default, for 0.001, of rotated boxes 0.01. The confusion matrix takes the default for 0.25.</summary>
    public double? Confidence { get; init; }

    /// <summary>Boxes that overlap a more confident one by more than this intersection over union are dropped. Range 0 to 1, default 0.7.</summary>
    public double Iou { get; init; } = 0.7;

    /// <summary>At most so many objects in a picture. From 1, default 300.</summary>
    public int MaximumDetections { get; init; } = 300;

    /// <summary>Batches of pictures of like shape, with an input no larger than they need; otherwise the input is a square. Default true.</summary>
    public bool Rect { get; init; } = true;

    /// <summary>Only the labels of these classes count; null, the default, for all.</summary>
    public IReadOnlyList<int>? Classes { get; init; }

    /// <summary>Whether all objects, labelled and found, count as one class. Default false.</summary>
    public bool SingleClass { get; init; }

    /// <summary>Whether boxes of different classes suppress each other. Default false.</summary>
    public bool AgnosticNms { get; init; }

    /// <summary>Segmentation: whether a cell that several labelled masks cover belongs to the smallest of them alone. Default true.</summary>
    public bool OverlapMask { get; init; } = true;

    /// <summary>Segmentation: pixels of the input for one cell of a labelled mask, along both axes. From 1 to 32, default 4.</summary>
    public int MaskRatio { get; init; } = 4;

    /// <summary>Where the network runs: "cpu", "cuda", "cuda:1"; null, the default, for where the model is.</summary>
    public torch.Device? Device { get; init; }

    /// <summary>
    /// What computes the network. Default <see cref="EngineKind.Auto"/>: on the processor ONNX Runtime, which is faster, wherever that is sooner done; the results are the same. Hooks on
    /// layers are called by <see cref="EngineKind.Torch"/> alone.
    /// </summary>
    public EngineKind Engine { get; init; }

    /// <summary>Whether the network computes in 16 bits: half precision on a GPU, bfloat16 on the processor. Default false.</summary>
    public bool Half { get; init; }

    /// <summary>Threads that read pictures ahead, no more than there are processors; 0 reads each when it is needed. Default 8.</summary>
    public int Workers { get; init; } = 8;

    /// <summary>Write a run folder with <c>metrics.json</c> and <c>args.yaml</c>. Default false; the command line's default is true.</summary>
    public bool Save { get; init; }

    /// <summary>Write <c>predictions.json</c>, the results format of COCO. Default false.</summary>
    public bool SaveJson { get; init; }

    /// <summary>Write a label file for each picture in which something was found. Default false.</summary>
    public bool SaveTxt { get; init; }

    /// <summary>Whether the confidence stands in label files. Default false.</summary>
    public bool SaveConfidence { get; init; }

    /// <summary>With the run folder's <c>metrics.json</c> come pictures: labels and predictions of three batches, curves, confusion matrices. Default true.</summary>
    public bool Plots { get; init; } = true;

    /// <summary>Folder below <c>runs/task</c>, or an absolute one instead of it; null, the default, for none.</summary>
    public string? Project { get; init; }

    /// <summary>Name of the run's folder; default "val", numbered if it exists.</summary>
    public string Name { get; init; } = "val";

    /// <summary>Whether a folder that exists is written into. Default false.</summary>
    public bool ExistOk { get; init; }

    /// <summary>Whether anything is written.</summary>
    internal bool WritesFiles => Save || SaveJson || SaveTxt;
}
