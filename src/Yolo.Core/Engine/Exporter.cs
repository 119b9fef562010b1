using Yolo.Callbacks;
using Yolo.Export;

namespace Yolo.Engine;

/// <summary>Writes a model in the format of another runtime. The model itself does not change.</summary>
public sealed class Exporter : IExportContext
{
    private const int DefaultOpset = 19;
    private static readonly string[] Formats = ["onnx"];

    private readonly TimeProvider clock;

    /// <summary>Prepares an export.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">The settings.</param>
    /// <param name="clock">Tells the date that the file states; null for the system's.</param>
    /// <exception cref="ExportException">The format or the operators' version is unknown, or a number is out of range.</exception>
    public Exporter(YoloModel model, ExportOptions options, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        Model = model;
        Options = options;
        ImageSize = (options.ImageSize ?? model.ImageSize).RoundUp(model.MaximumStride);
        this.clock = clock ?? TimeProvider.System;
    }

    /// <summary>The model.</summary>
    public YoloModel Model { get; }

    /// <summary>The settings.</summary>
    public ExportOptions Options { get; }

    /// <summary>Where events are raised; null, the default, for a scope of the model's callbacks that ends with the run. Stays its owner's.</summary>
    public CallbackRegistry? Callbacks { get; init; }

    /// <summary>Size of the input, rounded up to the network's stride.</summary>
    public ImageSize ImageSize { get; }

    /// <summary>The graph; null before it is made.</summary>
    public OnnxGraph? Graph { get; private set; }

    /// <summary>What the file says about itself; empty before the graph is made.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata => Graph?.Metadata ?? [];

    /// <summary>The written file; null before <c>on_export_end</c>.</summary>
    public string? File { get; private set; }

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

    /// <summary>Makes the graph and writes the file, whole or not at all.</summary>
    /// <param name="cancellation">Ends the export before the graph is made or before the file is written.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ExportException">A layer has no form in the format, or the settings do not fit the model.</exception>
    /// <exception cref="OperationCanceledException">The export was cancelled, or a callback stopped it: there is no file.</exception>
    public string Run(CancellationToken cancellation = default)
    {
        using var own = Callbacks is null ? Model.Callbacks.CreateScope() : null;
        var callbacks = Callbacks ?? own!;
        Exception? failure = null;
        try
        {
            callbacks.Raise(Events.OnExportStart, this);
            ThrowIfStopped(cancellation);
            var options = GraphOptions();
            Graph = NetworkGraph.Of(Model.Network, options);
            Graph.Metadata = ExportMetadata.Of(Model.Network, Model.Names, Model.MaximumStride, options, Arguments(), clock.GetLocalNow());
            ThrowIfStopped(cancellation);
            OnnxFile.Write(Graph, Target);
            return File = Target;
        }
        catch (Exception error)
        {
            failure = error;
            callbacks.RaiseException(this, error);
            throw;
        }
        finally
        {
            callbacks.RaiseEnd(this, failure, Events.OnExportEnd);
        }
    }

    private void ThrowIfStopped(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Control.StopRequested)
        {
            throw new OperationCanceledException($"The export was stopped: {Control.StopReason ?? "a callback asked for it"}.");
        }
    }

    private static void Check(ExportOptions options)
    {
        if (!Formats.Contains(options.Format, StringComparer.OrdinalIgnoreCase))
        {
            throw new ExportException($"format={options.Format} is unknown; known are: {string.Join(", ", Formats)}.");
        }

        if (options.Opset is { } opset && !OnnxFile.Opsets.Contains(opset))
        {
            throw new ExportException(FormattableString.Invariant($"opset={opset} will not do: it must be from {OnnxFile.Opsets.Min()} to {OnnxFile.Opsets.Max()}."));
        }

        if (options.Batch < 1 || options.MaximumDetections < 1)
        {
            throw new ExportException(FormattableString.Invariant($"batch={options.Batch} and max_det={options.MaximumDetections} will not do: both must be at least 1."));
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
        Suppression = Suppresses
            ? new SuppressionInGraph(Options.Confidence, Options.Iou, Options.MaximumDetections, Options.AgnosticNms)
            : null,
    };

    // Readers of the family look at these; the graph has no superfluous nodes, which is what 'simplify' stands for.
    private KeyValuePair<string, object?>[] Arguments() =>
    [
        new("batch", Options.Batch),
        new("half", Options.Half),
        new("dynamic", Options.Dynamic),
        new("simplify", true),
        new("opset", Options.Opset),
        new("nms", Suppresses),
    ];
}
