using TorchSharp.Modules;
using Yolo.Geometry;
using Yolo.Modules.Recording;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Modules.Heads;

/// <summary>
/// Predicts boxes and classes from every cell of a feature pyramid; base of the heads that predict more. It knows no loss.
/// </summary>
/// <remarks>Legend: B images, A anchor points, C classes, R bins a side, E extras, K detections.</remarks>
public class DetectionHead : nn.Module<Tensor[], NetworkOutput>, IFusable
{
    private readonly HeadBranch oneToMany;
    private readonly DistributionExpectation? expectation;
    private bool dropped;
    private readonly Lock anchorGate = new();
    private AnchorPoints? anchorPoints;
    private (string Levels, ScalarType Type, string Device) anchorKey;

    /// <summary>Makes the head with fresh weights.</summary>
    /// <param name="settings">Classes, channels and kind.</param>
    internal DetectionHead(HeadSettings settings)
        : this("Detect", settings)
    {
    }

    /// <summary>Makes the part of a head that predicts boxes and classes.</summary>
    /// <param name="name">The type's name in the family.</param>
    /// <param name="settings">Classes, channels and kind.</param>
    private protected DetectionHead(string name, HeadSettings settings)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Settings = settings;
        EndToEnd = settings.EndToEnd;
        oneToMany = new HeadBranch { Boxes = Register("cv2", BoxLayers()), Scores = Register("cv3", ScoreLayers()) };
        expectation = settings.RegressionBins > 1 ? Register("dfl", new DistributionExpectation(settings.RegressionBins)) : null;
        if (settings.EndToEnd)
        {
            OneToOne = new HeadBranch
            {
                Boxes = RegisterCopy("one2one_cv2", BoxLayers(), oneToMany.Boxes),
                Scores = RegisterCopy("one2one_cv3", ScoreLayers(), oneToMany.Scores),
            };
        }
    }

    /// <summary>Classes, channels and kind.</summary>
    internal HeadSettings Settings { get; }

    /// <summary>Pixels of the input for one cell, level by level; set by the network once it is built.</summary>
    public IReadOnlyList<double> Strides { get; internal set; } = [];

    /// <summary>Whether predictions come from the one-to-one branch. It can be switched off unless fused.</summary>
    public bool EndToEnd { get; internal set; }

    /// <summary>The most detections an end-to-end head returns for an image, default 300.</summary>
    public int MaximumDetections { get; internal set; } = 300;

    /// <summary>Whether fusing dropped the one-to-many branch.</summary>
    internal bool IsOneToManyDropped => dropped;

    private protected HeadBranch OneToMany => oneToMany;

    private protected HeadBranch? OneToOne { get; }

    /// <summary>True when predictions of an end-to-end head are chosen by confidence alone.</summary>
    private protected bool ChoosesTop => EndToEnd && OneToOne is not null;

    /// <summary>Predicts.</summary>
    /// <param name="input">The pyramid, [B, channels, rows, columns] a level, finest first.</param>
    /// <returns>Raw predictions; in evaluation the decoded ones too.</returns>
    public override NetworkOutput forward(Tensor[] input)
    {
        var output = new NetworkOutput();
        if (!dropped)
        {
            output.OneToMany = Predict(input, oneToMany);
        }

        if (ChoosesTop)
        {
            var detached = is_grad_enabled() ? [.. input.Select(level => level.detach())] : input;
            output.OneToOne = Predict(detached, OneToOne!);
        }

        Complete(input, output);
        if (!training)
        {
            output.Decoded = Decode(input, output.OneToOne ?? output.OneToMany!);
        }

        return output;
    }

    /// <summary>Sets the last biases as training from scratch needs them: boxes of a few cells, classes as rare as objects are.</summary>
    internal void InitializeBiases()
    {
        using var noGradient = no_grad();
        foreach (var branch in new[] { oneToMany, OneToOne }.OfType<HeadBranch>())
        {
            for (var level = 0; level < Strides.Count; level++)
            {
                LastBias(branch.Boxes[level]).FillInPlace(2.0);
                var cells = Math.Pow(640 / Strides[level], 2);
                LastBias(branch.Scores[level]).FillInPlace(Math.Log(5.0 / Settings.Classes / cells));
            }
        }
    }

    /// <summary>Drops the branch that only training needs, if the head is end-to-end and switched so.</summary>
    public virtual void Fuse()
    {
        if (dropped || !ChoosesTop)
        {
            return;
        }

        dropped = true;
        foreach (var key in TrainingOnly())
        {
            var child = named_children().First(entry => entry.name == key).module;
            register_module(key, null!);
            child.Dispose();
        }
    }

    /// <summary>Keys of the children that fusing an end-to-end head drops.</summary>
    private protected virtual IEnumerable<string> TrainingOnly() => ["cv2", "cv3"];

    /// <summary>Adds what the kind of head predicts for each anchor point beyond boxes and classes.</summary>
    private protected virtual void PredictExtras(Tensor[] input, HeadBranch branch, RawPredictions raw)
    {
    }

    /// <summary>Adds what the kind of head predicts once for all branches.</summary>
    private protected virtual void Complete(Tensor[] input, NetworkOutput output)
    {
    }

    /// <summary>Boxes in pixels, [B, 4, A].</summary>
    private protected virtual Tensor DecodeBoxes(RawPredictions raw, AnchorPoints anchors)
    {
        var distances = Distances(raw); // [B, 4, A]
        var (leftTop, rightBottom) = (Operations.Narrow(distances, 1, 0, 2), Operations.Narrow(distances, 1, 2, 2)); // [B, 2, A]
        var boxes = ChoosesTop
            ? Operations.Concat(1, Operations.Subtract(anchors.Points, leftTop), Operations.Add(anchors.Points, rightBottom))
            : Operations.Concat(1, Operations.Add(anchors.Points, HalfOfDifference(rightBottom, leftTop)), Operations.Add(leftTop, rightBottom));
        return Operations.Multiply(boxes, anchors.Strides); // [B, 4, A]
    }

    /// <summary>(first − second) / 2.</summary>
    private protected static Tensor HalfOfDifference(Tensor first, Tensor second) => Operations.Multiply(Operations.Subtract(first, second), 0.5);

    /// <summary>Extras as they are appended to the decoded prediction, [B, E, A]; null if the head has none.</summary>
    private protected virtual Tensor? DecodeExtras(RawPredictions raw, AnchorPoints anchors) => null;

    /// <summary>Distances from the anchor point to left, top, right, bottom in cells, [B, 4, A].</summary>
    private protected Tensor Distances(RawPredictions raw) => expectation?.call(raw.Boxes) ?? raw.Boxes;

    /// <summary>Runs one list of layers over the pyramid.</summary>
    /// <returns>[B, X, A], in memory [B, A, X].</returns>
    private protected static Tensor Flatten(Tensor[] input, ModuleList<nn.Module<Tensor, Tensor>> layers)
    {
        Tensor[] levels = [.. input.Select((level, index) => layers[index].call(level))]; // [B, X, H, W] each
        var joined = Operations.Run(new FlattenLevelsOperation(), levels); // [B, X, A]
        foreach (var level in levels)
        {
            level.Dispose();
        }

        return joined;
    }

    /// <summary>Makes one module a level.</summary>
    private protected ModuleList<nn.Module<Tensor, Tensor>> EachLevel(Func<int, nn.Module<Tensor, Tensor>> make) =>
        new([.. Settings.Channels.Select(make)]);

    private protected T Register<T>(string key, T child)
        where T : nn.Module
    {
        register_module(key, child);
        return child;
    }

    /// <summary>Registers layers that begin with the same weights as others.</summary>
    private protected ModuleList<nn.Module<Tensor, Tensor>> RegisterCopy(
        string key,
        ModuleList<nn.Module<Tensor, Tensor>> layers,
        ModuleList<nn.Module<Tensor, Tensor>> original)
    {
        Register(key, layers);
        layers.load_state_dict(original.state_dict());
        return layers;
    }

    /// <summary>Registers the layers of both branches for what the kind of head adds.</summary>
    private protected void RegisterExtras(Func<ModuleList<nn.Module<Tensor, Tensor>>> make)
    {
        oneToMany.Extras = Register("cv4", make());
        if (OneToOne is not null)
        {
            OneToOne.Extras = RegisterCopy("one2one_cv4", make(), oneToMany.Extras);
        }
    }

    /// <summary>Nothing: constructors register all children by key.</summary>
    protected override void RegisterComponents()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            anchorPoints?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static Parameter LastBias(nn.Module<Tensor, Tensor> layers)
    {
        var row = (Sequential)layers;
        return ((Conv2d)row[row.Count - 1]).bias!;
    }

    private RawPredictions Predict(Tensor[] input, HeadBranch branch)
    {
        (int Rows, int Columns)[] levels = [.. input.Select(level => ((int)level.shape[2], (int)level.shape[3]))];
        var raw = new RawPredictions(Flatten(input, branch.Boxes), Flatten(input, branch.Scores), levels);
        PredictExtras(input, branch, raw);
        return raw;
    }

    private Tensor Decode(Tensor[] input, RawPredictions raw)
    {
        var anchors = AnchorsFor(raw);
        Operations.MakeKnown(anchors, input, Strides);
        List<Tensor> parts = [DecodeBoxes(raw, anchors), Operations.Sigmoid(raw.Scores)];
        if (DecodeExtras(raw, anchors) is { } extras)
        {
            parts.Add(extras);
        }

        return ChoosesTop
            ? Operations.Run(new ChooseTopOperation(MaximumDetections), [.. parts]) // [B, K, 6+E]
            : Operations.Concat(1, [.. parts]); // [B, 4+C+E, A]
    }

    // Those of the last size are kept. Several predictions may run at the same time: each gets a view of its own, which stays when the next size comes.
    private AnchorPoints AnchorsFor(RawPredictions raw)
    {
        var key = (string.Join(' ', raw.Levels), raw.Boxes.dtype, raw.Boxes.device.ToString());
        lock (anchorGate)
        {
            if (anchorPoints is null || key != anchorKey)
            {
                anchorPoints?.Dispose();
                anchorPoints = AnchorPoints.Make(raw.Levels, Strides, raw.Boxes.dtype, raw.Boxes.device);
                anchorKey = key;
            }

            return anchorPoints.View();
        }
    }

    private ModuleList<nn.Module<Tensor, Tensor>> BoxLayers()
    {
        var hidden = Math.Max(16, Math.Max(Settings.Channels[0] / 4, 4 * Settings.RegressionBins));
        return EachLevel(channels => Layers(channels, hidden, 4 * Settings.RegressionBins));
    }

    private ModuleList<nn.Module<Tensor, Tensor>> ScoreLayers()
    {
        var hidden = Math.Max(Settings.Channels[0], Math.Min(Settings.Classes, 100));
        return EachLevel(channels => Settings.Legacy
            ? Layers(channels, hidden, Settings.Classes)
            : nn.Sequential(
                nn.Sequential(Conv.Depthwise(channels, channels, 3), new Conv(channels, hidden)),
                nn.Sequential(Conv.Depthwise(hidden, hidden, 3), new Conv(hidden, hidden)),
                nn.Conv2d(hidden, Settings.Classes, 1)));
    }

    /// <summary>Two 3×3 convolutions and a plain 1×1 one.</summary>
    private protected static Sequential Layers(int inputs, int hidden, int outputs) =>
        nn.Sequential(new Conv(inputs, hidden, 3), new Conv(hidden, hidden, 3), nn.Conv2d(hidden, outputs, 1));
}
