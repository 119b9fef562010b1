using Yolo.Geometry;

namespace Yolo.Models;

/// <summary>The description of a network: what a YAML file of the family says, and which of its scales is meant.</summary>
public sealed record ModelSpec
{
    // Far above what anybody builds, and far below what exhausts a machine.
    private const int MostChannels = 4096;
    private const int MostBins = 1024;

    internal ModelSpec(string name, string source, int classes, IReadOnlyList<LayerRow> backbone, IReadOnlyList<LayerRow> head) =>
        (Name, Source, Classes, Backbone, Head) = (name, source, classes, backbone, head);

    /// <summary>The name that was asked for, with its letter: yolov8n-seg.</summary>
    public string Name { get; internal init; }

    /// <summary>The file or resource that it was read from; errors name it.</summary>
    public string Source { get; internal init; }

    /// <summary>The letter that was asked for; empty if none was.</summary>
    public string Scale { get; internal init; } = "";

    /// <summary>Number of classes, at least 1.</summary>
    public int Classes { get; internal init; }

    /// <summary>Channels of the picture, default 3.</summary>
    public int Channels { get; internal init; } = 3;

    /// <summary>Scales by letter, in the order of the file; the first holds where no letter was asked for.</summary>
    public IReadOnlyList<(string Letter, ScaleFactors Factors)> Scales { get; internal init; } = [];

    /// <summary>What holds without <see cref="Scales"/>.</summary>
    public ScaleFactors Factors { get; internal init; } = ScaleFactors.None;

    /// <summary>Default activation of convolutions, for instance torch.nn.ReLU(); null: SiLU.</summary>
    public string? Activation { get; internal init; }

    /// <summary>Form of key points, pose networks only.</summary>
    public KeypointShape? KeypointShape { get; internal init; }

    /// <summary>Bins for the distance to a side of the box, default 16.</summary>
    public int RegressionBins { get; internal init; } = 16;

    /// <summary>Whether the head is end-to-end; null where the file does not say.</summary>
    public bool? EndToEnd { get; internal init; }

    /// <summary>Rows from the picture to the features.</summary>
    public IReadOnlyList<LayerRow> Backbone { get; internal init; }

    /// <summary>Rows from the features to the predictions; the last is the head proper.</summary>
    public IReadOnlyList<LayerRow> Head { get; internal init; }

    /// <summary>All rows.</summary>
    public IEnumerable<LayerRow> Rows => Backbone.Concat(Head);

    /// <summary>What the network is for, as the name of its last block says.</summary>
    /// <exception cref="ModelSpecException">The name says nothing.</exception>
    public ModelTask Task => TaskOf(Head[^1]);

    /// <summary>The letter that holds: the one asked for, else the first of the file; empty if the file has no scales.</summary>
    public string EffectiveScale => Scale.Length == 0 && Scales.Count > 0 ? Scales[0].Letter : Scale;

    /// <summary>The factors that hold.</summary>
    /// <exception cref="ModelSpecException">The file has scales, but not the one that was asked for.</exception>
    public ScaleFactors EffectiveFactors => Scales.Count == 0
        ? Factors
        : Scales.FirstOrDefault(entry => entry.Letter == EffectiveScale).Factors
            ?? throw new ModelSpecException($"{Source} has no scale '{Scale}'; it has {string.Join(", ", Scales.Select(entry => entry.Letter))}.");

    /// <summary>Finds a description by name (yolo11n, yolov8s-seg.yaml, …) or by the path of a YAML file.</summary>
    /// <exception cref="ModelSpecException">There is none, or it is wrong.</exception>
    internal static ModelSpec Load(string nameOrPath) => ModelSpecCatalog.Load(nameOrPath);

    /// <summary>Reads a description from values as a YAML file or the <c>yaml</c> attribute of a checkpoint holds them.</summary>
    /// <param name="values">By key; numbers are int, long or double, lists anything that enumerates.</param>
    /// <param name="source">What errors call it; the name follows from it unless the values have <c>yaml_file</c>.</param>
    /// <exception cref="ModelSpecException">Something is missing or wrong.</exception>
    internal static ModelSpec FromValues(IReadOnlyDictionary<string, object?> values, string source)
    {
        ArgumentNullException.ThrowIfNull(values);
        var reader = new SpecReader(values, source);
        var name = Path.GetFileNameWithoutExtension(reader.Text("yaml_file") ?? source);
        var classes = reader.Integer("nc") ?? throw reader.Error("'nc', the number of classes, is missing.");
        var spec = new ModelSpec(name, source, classes, reader.Rows("backbone"), reader.Rows("head"))
        {
            Scale = reader.Text("scale") ?? ModelName.ScaleOf(name),
            Channels = reader.Integer("channels") ?? reader.Integer("ch") ?? 3,
            Scales = reader.Scales(),
            Factors = new(reader.Number("depth_multiple") ?? 1, reader.Number("width_multiple") ?? 1, double.PositiveInfinity),
            Activation = reader.Text("activation"),
            KeypointShape = reader.KeypointShape(),
            RegressionBins = reader.Integer("reg_max") ?? 16,
            EndToEnd = reader.Flag("end2end"),
        };
        return spec.Checked(reader);
    }

    /// <summary>The values of a YAML file that describes this network, for a checkpoint: null, bool, long, double, string, lists, dictionaries.</summary>
    internal IReadOnlyDictionary<string, object?> ToValues()
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal) { ["nc"] = (long)Classes };
        Add("kpt_shape", KeypointShape is { } shape ? new List<object?> { (long)shape.Count, (long)shape.Dimensions } : null);
        Add("activation", Activation);
        Add("reg_max", RegressionBins == 16 ? null : (long)RegressionBins);
        Add("end2end", EndToEnd);
        Add("depth_multiple", Factors == ScaleFactors.None ? null : Factors.Depth);
        Add("width_multiple", Factors == ScaleFactors.None ? null : Factors.Width);
        Add("scales", Scales.Count == 0 ? null : Scales.ToDictionary(entry => entry.Letter, entry => (object?)FactorValues(entry.Factors)));
        values["backbone"] = Backbone.Select(RowValues).ToList();
        values["head"] = Head.Select(RowValues).ToList();
        values["scale"] = Scale;
        values["yaml_file"] = Name + ".yaml";
        values["channels"] = (long)Channels;
        return values;

        void Add(string key, object? value)
        {
            if (value is not null)
            {
                values[key] = value;
            }
        }
    }

    private static List<object?> FactorValues(ScaleFactors factors) => [factors.Depth, factors.Width, (long)factors.MaximumChannels];

    private static object? RowValues(LayerRow row)
    {
        var from = row.From.Select(index => (object?)(long)index).ToList();
        return new List<object?> { row.HasSeveralInputs ? from : from[0], (long)row.Repeats, row.Block, row.Arguments };
    }

    private ModelTask TaskOf(LayerRow row)
    {
        var name = row.Block.ToUpperInvariant();
        return name is "CLASSIFY" or "CLASSIFIER" or "CLS" or "FC" ? ModelTask.Classify
            : name.Contains("DETECT", StringComparison.Ordinal) ? ModelTask.Detect
            : name.Contains("SEGMENT", StringComparison.Ordinal) ? ModelTask.Segment
            : name.Contains("POSE", StringComparison.Ordinal) ? ModelTask.Pose
            : name.Contains("OBB", StringComparison.Ordinal) ? ModelTask.Obb
            : throw new ModelSpecException(FormattableString.Invariant(
                $"{Source}, line {row.Line}: the last block must be a head (Detect, Segment, Pose, OBB, Classify, …), not {row.Block}."));
    }

    private ModelSpec Checked(SpecReader reader) =>
        Classes is < 1 or > Limits.Classes ? throw reader.Error(FormattableString.Invariant($"'nc', the number of classes, must be from 1 to {Limits.Classes}, not {Classes}."))
        : Channels is < 1 or > MostChannels ? throw reader.Error(FormattableString.Invariant($"'channels' must be from 1 to {MostChannels}, not {Channels}."))
        : RegressionBins is < 1 or > MostBins ? throw reader.Error(FormattableString.Invariant($"'reg_max' must be from 1 to {MostBins}, not {RegressionBins}."))
        : Head.Count == 0 ? throw reader.Error("'head' has no rows.")
        : this;
}
