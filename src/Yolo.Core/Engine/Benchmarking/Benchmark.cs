using System.Diagnostics;
using Yolo.Callbacks;
using Yolo.Checkpoints;
using Yolo.Data;
using Yolo.Engine.Exporting;
using Yolo.Engine.Inference;
using Yolo.Engine.Prediction;
using Yolo.Engine.Settings;
using Yolo.Engine.Tasks;
using Yolo.Engine.Validation;
using Yolo.Export;
using Yolo.Imaging;
using Yolo.Sources;

namespace Yolo.Engine.Benchmarking;

/// <summary>
/// Compares the forms of a model: exports each, validates it on the same data one picture at a time, and tells size, metric and speed. Callbacks of the model see the exports and
/// validations as ever.
/// </summary>
public sealed class Benchmark
{
    private const double Confidence = 0.001;
    private const double BytesOfMegabyte = 1 << 20;

    private readonly YoloModel model;
    private readonly BenchmarkOptions options;
    private readonly YoloTask task;
    private readonly string data;
    private readonly int side;

    /// <summary>Prepares a benchmark.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="NotSupportedException">The model is an exported file itself.</exception>
    /// <exception cref="SettingException">A setting is out of its range, or no data set is named.</exception>
    public Benchmark(YoloModel model, BenchmarkOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        _ = BenchmarkSettings.Table.Require(options);
        Devices.Require(options.Device);
        (this.model, this.options) = (model, options);
        task = YoloTask.For(model.Network.Task);
        data = options.Data ?? model.TrainingData ?? throw new SettingException("Say which data set: data=path/to/data.yaml. The model does not name the one that it was trained on.");
        var stride = model.MaximumStride;
        side = ((options.ImageSize ?? Math.Max(model.ImageSize.Height, model.ImageSize.Width)) + stride - 1) / stride * stride;
        _ = new Exporter(model, ExportTo(Path.GetTempPath())); // what is wrong with its settings is said before anything is done
    }

    /// <summary>Where the events of exports and validations are raised; null, the default, for a scope of the model's callbacks that ends with the run. Stays its owner's.</summary>
    public CallbackRegistry? Callbacks { get; init; }

    /// <summary>Told of each form when it is done, with its place in the table from 0. What it throws is a warning. Default: nobody.</summary>
    public IProgress<BenchmarkRow>? Progress { get; init => field = GuardedProgress<BenchmarkRow>.Of(value, model.Callbacks.Settings); }

    /// <summary>Told how far has come, within a form, what has no events, as <see cref="Exporter.Progress"/> and <see cref="Validator.Progress"/> are. What it throws is a warning. Default: nobody.</summary>
    public IProgress<WorkProgress>? Work { get; init => field = GuardedProgress<WorkProgress>.Of(value, model.Callbacks.Settings); }

    /// <summary>Runs it, and writes <c>benchmarks.json</c>, <c>benchmarks.csv</c>, <c>benchmarks.png</c> and the exported files into the run's folder.</summary>
    /// <param name="cancellation">Ends the run before the next batch.</param>
    /// <exception cref="DatasetException">The data set is faulty, or not one for this model.</exception>
    /// <exception cref="BenchmarkException">Some form failed and the run is strict, or a metric is below the floor.</exception>
    public BenchmarkReport Run(CancellationToken cancellation = default)
    {
        // What is wrong with the data is wrong with all forms, and said before the first.
        var spec = DatasetSpec.Load(data, DatasetOptions.Default with { Labels = task.Labels }, cancellation);
        task.Require(spec, model.Form, model.Source);
        var watch = Stopwatch.StartNew();
        using var own = Callbacks is null ? model.Callbacks.CreateScope() : null;
        var callbacks = Callbacks ?? own!;
        using var directory = RunDirectory.Create(model.Task, options.Project, options.Name, options.ExistOk);
        var rows = new List<BenchmarkRow>();
        foreach (var format in options.Format is { } one ? [BenchmarkFormat.Require(one)] : BenchmarkFormat.All)
        {
            var row = Measure(format, directory.Root, callbacks, cancellation);
            rows.Add(row);
            Progress?.Report(row);
            if (options.Strict && row.Failure is not null)
            {
                throw new BenchmarkException($"Benchmark failure for {row.Format}: {row.Failure}");
            }
        }

        var report = new BenchmarkReport
        {
            Model = model.Source,
            Data = data,
            ImageSize = side,
            MetricName = task.BenchmarkMetric,
            Rows = rows,
            Duration = watch.Elapsed,
            SaveDirectory = directory.Root,
        };
        Write(report);
        return options.Floor is { } floor && rows.Find(row => row.Metric is { } metric && !(metric > floor)) is { } worse
            ? throw new BenchmarkException(FormattableString.Invariant($"Benchmark failure: {worse.Format} has {report.MetricName} {worse.Metric:F4}, which is not above the floor {floor}."), report)
            : report;
    }

    private BenchmarkRow Measure(BenchmarkFormat format, string folder, CallbackRegistry callbacks, CancellationToken cancellation)
    {
        var row = new BenchmarkRow(format.Name, BenchmarkStatus.ExportFailed);
        YoloModel? exported = null;
        try
        {
            if (format == BenchmarkFormat.Onnx)
            {
                row = row with { File = Export(folder, callbacks, cancellation) };
                exported = new YoloModel(row.File);
            }
            else
            {
                row = row with { File = model.File };
            }

            row = row with { Status = BenchmarkStatus.ValidationFailed, Megabytes = row.File is { } file ? SizeOf(file) : 0 };
            var report = Validate(exported ?? model, callbacks, cancellation);
            return row with { Status = BenchmarkStatus.Done, Metric = report.Outcome.ToDictionary()[task.BenchmarkMetric], Milliseconds = report.Speed.Inference };
        }
        catch (Exception error) when (error is ExportException or ModelLoadException or NotSupportedException or SettingException or CheckpointException or IOException or UnauthorizedAccessException or DllNotFoundException or System.Runtime.InteropServices.ExternalException)
        {
            return row with { Failure = error.Message };
        }
        finally
        {
            exported?.Dispose();
        }
    }

    // Into the run's own folder, so that no file of the user's is written over.
    private string Export(string folder, CallbackRegistry callbacks, CancellationToken cancellation)
    {
        var exporter = new Exporter(model, ExportTo(folder)) { Callbacks = callbacks, Progress = Work };
        return exporter.Run(cancellation);
    }

    private ExportOptions ExportTo(string folder) => new()
    {
        ImageSize = side,
        Half = options.Half,
        Dynamic = options.Dynamic,
        Simplify = options.Simplify,
        Opset = options.Opset,
        Nms = options.Nms,
        File = Path.Combine(folder, Path.GetFileName(Path.ChangeExtension(model.Source, ".onnx"))),
    };

    private ValidationReport Validate(YoloModel judged, CallbackRegistry callbacks, CancellationToken cancellation)
    {
        // An exported file runs as it was exported.
        var run = judged.IsExported ? new InferenceWish(null, false) { Engine = EngineKind.Onnx } : new InferenceWish(options.Device, options.Half);
        WarmUp(judged, run, cancellation);
        return new Validator(judged, new ValidateOptions
        {
            Data = data,
            Batch = 1,
            ImageSize = side,
            Confidence = Confidence,
            Device = run.Device,
            Half = run.Half,
            Engine = run.Engine,
            Plots = false,
        })
        { Callbacks = callbacks, Progress = Work }.Run(cancellation);
    }

    // The first pictures choose kernels and take memory. They are not the run's, so no callback sees them.
    private void WarmUp(YoloModel judged, InferenceWish run, CancellationToken cancellation)
    {
        const int pictures = 3;
        using var silent = new CallbackRegistry();
        var predictor = new Predictor(judged, new PredictOptions
        {
            ImageSize = side,
            Device = run.Device,
            Half = run.Half,
            Engine = run.Engine,
        })
        { Callbacks = silent };
        foreach (var result in predictor.Run(PictureSource.FromImages(Enumerable.Repeat(new Image(side, side), pictures)), cancellation))
        {
            _ = result;
        }
    }

    private static double SizeOf(string file) => new[] { file, OnnxFile.WeightsOf(file) }.Where(File.Exists).Sum(part => new FileInfo(part).Length) / BytesOfMegabyte;

    private static void Write(BenchmarkReport report)
    {
        AtomicFile.WriteAllText(Path.Combine(report.SaveDirectory, "benchmarks.json"), report.ToJson());
        AtomicFile.WriteAllText(Path.Combine(report.SaveDirectory, "benchmarks.csv"), report.ToCsv());
        report.Draw().Save(Path.Combine(report.SaveDirectory, "benchmarks.png"));
    }
}
