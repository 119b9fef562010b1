using System.Globalization;
using TorchSharp;
using Yolo.Data;
using Yolo.Data.Augmentations;
using Yolo.Data.Loading;
using Yolo.Engine.Optimization;
using Yolo.Engine.Settings;
using Yolo.Losses;
using static Yolo.Engine.Settings.SettingText;

namespace Yolo.Engine.Training;

/// <summary>The settings of training by their names on the command line and in args.yaml.</summary>
internal static class TrainSettings
{
    // Stands for a batch that is measured.
    private const int MeasuredBatch = -1;
    private static readonly double UsualShare = new TrainOptions().MemoryShare;

    /// <summary>All of them.</summary>
    public static SettingTable<TrainOptions> Table { get; } = new(ModeSet.Train, new(),
    [
        new("data", "data set: a YAML file, a folder or archive with one, its address, or shapes (generated); default: the one that the model was trained on", (options, text) => options with { Data = Optional(text) }, options => options.Data),
        new("epochs", "how often all pictures are seen", (options, text) => options with { Epochs = Integer("epochs", text, 1) }, options => Integer(options.Epochs)),
        new("time", "hours after which training ends, instead of epochs", (options, text) => options with { TimeHours = Optional(text) is { } hours ? Number("time", hours, double.Epsilon) : null }, options => options.TimeHours is { } hours ? Number(hours) : null),
        new("patience", "epochs without a better fitness after which training ends; 0: never", (options, text) => options with { Patience = Integer("patience", text, 0) }, options => Integer(options.Patience)),
        new("batch", "pictures that go through the network together; 0.7: as many as that share of a GPU's free memory allows; -1: as 0.6", Batch, BatchText),
        new("imgsz", "side of the network's input in pixels; default: the model's own, without one 640, of classifiers 224", (options, text) => options with { ImageSize = Optional(text) is { } side ? Side("imgsz", side) : null }, options => options.ImageSize is { } size ? Integer(size) : null),
        new("save", "write last.pt and best.pt", (options, text) => options with { Save = Flag("save", text) }, options => Flag(options.Save)),
        new("save_period", "keep a checkpoint of every so many epochs; -1: none", (options, text) => options with { SavePeriod = Integer("save_period", text, -1) }, options => Integer(options.SavePeriod)),
        new("cache", "keep decoded pictures: false, ram (true) or disk", (options, text) => options with { Cache = CacheOf(text) }, options => options.Cache == ImageCache.None ? "false" : Choice(options.Cache)),
        new("device", Devices.Offered, (options, text) => options with { Device = Device(text) }, options => options.Device?.ToString()),
        new("workers", "threads that read and vary pictures ahead", (options, text) => options with { Workers = Integer("workers", text, 0, 1024) }, options => Integer(options.Workers)),
        new("project", "folder below runs/task, or an absolute one", (options, text) => options with { Project = Optional(text) }, options => options.Project),
        new("name", "name of the run's folder", (options, text) => options with { Name = text }, options => options.Name),
        new("exist_ok", "write into a folder that exists", (options, text) => options with { ExistOk = Flag("exist_ok", text) }, options => Flag(options.ExistOk)),
        new("pretrained", "start from the model's weights: true, false (random ones), or a checkpoint to start from", Pretrained, options => options.PretrainedWeights ?? Flag(options.Pretrained)),
        new("optimizer", "SGD, MuSGD, Adam, AdamW, Adamax, NAdam, RAdam, RMSProp or auto", (options, text) => options with { Optimizer = text }, options => options.Optimizer),
        new("seed", "seed of everything random", (options, text) => options with { Seed = Integer("seed", text, 0) }, options => Integer(options.Seed)),
        new("deterministic", "a repeated run gives the same numbers; default: true on the processor, false on a GPU, where it costs time", (options, text) => options with { Deterministic = Optional(text) is { } flag ? Flag("deterministic", flag) : null }, options => options.Deterministic is { } flag ? Flag(flag) : null),
        new("single_cls", "all objects count as one class", (options, text) => options with { SingleClass = Flag("single_cls", text) }, options => Flag(options.SingleClass)),
        new("classes", "only labels of these classes count: 0 or 0,2,3", (options, text) => options with { Classes = Optional(text) is { } classes ? Integers("classes", classes) : null }, options => Integers(options.Classes)),
        new("rect", "batches of pictures of like shape, without mosaic", (options, text) => options with { Rect = Flag("rect", text) }, options => Flag(options.Rect)),
        new("cos_lr", "the learning rate follows half a cosine", (options, text) => options with { CosineSchedule = Flag("cos_lr", text) }, options => Flag(options.CosineSchedule)),
        new("close_mosaic", "last epochs, in which pictures are not mixed", (options, text) => options with { CloseMosaic = Integer("close_mosaic", text, 0) }, options => Integer(options.CloseMosaic)),
        new("resume", "go on with the interrupted training that the model, a last.pt, comes from", (options, text) => options with { Resume = Flag("resume", text) }, options => Flag(options.Resume)),
        new("amp", "convolutions compute in 16 bits: true (what suits the device), bfloat16, float16, or false; default: true on a GPU, false on the processor", Amp, AmpText),
        new("compile", "ask a GPU for the whole network at once, captured as CUDA graphs: true (also default, reduce-overhead) or false", (options, text) => options with { Compile = Compiles(text) }, options => Flag(options.Compile)),
        new("fraction", "share of the training pictures to use", (options, text) => options with { Fraction = Number("fraction", text, double.Epsilon, 1) }, options => Number(options.Fraction)),
        new("freeze", "layers that do not learn: a number for the first so many, or a list of numbers and names: [0, 1], backbone, *.bn", (options, text) => options with { Freeze = Layers(text) }, LayersText),
        new("multi_scale", "varies the input's side by up to this share, 0 to 1", (options, text) => options with { MultiScale = MultiScaleShare(text) }, options => Number(options.MultiScale)),
        new("sync_bn", "of several ranks: each batch is normalised as a whole", (options, text) => options with { SynchronizeNorms = Flag("sync_bn", text) }, options => Flag(options.SynchronizeNorms)),
        new("overlap_mask", "segmentation: a cell that several labelled masks cover belongs to the smallest alone", (options, text) => options with { OverlapMask = Flag("overlap_mask", text) }, options => Flag(options.OverlapMask)),
        new("mask_ratio", "segmentation: pixels of the input for one cell of a labelled mask, along both axes", (options, text) => options with { MaskRatio = Integer("mask_ratio", text, 1, 32) }, options => Integer(options.MaskRatio)),
        Fraction("dropout", "classification: share of the features that each step leaves out", options => options.Dropout, (options, value) => options with { Dropout = value }),
        new("val", "each epoch ends with a validation", (options, text) => options with { Validate = Flag("val", text) }, options => Flag(options.Validate)),
        new("split", "part of the data set to validate on", (options, text) => options with { Split = Choice<DatasetSplit>("split", text) }, options => Choice(options.Split)),
        new("save_json", "the final validation writes predictions.json", (options, text) => options with { SaveJson = Flag("save_json", text) }, options => Flag(options.SaveJson)),
        new("conf", "in validation: only objects more probable than this count; default: 0.001, of rotated boxes 0.01", (options, text) => options with { Confidence = Optional(text) is { } share ? Share("conf", share) : null }, options => options.Confidence is { } share ? Number(share) : null),
        new("iou", "in validation: boxes that overlap a more confident one by more are dropped", (options, text) => options with { Iou = Share("iou", text) }, options => Number(options.Iou)),
        new("max_det", "in validation: at most so many objects in a picture", (options, text) => options with { MaximumDetections = Integer("max_det", text, 1) }, options => Integer(options.MaximumDetections)),
        new("agnostic_nms", "in validation: boxes of different classes suppress each other", (options, text) => options with { AgnosticNms = Flag("agnostic_nms", text) }, options => Flag(options.AgnosticNms)),
        new("plots", "draw labels, batches, curves and results into the run's folder", (options, text) => options with { Plots = Flag("plots", text) }, options => Flag(options.Plots)),
        Fraction("lr0", "first learning rate", options => options.LearningRate, (options, value) => options with { LearningRate = value }),
        Fraction("lrf", "last learning rate as a share of the first", options => options.FinalLearningRate, (options, value) => options with { FinalLearningRate = value }),
        Fraction("momentum", "momentum; of Adam and its kin the first beta", options => options.Momentum, (options, value) => options with { Momentum = value }),
        Fraction("weight_decay", "decay of weights", options => options.WeightDecay, (options, value) => options with { WeightDecay = value }),
        new("warmup_epochs", "epochs of warm-up", (options, text) => options with { WarmupEpochs = Number("warmup_epochs", text, 0) }, options => Number(options.WarmupEpochs)),
        Fraction("warmup_momentum", "momentum at the start", options => options.WarmupMomentum, (options, value) => options with { WarmupMomentum = value }),
        Fraction("warmup_bias_lr", "learning rate of biases at the start", options => options.WarmupBiasLearningRate, (options, value) => options with { WarmupBiasLearningRate = value }),
        new("nbs", "pictures between two changes of the weights", (options, text) => options with { NominalBatch = Integer("nbs", text, 1) }, options => Integer(options.NominalBatch)),
        Gain("box", "weight of the overlap of boxes", gains => gains.Box, (gains, value) => gains with { Box = value }),
        Gain("cls", "weight of classes", gains => gains.Class, (gains, value) => gains with { Class = value }),
        Gain("dfl", "weight of distances to the sides of boxes", gains => gains.Distribution, (gains, value) => gains with { Distribution = value }),
        Gain("pose", "pose: weight of the places of key points", gains => gains.Pose, (gains, value) => gains with { Pose = value }),
        Gain("kobj", "pose: weight of the visibility of key points", gains => gains.KeypointVisibility, (gains, value) => gains with { KeypointVisibility = value }),
        Gain("rle", "pose of generation 26: weight of the likelihood of errors", gains => gains.Likelihood, (gains, value) => gains with { Likelihood = value }),
        Gain("angle", "rotated boxes: weight of their angles", gains => gains.Angle, (gains, value) => gains with { Angle = value }),
        Vary("hsv_h", "greatest shift of the hue", 1, settings => settings.HsvHue, (settings, value) => settings with { HsvHue = value }),
        Vary("hsv_s", "greatest change of the saturation", 1, settings => settings.HsvSaturation, (settings, value) => settings with { HsvSaturation = value }),
        Vary("hsv_v", "greatest change of the brightness", 1, settings => settings.HsvValue, (settings, value) => settings with { HsvValue = value }),
        Vary("degrees", "greatest rotation in degrees", 180, settings => settings.Degrees, (settings, value) => settings with { Degrees = value }),
        Vary("translate", "greatest move as a share of the side", 1, settings => settings.Translate, (settings, value) => settings with { Translate = value }),
        Vary("scale", "greatest change of the size", 1, settings => settings.Scale, (settings, value) => settings with { Scale = value }),
        Vary("shear", "greatest shear in degrees", 180, settings => settings.Shear, (settings, value) => settings with { Shear = value }),
        Vary("perspective", "greatest perspective coefficient", 1, settings => settings.Perspective, (settings, value) => settings with { Perspective = value }),
        Vary("flipud", "probability of turning upside down", 1, settings => settings.FlipVertically, (settings, value) => settings with { FlipVertically = value }),
        Vary("fliplr", "probability of mirroring left and right", 1, settings => settings.FlipHorizontally, (settings, value) => settings with { FlipHorizontally = value }),
        Vary("bgr", "probability of exchanging red and blue", 1, settings => settings.Bgr, (settings, value) => settings with { Bgr = value }),
        Vary("mosaic", "probability of a mosaic", 1, settings => settings.Mosaic, (settings, value) => settings with { Mosaic = value }),
        Vary("mixup", "probability of blending with a second picture", 1, settings => settings.MixUp, (settings, value) => settings with { MixUp = value }),
        Vary("cutmix", "probability of pasting a rectangle of a second picture", 1, settings => settings.CutMix, (settings, value) => settings with { CutMix = value }),
        Vary("copy_paste", "share of outlined objects to copy", 1, settings => settings.CopyPaste, (settings, value) => settings with { CopyPaste = value }),
        new("copy_paste_mode", "where copies come from: flip or mixup", (options, text) => options with { Augmentation = options.Augmentation with { CopyPasteMode = Choice<CopyPasteMode>("copy_paste_mode", text) } }, options => Choice(options.Augmentation.CopyPasteMode)),
        new("auto_augment", "classification: policy of colours and forms: randaugment, autoaugment, augmix or none", (options, text) => options with { Augmentation = options.Augmentation with { AutoAugment = Optional(text) is null ? AutoAugmentPolicy.None : Choice<AutoAugmentPolicy>("auto_augment", text) } }, options => options.Augmentation.AutoAugment == AutoAugmentPolicy.None ? null : Choice(options.Augmentation.AutoAugment)) { HasNone = true },
        Vary("erasing", "classification: probability of blackening a rectangle", 1, settings => settings.Erasing, (settings, value) => settings with { Erasing = value }),
    ]);

    /// <summary>What may be changed when an interrupted training goes on.</summary>
    internal static IReadOnlySet<string> Resumable { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "imgsz", "batch", "device", "close_mosaic", "save_period", "workers", "cache", "patience", "time", "freeze", "val", "plots", "compile",
        "hsv_h", "hsv_s", "hsv_v", "degrees", "translate", "scale", "shear", "perspective", "flipud", "fliplr", "bgr", "mosaic", "mixup", "cutmix", "copy_paste", "copy_paste_mode", "auto_augment", "erasing",
    };

    private static Setting<TrainOptions> Fraction(string key, string meaning, Func<TrainOptions, double> read, Func<TrainOptions, double, TrainOptions> write) =>
        new(key, meaning, (options, text) => write(options, Share(key, text)), options => Number(read(options)));

    private static Setting<TrainOptions> Gain(string key, string meaning, Func<LossGains, double> read, Func<LossGains, double, LossGains> write) =>
        new(key, meaning, (options, text) => options with { Gains = write(options.Gains, Number(key, text, 0)) }, options => Number(read(options.Gains)));

    private static Setting<TrainOptions> Vary(string key, string meaning, double maximum, Func<AugmentationSettings, double> read, Func<AugmentationSettings, double, AugmentationSettings> write) =>
        new(key, meaning, (options, text) => options with { Augmentation = write(options.Augmentation, Number(key, text, 0, maximum)) }, options => Number(read(options.Augmentation)));

    private static TrainOptions Pretrained(TrainOptions options, string text) => bool.TryParse(text, out var flag)
        ? options with { Pretrained = flag, PretrainedWeights = null }
        : options with { Pretrained = true, PretrainedWeights = text };

    private static TrainOptions Batch(TrainOptions options, string text)
    {
        const string expected = "a number of pictures from 1 to 65536, -1, or a share of a GPU's free memory between 0 and 1";
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            throw Wrong("batch", text, expected);
        }

        return number is > 0 and < 1 ? options with { Batch = MeasuredBatch, MemoryShare = number }
            : number == MeasuredBatch ? options with { Batch = MeasuredBatch, MemoryShare = UsualShare }
            : number is >= 1 and <= 65536 && double.IsInteger(number) && !text.Contains('.', StringComparison.Ordinal) ? options with { Batch = (int)number }
            : throw Wrong("batch", text, expected);
    }

    private static string BatchText(TrainOptions options) => options.Batch != MeasuredBatch || options.MemoryShare == UsualShare
        ? Integer(options.Batch)
        : options.MemoryShare.ToString("0.0###############", CultureInfo.InvariantCulture);

    private static TrainOptions Amp(TrainOptions options, string text) => Optional(text)?.ToLowerInvariant() switch
    {
        null => options with { Amp = null, AmpType = null },
        "bfloat16" => options with { Amp = true, AmpType = torch.ScalarType.BFloat16 },
        "float16" => options with { Amp = true, AmpType = torch.ScalarType.Float16 },
        { } flag when IsFlag(flag) => options with { Amp = Flag("amp", flag), AmpType = null },
        _ => throw Wrong("amp", text, "true, false, bfloat16 or float16"),
    };

    private static string? AmpText(TrainOptions options) => options.Amp switch
    {
        null => null,
        true when options.AmpType is { } type => Choice(type),
        { } flag => Flag(flag),
    };

    // The reference's modes of its compiler, of which there is none here; what is captured is the same in all.
    private static bool Compiles(string text) => text.ToLowerInvariant() switch
    {
        "default" or "reduce-overhead" => true,
        "max-autotune-no-cudagraphs" => throw new SettingException($"compile={text} cannot be honoured: there is no compiler of networks here, only graphs of CUDA, which that leaves out. Say compile=true, or leave it out."),
        { } flag when IsFlag(flag) => Flag("compile", flag),
        _ => throw Wrong("compile", text, "true, false, default or reduce-overhead"),
    };

    // It was true or false before it became a share.
    private static double MultiScaleShare(string text) =>
        !bool.TryParse(text, out var flag) ? Share("multi_scale", text)
        : flag ? throw Wrong("multi_scale", text, "a share from 0 to 1 today; what was true is 0.5")
        : 0;

    private static ImageCache CacheOf(string text) => text.ToLowerInvariant() switch
    {
        "false" or "none" => ImageCache.None,
        "true" or "ram" => ImageCache.Ram,
        "disk" => ImageCache.Disk,
        _ => throw Wrong("cache", text, "false, ram or disk"),
    };

    private static IReadOnlyList<LayerName> Layers(string text) => Optional(text) is not { } layers ? []
        : layers.All(char.IsAsciiDigit) ? [.. Enumerable.Range(0, Integer("freeze", layers, 0, 1000))]
        : Items(layers) is var items && Array.TrueForAll(items, IsLayerName) ? [.. items.Select(item => new LayerName(item))]
        : throw Wrong("freeze", text, "a number of layers, or a list of numbers and names such as [0, 1], backbone, model.22.cv3 or *.bn");

    private static string? LayersText(TrainOptions options) => options.Freeze.Count == 0 ? null : $"[{string.Join(", ", options.Freeze)}]";

    private static bool IsLayerName(string text) =>
        text[0] != '.' && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '*' or '?');
}
