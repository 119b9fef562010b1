using System.Diagnostics;
using System.Runtime.InteropServices;
using Yolo.Callbacks;
using Yolo.Data;
using Yolo.Data.Loading;
using Yolo.Engine.Settings;
using Yolo.Geometry;
using Yolo.Losses;
using Yolo.Metrics;
using Yolo.Models;
using Yolo.Modules.Heads;
using Yolo.Results;
using static TorchSharp.torch;

namespace Yolo.Engine;

/// <summary>
/// Judges a network by the labels of a data set. Reads from top to bottom: pictures come in batches, read ahead; each batch goes through the
/// network, its boxes are chosen, matched with the labels and counted; at the end the counts become precision, recall and average precision.
/// </summary>
/// <remarks>
/// Legend: B pictures, H and W size of the input, C classes, A anchor points, K rows of an end-to-end head, T terms of the loss. By itself it opens
/// everything from model and options. A training gives it the network, the data, the loss and the callbacks that it has already; one validator
/// may then run many times.
/// </remarks>
public sealed class Validator : IValidationContext
{
    private readonly NonMaxSuppression suppression = new();
    private readonly LossMeans losses = new();
    private ModelUse.Turn use;
    private RunDirectory? directory;
    private ValidationPictures? pictures;
    private ConfusionMatrix? confusion;
    private DetectionEvaluator? evaluator;
    private ValidationSpeed totalSpeed;
    private ValidationBatch? batch;

    /// <summary>Prepares a validation.</summary>
    /// <param name="model">The model; its network is put into evaluation mode, and onto the device if the options name one.</param>
    /// <param name="options">The settings.</param>
    /// <param name="data">Data that is ready already; null, the default, to load what the options name.</param>
    /// <exception cref="NotSupportedException">The model's task is not detection.</exception>
    /// <exception cref="SettingException">A setting is out of its range.</exception>
    public Validator(YoloModel model, ValidateOptions options, ValidationData? data = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        if (model.Network.Task != ModelTask.Detect)
        {
            throw new NotSupportedException($"Validation judges boxes; {model.Source} is a model for the task '{model.Task}'. Use one for the task 'detect'.");
        }

        _ = ValidateSettings.Table.Require(options);
        Model = model;
        Data = data;
        Options = options with { Data = options.Data ?? model.TrainingData };
        var stride = model.MaximumStride;
        ImageSize = ((options.ImageSize ?? Math.Max(model.ImageSize.Height, model.ImageSize.Width)) + stride - 1) / stride * stride;
    }

    /// <summary>The model.</summary>
    public YoloModel Model { get; }

    /// <summary>The settings.</summary>
    public ValidateOptions Options { get; private set; }

    /// <summary>Why it runs. Default <see cref="ValidationPhase.Standalone"/>.</summary>
    public ValidationPhase Phase { get; init; }

    /// <summary>The network that is judged as it is, neither fused nor converted, such as the averaged one of a training; null, the default, for the model's own.</summary>
    public YoloNetwork? Network { get; init; }

    /// <summary>The loss to compute on the way; null, the default, for none. It needs a network that is not fused.</summary>
    public NetworkLoss? Loss { get; init; }

    /// <summary>The folder of the training that this validation belongs to: pictures and <c>predictions.json</c> go there; null, the default, for a folder of its own, if the options want files.</summary>
    public string? Folder { get; init; }

    /// <summary>Where events are raised; null, the default, for a scope of the model's callbacks that ends with the run. Stays its owner's.</summary>
    public CallbackRegistry? Callbacks { get; init; }

    /// <summary>Longer side of the network's input in pixels, a multiple of its stride.</summary>
    public int ImageSize { get; }

    /// <summary>The data; null until it is loaded.</summary>
    public ValidationData? Data { get; private set; }

    /// <summary>
    /// The batch at hand; null before the first. Its tensors live until the batch is done. What is put here at <c>on_val_batch_start</c> is what is judged; an input
    /// that the callback made then lives as long, too.
    /// </summary>
    public ValidationBatch? Batch
    {
        get => batch;
        set => batch = BatchInput.Replace(batch, value, replaced => replaced.Input);
    }

    /// <summary>Number of the batch at hand, from 0; -1 before the first.</summary>
    public int BatchIndex { get; private set; } = -1;

    /// <summary>Batches of the whole run; 0 before the data is loaded.</summary>
    public int Batches => Data?.Plan.Batches ?? 0;

    /// <summary>What was found in each picture of the batch at hand, in pixels of the input; empty before the first. What is replaced in <c>on_val_postprocess_end</c> is what is judged and written.</summary>
    public IList<IReadOnlyList<Candidate>> Predictions { get; set; } = [];

    /// <summary>Pictures that were judged so far.</summary>
    public int Seen { get; private set; }

    /// <summary>Time spent on one picture so far.</summary>
    public ValidationSpeed Speed => totalSpeed / Math.Max(1, Seen);

    /// <summary>Which class was found where which was labelled, so far; null before the run.</summary>
    public ConfusionMatrix? ConfusionMatrix => confusion;

    /// <summary>The outcome; null before <c>on_val_end</c>, and then too if the run failed before all pictures were judged.</summary>
    public ValidationReport? Report { get; private set; }

    /// <summary>Metrics and losses by column name; empty before <c>on_val_end</c>.</summary>
    public IReadOnlyDictionary<string, double> Metrics => Report is null
        ? new Dictionary<string, double>()
        : Report.Metrics.ToDictionary().Concat(Report.Losses).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Where the run writes; null if it writes nothing, and before it starts.</summary>
    public string? SaveDirectory { get; private set; }

    /// <summary>Requests of callbacks: stop before the next batch, skip the batch at hand.</summary>
    public RunControl Control { get; } = new();

    object? IRunContext.Model => Model;

    IReadOnlyDictionary<string, string> IRunContext.Settings => ValidateSettings.Table.Values(Options);

    private YoloNetwork Subject => Network ?? Model.Network;

    private IReadOnlyList<string> Names => Subject.Names;

    // With single_cls too: all is counted as class 0 then, but the matrix keeps its size.
    private int ClassCount => Subject.Spec.Classes;

    /// <summary>Validates.</summary>
    /// <param name="cancellation">Ends the run before the next batch.</param>
    /// <returns>The outcome; over the pictures seen so far if a callback stopped the run.</returns>
    /// <exception cref="DatasetException">The data set is faulty, or not one for this model.</exception>
    /// <exception cref="SettingException">No data set is named, neither by the options nor by the checkpoint.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public ValidationReport Run(CancellationToken cancellation = default)
    {
        using var own = Callbacks is null ? Model.Callbacks.CreateScope() : null;
        var callbacks = Callbacks ?? own!;
        Exception? failure = null;
        try
        {
            var data = Start(cancellation);
            using var drawing = pictures = StartPictures();
            var writer = SaveDirectory is null ? null : new ValidationWriter(SaveDirectory, Options, ImageSize, data.IsCoco) { IsOwnFolder = Folder is null };
            callbacks.Raise(Events.OnValStart, this);
            foreach (var samples in data.Read(cancellation))
            {
                using (samples)
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (Control.StopRequested)
                    {
                        break;
                    }

                    ValidateBatch(samples, data, callbacks, writer);
                }
            }

            // Known before anything is written: on a full disk it can still be shown.
            var report = Report = MakeReport(data);
            Report = report with { Warnings = [.. data.Warnings, .. pictures?.Finish(report) ?? []] };
            writer?.Finish(Model, Report);
            return Report;
        }
        catch (Exception error)
        {
            failure = error;
            callbacks.RaiseException(this, error);
            throw;
        }
        finally
        {
            use.Dispose();
            use = default;
            directory?.Dispose();
            callbacks.RaiseEnd(this, failure, Events.OnValEnd);
        }
    }

    private ValidationData Start(CancellationToken cancellation)
    {
        (BatchIndex, batch, Predictions, Seen, totalSpeed, Report) = (-1, null, [], 0, default, null);
        losses.Clear();
        // A training says itself how its classes count; the model that it started from may have been trained otherwise.
        Options = Options with { SingleClass = Options.SingleClass || (Network is null && Model.IsSingleClass) };
        var data = Data ??= LoadData(cancellation);
        CheckClasses(data);
        if (Network is null)
        {
            use = Model.BeginInference(Options.Device, Options.Half);
        }
        else
        {
            use = Model.BeginReading();
            Network.eval();
        }

        confusion = new ConfusionMatrix(ClassCount, ConfusionMatrix.ConfidenceFor((float)Options.Confidence));
        evaluator = new DetectionEvaluator(ClassCount, Options.SingleClass, confusion);
        directory = Folder is null && Options.WritesFiles ? RunDirectory.Create(Model.Task, Options.Project, Options.Name, Options.ExistOk) : null;
        SaveDirectory = Folder ?? directory?.Root;
        return data;
    }

    private ValidationPictures? StartPictures() =>
        Options.Plots && (Folder ?? (Options.Save ? SaveDirectory : null)) is { } folder ? new(folder) : null;

    // One dispose scope: no tensor of a batch outlives it.
    private void ValidateBatch(SampleBatch samples, ValidationData data, CallbackRegistry callbacks, ValidationWriter? writer)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        var watch = Stopwatch.StartNew();
        var weight = Subject.parameters().First();
        BatchIndex++;
        Predictions = [];
        batch = new ValidationBatch([.. samples.Indices.Select(data.Describe)], samples, BatchInput.Make(samples, weight.device, weight.dtype));
        var preprocessed = watch.Elapsed;
        callbacks.Raise(Events.OnValBatchStart, this);
        if (Control.TakeSkipBatch())
        {
            return;
        }

        watch.Restart();
        var output = Subject.call(batch.Input);
        var prediction = output.Decoded!.to(ScalarType.Float32).cpu().contiguous(); // [B, 4 + C, A] or [B, K, 6]
        var inferred = watch.Elapsed;
        ComputeLoss(output, batch.Samples);
        var lost = watch.Elapsed;
        Predictions = Postprocess(prediction, batch.Count);
        totalSpeed += new ValidationSpeed(
            preprocessed.TotalMilliseconds, inferred.TotalMilliseconds, (lost - inferred).TotalMilliseconds, (watch.Elapsed - lost).TotalMilliseconds);
        callbacks.Raise(Events.OnValPostprocessEnd, this);
        Judge(batch, writer);
        callbacks.Raise(Events.OnValBatchEnd, this);
    }

    private void ComputeLoss(NetworkOutput output, SampleBatch samples)
    {
        if (Loss is not null)
        {
            var targets = new LossTargets { Images = samples.ObjectSamples, Classes = samples.ObjectClasses, Boxes = samples.BoxesXywhNormalized };
            losses.Add(Loss.Compute(output, targets).Items);
        }
    }

    private List<IReadOnlyList<Candidate>> Postprocess(Tensor prediction, int count)
    {
        var options = Options.Suppression;
        var numbers = MemoryMarshal.Cast<byte, float>(prediction.bytes);
        var (rows, columns) = ((int)prediction.size(1), (int)prediction.size(2));
        var predictions = new List<IReadOnlyList<Candidate>>(count);
        for (var i = 0; i < count; i++)
        {
            var own = numbers.Slice(i * rows * columns, rows * columns);
            var chosen = Subject.Head!.EndToEnd
                ? NonMaxSuppression.Select(own, columns, options)
                : suppression.Run(own, Subject.Spec.Classes, columns, options);
            predictions.Add(Options.SingleClass ? [.. chosen.Select(candidate => candidate with { Class = 0 })] : chosen);
        }

        return predictions;
    }

    private void Judge(ValidationBatch judged, ValidationWriter? writer)
    {
        for (var i = 0; i < judged.Count; i++)
        {
            var (boxes, classes) = judged.LabelsOf(i);
            evaluator!.Add(boxes, classes, Predictions[i]);
            if (writer is { WritesDetections: true })
            {
                writer.Write(judged.Images[i], judged.Samples.Transforms[i], Predictions[i]);
            }
        }

        Seen += judged.Count;
        pictures?.Add(BatchIndex, judged, Predictions, Names);
    }

    private ValidationReport MakeReport(ValidationData data) => new()
    {
        Metrics = evaluator!.Compute(),
        ConfusionMatrix = confusion!,
        Names = Names,
        Speed = Speed,
        Losses = losses.ByColumn("val", Loss?.ItemNames ?? []),
        Labels = data.Labels.Statistics,
        SaveDirectory = SaveDirectory,
    };

    private ValidationData LoadData(CancellationToken cancellation) => ValidationData.Load(
        Options.Data ?? throw new SettingException("Say which data set: data=path/to/data.yaml. The model does not name the one that it was trained on."),
        Options,
        ImageSize,
        Model.MaximumStride,
        cancellation);

    private void CheckClasses(ValidationData data)
    {
        if (data.Spec.ClassCount > ClassCount)
        {
            throw new DatasetException(FormattableString.Invariant($"{data.Spec.File} has {data.Spec.ClassCount} classes, the model {Model.Source} only {ClassCount}: validate it with the data set that it was trained on."));
        }
    }
}
