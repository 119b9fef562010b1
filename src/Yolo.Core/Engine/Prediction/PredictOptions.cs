using TorchSharp;
using Yolo.Engine.Inference;
using Yolo.Results;
using Yolo.Sources;

namespace Yolo.Engine.Prediction;

/// <summary>Settings of a prediction; the defaults are the reference's.</summary>
public record PredictOptions
{
    /// <summary>Size of the network's input in pixels, rounded up to its stride; null, the default, for the size that the model was trained at, or 640.</summary>
    public ImageSize? ImageSize { get; init; }

    /// <summary>Only objects more probable than this. Range 0 to 1, default 0.25, of tracking 0.1.</summary>
    public double Confidence { get; init; } = 0.25;

    /// <summary>Boxes that overlap a more confident one by more than this intersection over union are dropped. Range 0 to 1, default 0.7.</summary>
    public double Iou { get; init; } = 0.7;

    /// <summary>At most so many objects in a picture. From 1, default 300.</summary>
    public int MaximumDetections { get; init; } = 300;

    /// <summary>Only these classes; null, the default, for all.</summary>
    public IReadOnlyList<int>? Classes { get; init; }

    /// <summary>Whether boxes of different classes suppress each other. Default false.</summary>
    public bool AgnosticNms { get; init; }

    /// <summary>Pictures that go through the network together. From 1, default 1.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Pad only to the next multiple of the stride when all pictures of a batch have one size. Default true.</summary>
    public bool Rect { get; init; } = true;

    /// <summary>Where the network runs: "cpu", "cuda", "cuda:1"; null, the default, for where the model is.</summary>
    public torch.Device? Device { get; init; }

    /// <summary>
    /// What computes the network. Default <see cref="EngineKind.Auto"/>: on the processor ONNX Runtime, which is faster, wherever that is sooner done; the results are the same. Hooks on
    /// layers are called by <see cref="EngineKind.Torch"/> alone.
    /// </summary>
    public EngineKind Engine { get; init; }

    /// <summary>Whether the network computes in 16 bits: half precision on a GPU, bfloat16 on the processor. The model stays so afterwards. Default false.</summary>
    public bool Half { get; init; }

    /// <summary>Test-time augmentation: each picture is looked at in three sizes, once mirrored, and all boxes enter suppression; slower and a little better. For detectors with suppression. Default false.</summary>
    public bool Augment { get; init; }

    /// <summary>Whether segments are cut at the pixel of their box's edge; false, the default, cuts at the network's coarser cells, as the reference does.</summary>
    public bool RetinaMasks { get; init; }

    /// <summary>How files, videos, streams and addresses are read, where the source is given as text.</summary>
    public SourceOptions Reading { get; init; } = new();

    /// <summary>Write the pictures, and videos, with what was found drawn on them. Default false; the command line's default is true.</summary>
    public bool Save { get; init; }

    /// <summary>Write each frame of a video as a picture too, with what was found drawn on it. Default false.</summary>
    public bool SaveFrames { get; init; }

    /// <summary>Write a label file for each picture in which something was found. Default false.</summary>
    public bool SaveTxt { get; init; }

    /// <summary>Whether the confidence stands in label files. Default false.</summary>
    public bool SaveConfidence { get; init; }

    /// <summary>Write each object as a picture of its own. Default false.</summary>
    public bool SaveCrop { get; init; }

    /// <summary>Write <c>predictions.json</c>. Default false.</summary>
    public bool SaveJson { get; init; }

    /// <summary>Folder below <c>runs/task</c>, or an absolute one instead of it; null, the default, for none.</summary>
    public string? Project { get; init; }

    /// <summary>Name of the run's folder; default "predict", of tracking "track", numbered if it exists.</summary>
    public string Name { get; init; } = "predict";

    /// <summary>Whether a folder that exists is written into. Default false.</summary>
    public bool ExistOk { get; init; }

    /// <summary>What is drawn.</summary>
    public PlotOptions Plot { get; init; } = new();

    /// <summary>Whether anything is written.</summary>
    internal bool WritesFiles => Save || SaveFrames || SaveTxt || SaveCrop || SaveJson;

    /// <summary>The settings by their names.</summary>
    internal virtual IReadOnlyDictionary<string, string> Values => PredictSettings.Table.Values(this);

    /// <summary>Holds the settings to the ranges that hold for text.</summary>
    /// <exception cref="Settings.SettingException">One is out of its range.</exception>
    internal virtual void Check() => PredictSettings.Table.Require(this);

    /// <summary>Writes args.yaml.</summary>
    internal virtual void WriteArguments(string path, YoloModel model) => ArgumentsFile.Write(path, "predict", model, PredictSettings.Table, this);
}
