using TorchSharp;
using Yolo.Callbacks;
using Yolo.Engine.Logging;
using Yolo.Export;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Engine.Exporting;

/// <summary>Writes a model in the format of another runtime. The model itself does not change.</summary>
public sealed class Exporter : IExportContext
{
    /// <summary>Version of the operators where nobody asks for another.</summary>
    internal const int DefaultOpset = 19;

    private const double NearEnough = 1e-3;
    private const double NearEnoughInHalf = 5e-2;

    private readonly TimeProvider clock;
    private readonly List<string> warnings = [];

    /// <summary>Prepares an export.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="ExportException">The operators' version is unknown.</exception>
    /// <exception cref="NotSupportedException">The model is an exported file itself.</exception>
    /// <exception cref="Settings.SettingException">The format is not written here, the device not there, a setting out of its range, or the file to write is the model itself or bears another format's ending.</exception>
    public Exporter(YoloModel model, ExportOptions options)
        : this(model, options, TimeProvider.System)
    {
    }

    /// <summary>As the other, with a clock that tells the date that the file states.</summary>
    internal Exporter(YoloModel model, ExportOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        _ = ExportSettings.Table.Require(options);
        Model = model;
        Options = options;
        var stride = ModelForm.Of(model.Network).Stride;
        CheckTarget();
        var asked = options.ImageSize ?? model.ImageSize;
        ImageSize = asked.RoundUp(stride);
        if (asked != ImageSize)
        {
            warnings.Add(FormattableString.Invariant($"imgsz {asked.Height}x{asked.Width} was rounded up to {ImageSize.Height}x{ImageSize.Width}, multiples of the stride {stride}"));
        }

        this.clock = clock;
    }

    /// <summary>The model.</summary>
    public YoloModel Model { get; }

    /// <summary>The settings.</summary>
    public ExportOptions Options { get; }

    /// <summary>Where events are raised; null, the default, for a scope of the model's callbacks that ends with the run. Stays its owner's.</summary>
    public CallbackRegistry? Callbacks { get; init; }

    /// <summary>Told which stage of the export begins. What it throws is a warning. Default nobody.</summary>
    public IProgress<WorkProgress>? Progress { get; init => field = GuardedProgress<WorkProgress>.Of(value, Model.Callbacks.Settings); }

    /// <summary>Size of the input, rounded up to the network's stride.</summary>
    public ImageSize ImageSize { get; }

    /// <summary>What was not done as asked, or is doubtful, in words.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>The graph; null before it is made.</summary>
    public OnnxGraph? Graph { get; private set; }

    /// <summary>What the file says about itself; empty before the graph is made.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata => Graph?.Metadata ?? [];

    /// <summary>The written file; null before <c>on_export_end</c>.</summary>
    public string? File { get; private set; }

    /// <summary>
    /// The largest difference between what the file gives in ONNX Runtime and what the network gives, on a random picture; of numbers above 1 as a part of
    /// the number. Null if ONNX Runtime did not run the file, of which <see cref="Warnings"/> tell, or if the file suppresses by itself.
    /// </summary>
    public double? LargestDifference { get; private set; }

    /// <summary>Where the file is written.</summary>
    public string? SaveDirectory => Path.GetDirectoryName(Path.GetFullPath(Target));

    /// <summary>Requests of callbacks: a stop is honoured before the graph is made and before the file is written; there are no batches to skip.</summary>
    public RunControl Control { get; } = new();

    object? IRunContext.Model => Model;

    IReadOnlyDictionary<string, string> IRunContext.Settings => ExportSettings.Table.All
        .Select(setting => (setting.Key, Value: setting.Read(Options)))
        .Where(setting => setting.Value is not null)
        .ToDictionary(setting => setting.Key, setting => setting.Value!, StringComparer.Ordinal);

    private string Target => Options.File ?? Path.ChangeExtension(Model.Source, ".onnx");

    private bool Suppresses => Options.Nms && !Model.IsEndToEnd;

    /// <summary>Makes the graph, writes the file, whole or not at all, reads it again and runs it in ONNX Runtime.</summary>
    /// <param name="cancellation">Ends the export before the graph is made or before the file is written.</param>
    /// <returns>The file; weights that are too many for it are in a second one beside it, with <c>.data</c> behind its name.</returns>
    /// <exception cref="ExportException">A layer has no form in the format, the settings do not fit the model, or the file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The export was cancelled, or a callback stopped it: there is no file.</exception>
    public string Run(CancellationToken cancellation = default)
    {
        using var own = Callbacks is null ? Model.Callbacks.CreateScope() : null;
        var callbacks = Callbacks ?? own!;
        var device = Model.Device;
        using var use = Options.Device is null || Model.IsOn(Options.Device) ? Model.BeginReading() : Model.BeginExport(Options.Device);
        Exception? failure = null;
        try
        {
            callbacks.Raise(Events.OnExportStart, this);
            ThrowIfStopped(cancellation);
            Move(Options.Device);
            var options = GraphOptions();

            // A network that was made ready to predict is laid out for speed, which cannot be recorded; what it was made from can.
            Begin("Recording the network", 0);
            Model.WithUnfusedNetwork(network => Graph = MakeGraph(network, options));
            ThrowIfStopped(cancellation);
            Begin("Writing and checking the file", 1);
            Write(Graph!);
            Begin("Comparing the file with the network", 2);
            Compare(options);
            File = Target;
            Model.Log.Logger.Exported(Model.Source, File);
            return File;
        }
        catch (Exception error)
        {
            failure = error;
            callbacks.RaiseException(this, error);
            throw;
        }
        finally
        {
            Move(Options.Device is null ? null : device);
            Model.Log.Warn(warnings);
            callbacks.RaiseEnd(this, failure, Events.OnExportEnd);
        }
    }

    private void Begin(string stage, int done) => Progress?.Report(new(stage, done, 3));

    private OnnxGraph MakeGraph(YoloNetwork network, GraphOptions options)
    {
        if (!ReferenceEquals(network, Model.Network))
        {
            network.to(Model.Device);
        }

        var graph = NetworkGraph.Of(network, options);
        graph.Metadata = ExportMetadata.Of(network, Model.Names, Model.MaximumStride, options, Arguments(), Training(), clock.GetLocalNow());
        return graph;
    }

    // Of the data set its name alone: where it lay on somebody's machine concerns nobody.
    private string Training()
    {
        if (!Model.HasWeights)
        {
            return "untrained";
        }

        var data = Model.TrainingData is { } path ? $" on {Path.GetFileName(path.TrimEnd('/', '\\'))}" : string.Empty;
        return $"trained{data} with {Model.Origin.TrainedBy ?? "Ultralytics"}";
    }

    private void ThrowIfStopped(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Control.StopRequested)
        {
            throw new OperationCanceledException($"The export was stopped: {Control.StopReason ?? "a callback asked for it"}.");
        }
    }

    private void Move(Device? device)
    {
        if (device is not null)
        {
            Model.To(device);
        }
    }

    private static void Check(ExportOptions options)
    {
        _ = ExportFormats.NameOf(options.Format);
        Devices.Require(options.Device);
        if (options.Opset is { } opset && !OnnxFile.Opsets.Contains(opset))
        {
            throw new Settings.SettingException(FormattableString.Invariant($"opset={opset} will not do: it must be from {OnnxFile.Opsets.Min()} to {OnnxFile.Opsets.Max()}."));
        }
    }

    // The name of a checkpoint, or of a picture, must not become that of an ONNX file.
    private void CheckTarget()
    {
        if (!Path.GetExtension(Target).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            throw new Settings.SettingException($"file={Target} will not do: the name of an ONNX file ends in .onnx.");
        }

        if (RealPath.IsSame(Target, Model.Source) || RealPath.IsSame(OnnxFile.WeightsOf(Target), Model.Source))
        {
            throw new Settings.SettingException($"file={Target} will not do: it is the model itself, which would be written over.");
        }
    }

    // A file that breaks the format's rules is our fault and of no use to anybody.
    private void Write(OnnxGraph graph)
    {
        IReadOnlyList<string> written = [];
        try
        {
            written = OnnxFile.Write(graph, Target);
            graph.DropBytes();
            OnnxChecker.Check(Target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ExportException($"{Path.GetFullPath(Target)} cannot be written: {error.Message} Free space, change the folder's rights, or name another file with file=….", error);
        }
        catch (ExportException)
        {
            foreach (var file in written)
            {
                System.IO.File.Delete(file);
            }

            throw;
        }
    }

    private void Compare(GraphOptions options)
    {
        try
        {
            LargestDifference = Model.WithStillNetwork(network => ExportComparison.LargestDifference(network, Target, options));
        }
        catch (ExportException error)
        {
            warnings.Add(error.Message);
        }

        if (LargestDifference > (Options.Half ? NearEnoughInHalf : NearEnough))
        {
            warnings.Add(FormattableString.Invariant($"in ONNX Runtime the file differs from the network by {LargestDifference:G2}"));
        }
    }

    private GraphOptions GraphOptions() => new()
    {
        Height = ImageSize.Height,
        Width = ImageSize.Width,
        Batch = Options.Batch,
        Dynamic = Options.Dynamic,
        Half = Options.Half,
        Opset = Options.Opset ?? DefaultOpset,
        Simplify = Options.Simplify,
        Suppression = Suppresses
            ? new SuppressionInGraph(Options.Confidence, Options.Iou, Options.MaximumDetections, Options.AgnosticNms)
            : null,
    };

    // Readers of the family look at these.
    private KeyValuePair<string, object?>[] Arguments() =>
    [
        new("batch", Options.Batch),
        new("half", Options.Half),
        new("dynamic", Options.Dynamic),
        new("simplify", Options.Simplify),
        new("opset", Options.Opset),
        new("nms", Suppresses),
    ];
}
