using System.Diagnostics;
using Yolo.Callbacks;
using Yolo.Data;
using Yolo.Data.Loading;
using Yolo.Engine.Distributed;
using Yolo.Engine.Inference;
using Yolo.Engine.Logging;
using Yolo.Engine.Settings;
using Yolo.Engine.Tasks;
using Yolo.Engine.Training;
using Yolo.Geometry;
using Yolo.Imaging;
using Yolo.Metrics;
using Yolo.Models;
using Yolo.Modules.Heads;
using Yolo.Results;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine.Validation;

/// <summary>
/// Judges a network by the labels of a data set. Reads from top to bottom: pictures come in batches, read ahead; each batch goes through the
/// network, what it found is chosen, matched with the labels and counted; at the end the counts become precision, recall and average precision.
/// What of that differs by task stands in <c>Tasks/</c>.
/// </summary>
/// <remarks>
/// Legend: B pictures, H and W size of the input, C classes, E extras of an object, A anchor points, K rows of an end-to-end head. By itself it opens
/// everything from model and options. A training gives it the network, the data, the loss and the callbacks that it has already; one validator
/// may then run many times.
/// </remarks>
public sealed partial class Validator : IValidationContext
{
    private readonly YoloTask task;
    private readonly LossMeans losses = new();
    private ModelUse.Turn reading;
    private InferenceEngine? engine;
    private BatchInputs? inputs;
    private ScalarType inputType;
    private RunDirectory? directory;
    private ValidationPictures? pictures;
    private ValidationJudge? judge;
    private ValidationSpeed totalSpeed;
    private ValidationBatch? batch;
    private bool hasPredictions;

    /// <summary>Prepares a validation.</summary>
    /// <param name="model">The model; its network is put into evaluation mode, and onto the device if the options name one.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="SettingException">A setting is out of its range.</exception>
    public Validator(YoloModel model, ValidateOptions options)
        : this(model, options, data: null)
    {
    }

    /// <summary>As the other, with data that is ready already; null to load what the options name.</summary>
    internal Validator(YoloModel model, ValidateOptions options, ValidationData? data)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        task = YoloTask.For(model.Form.Task);
        _ = ValidateSettings.Table.Require(options);
        Model = model;
        Data = data;
        Options = options with
        {
            Data = options.Data ?? model.TrainingData,
            Confidence = options.Confidence ?? task.DefaultConfidence,
            Rect = options.Rect && model.Form.OnlySize is null,
        };
        var stride = model.MaximumStride;
        var size = model.SizeFor(options.ImageSize);
        ImageSize = (Math.Max(size.Height, size.Width) + stride - 1) / stride * stride;
    }

    /// <summary>The model.</summary>
    public YoloModel Model { get; }

    /// <summary>The settings.</summary>
    public ValidateOptions Options { get; private set; }

    /// <summary>Why it runs. Default <see cref="ValidationPhase.Standalone"/>.</summary>
    public ValidationPhase Phase { get; internal init; }

    /// <summary>The network that is judged as it is, neither fused nor converted, such as the averaged one of a training; null, the default, for the model's own.</summary>
    internal YoloNetwork? Network { get; init; }

    /// <summary>The loss to compute on the way; null, the default, for none. It needs a network that is not fused.</summary>
    internal NetworkLoss? Loss { get; init; }

    /// <summary>What makes inputs of batches; stays its owner's. Null, the default: one of the validation's own.</summary>
    internal BatchInputs? Inputs { get; init; }

    /// <summary>The folder of the training that this validation belongs to: pictures and <c>predictions.json</c> go there; null, the default, for a folder of its own, if the options want files.</summary>
    internal string? Folder { get; init; }

    /// <summary>Where events are raised; null, the default, for a scope of the model's callbacks that ends with the run. Stays its owner's.</summary>
    public CallbackRegistry? Callbacks { get; init; }

    /// <summary>Told how far has come what has no events: fetching data, verifying labels, making the network ready, drawing charts; any thread may tell it. What it throws is a warning. Default nobody.</summary>
    public IProgress<WorkProgress>? Progress { get; init => field = GuardedProgress<WorkProgress>.Of(value, Model.Callbacks.Settings); }

    /// <summary>Who validates together: each rank judges a part of the batches, and all have the figures of the whole. Default <see cref="World.Alone"/>: this process judges all of them.</summary>
    public World World { get; init; } = World.Alone;

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
        set => batch = BatchInput.Replace(batch, value, replaced => replaced.HeldInput);
    }

    /// <summary>Number of the batch at hand, from 0; -1 before the first.</summary>
    public int BatchIndex { get; private set; } = -1;

    /// <summary>Batches of the whole run, of several ranks those of this one; 0 before the data is loaded.</summary>
    public int Batches => Data is null ? 0 : Share(Data).Count;

    /// <summary>What was found in each picture of the batch at hand, in pixels of the input, with masks, key points or rotated boxes where the task has them, and by a classifier its five most probable classes; empty before the first. What is replaced in <c>on_val_postprocess_end</c> is what is judged and written.</summary>
    public IList<IReadOnlyList<Candidate>> Predictions { get; set; } = [];

    /// <summary>Pictures that were judged so far.</summary>
    public int Seen { get; private set; }

    /// <summary>Time spent on one picture so far.</summary>
    public ValidationSpeed Speed => totalSpeed / Math.Max(1, Seen);

    /// <summary>Which class was found where which was labelled, so far; null before the run.</summary>
    public ConfusionMatrix? ConfusionMatrix => judge?.ConfusionMatrix;

    /// <summary>The outcome; null before <c>on_val_end</c>, and then too if the run failed before all pictures were judged.</summary>
    public ValidationReport? Report { get; private set; }

    /// <summary>Metrics and losses by column name; empty before <c>on_val_end</c>.</summary>
    public IReadOnlyDictionary<string, double> Metrics => Report is null
        ? new Dictionary<string, double>()
        : Report.Outcome.ToDictionary().Concat(Report.Losses).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Heading of the table that the report will have.</summary>
    internal string TableHeader => task.TableHeader;

    /// <summary>The columns of results.csv that the metrics fill, in their order.</summary>
    internal IReadOnlyList<string> MetricColumns => task.MetricColumns;

    /// <summary>Where the run writes; null if it writes nothing, and before it starts.</summary>
    public string? SaveDirectory { get; private set; }

    /// <summary>Requests of callbacks: stop before the next batch, skip the batch at hand.</summary>
    public RunControl Control { get; } = new();

    object? IRunContext.Model => Model;

    IReadOnlyDictionary<string, string> IRunContext.Settings => ValidateSettings.Table.Values(Options);

    private ModelForm Form => Network is null ? Model.Form : ModelForm.Of(Network);

    private IReadOnlyList<string> Names => Form.Names;

    /// <summary>
    /// What was found in a picture of the batch at hand, as <see cref="Predictions"/> has it now, in the pixels of the picture itself: with masks, key points or rotated boxes where the
    /// task has them (masks as fine as they are judged, a quarter of the input's sides unless files are written), of a classifier its five most probable classes. To be drawn
    /// (<see cref="Result.Plot"/>), saved and read as the result of a prediction. From <c>on_val_postprocess_end</c> to <c>on_val_batch_end</c>.
    /// </summary>
    /// <param name="index">Which picture of <see cref="Batch"/>, from 0.</param>
    /// <returns>A result with the picture, which is read anew for it.</returns>
    /// <exception cref="InvalidOperationException">No batch is at hand, or nothing is predicted of it yet.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch has no such picture.</exception>
    /// <exception cref="ImageFormatException">The picture cannot be read any more.</exception>
    public Result ResultOf(int index)
    {
        if (!hasPredictions)
        {
            throw new InvalidOperationException("There are results of the pictures of a batch from its on_val_postprocess_end to its on_val_batch_end, and no batch is there now. Ask in a callback of one of these events.");
        }

        if ((uint)index >= (uint)Math.Min(batch!.Count, Predictions.Count))
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, FormattableString.Invariant($"The batch has {batch.Count} pictures with predictions of {Predictions.Count}, numbered from 0."));
        }

        var picture = Image.Decode(batch.Images[index].Path, strict: false);
        var names = Names.Index().ToDictionary(name => name.Index, name => name.Item);
        return Describe(batch, index).With(picture, names, (batch.Samples.Height, batch.Samples.Width));
    }

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

        // A validation by one process, within a training of several, leaves the training's rank as it is.
        if (World.HasOthers)
        {
            callbacks.Settings.Rank = World.Rank;
        }

        Exception? failure = null;
        try
        {
            var data = Start(cancellation);
            using var drawing = pictures = StartPictures();
            var writer = SaveDirectory is null || !World.IsFirst ? null : new ValidationWriter(SaveDirectory, Options, ImageSize, data.IsCoco) { IsOwnFolder = Folder is null };
            callbacks.Raise(Events.OnValStart, this);
            var (first, count) = Share(data);
            foreach (var samples in data.Read(first, count, cancellation))
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

            Unite();

            // Known before anything is written: on a full disk it can still be shown.
            var report = Report = MakeReport(data);
            Report = report with { Warnings = [.. DatasetWarnings.Of(data.Spec, data.Labels), .. data.Warnings, .. IdleSuppression.Warnings(Model, Options.Iou != new ValidateOptions().Iou, Options.AgnosticNms), .. FinishPictures(report)] };
            writer?.Finish(Model, Report);
            Say(data, Report);
            return Report;
        }
        catch (Exception error)
        {
            failure = error;
            World.Fail(error);
            callbacks.RaiseException(this, error);
            throw;
        }
        finally
        {
            engine?.Dispose();
            if (inputs != Inputs)
            {
                inputs?.Dispose();
            }

            reading.Dispose();
            (engine, inputs, reading) = (null, null, default);
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
        task.Require(data.Spec, Form, Model.Source);
        if (Network is null)
        {
            var wish = new InferenceWish(World.DeviceOf(Options.Device), Options.Half) { Engine = Loss is null && Phase == ValidationPhase.Standalone ? Options.Engine : EngineKind.Torch, Pictures = data.Labels.Images.Count };
            Progress?.Report(new("Preparing the network", 0, null));
            engine = Model.BeginInference(Model.Choose(wish));
        }
        else
        {
            reading = Model.BeginReading();
            Network.eval();
        }

        var (device, type) = Network?.parameters().First() is { } weight ? (weight.device, weight.dtype) : (Model.Device, Model.DataType);
        (inputs, inputType) = (Inputs ?? new BatchInputs(device), type);
        judge = task.Begin(new JudgeSettings(Form, Options, ImageSize));
        directory = Folder is null && Options.WritesFiles && World.IsFirst ? RunDirectory.Create(Model.Task, Options.Project, Options.Name, Options.ExistOk) : null;
        directory?.RequireNothingLost(data.Labels.Images.Select(image => image.Path), writesPictures: false, Options.SaveTxt);
        SaveDirectory = Folder ?? directory?.Root;
        return data;
    }

    private ValidationPictures? StartPictures() =>
        Options.Plots && World.IsFirst && (Folder ?? (Options.Save ? SaveDirectory : null)) is { } folder ? new(folder, task) : null;

    private IReadOnlyList<string> FinishPictures(ValidationReport report)
    {
        if (pictures is null)
        {
            return [];
        }

        Progress?.Report(new("Drawing charts", 0, null));
        return pictures.Finish(report);
    }

    // One dispose scope: no tensor of a batch outlives it.
    private void ValidateBatch(SampleBatch samples, ValidationData data, CallbackRegistry callbacks, ValidationWriter? writer)
    {
        using var scope = NewDisposeScope();
        using var mode = InferenceMode.Begin();
        var watch = Stopwatch.StartNew();
        BatchIndex++;
        Predictions = [];
        batch = new ValidationBatch([.. samples.Indices.Select(data.Describe)], samples, inputs!.Make(samples, inputType));
        var preprocessed = watch.Elapsed;
        callbacks.Raise(Events.OnValBatchStart, this);
        if (Control.TakeSkipBatch())
        {
            return;
        }

        watch.Restart();
        var output = Network is null && Loss is null ? null : (Network ?? Model.Network).call(batch.Input);
        using var answer = output is null ? engine!.Run(new NetworkInput(batch.Input)) : ModelAnswer.Of(output);
        var inferred = watch.Elapsed;
        ComputeLoss(output, batch);
        var lost = watch.Elapsed;
        Predictions = judge!.Find(answer, batch);
        totalSpeed += new ValidationSpeed(
            preprocessed.TotalMilliseconds, inferred.TotalMilliseconds, (lost - inferred).TotalMilliseconds, (watch.Elapsed - lost).TotalMilliseconds);
        hasPredictions = true;
        try
        {
            callbacks.Raise(Events.OnValPostprocessEnd, this);
            Judge(batch, writer);
            callbacks.Raise(Events.OnValBatchEnd, this);
        }
        finally
        {
            hasPredictions = false;
        }
    }

    private Result Describe(ValidationBatch judged, int index) => judge!.Describe(judged.Images[index], judged.Samples.Transforms[index], Predictions[index]);

    private void ComputeLoss(NetworkOutput? output, ValidationBatch judged)
    {
        if (Loss is not null && output is not null)
        {
            losses.Add(Loss.Compute(output, BatchTargets.Of(judged.Samples)).Items);
        }
    }

    private void Judge(ValidationBatch judged, ValidationWriter? writer)
    {
        for (var i = 0; i < judged.Count; i++)
        {
            judge!.Judge(judged.Objects[i], Predictions[i]);
            if (writer is { WritesDetections: true })
            {
                writer.Write(Describe(judged, i));
            }
        }

        Seen += judged.Count;
        pictures?.Add(BatchIndex, judged, Predictions, Names);
    }

    private ValidationReport MakeReport(ValidationData data) => new()
    {
        Outcome = judge!.Compute(),
        ConfusionMatrix = judge.ConfusionMatrix,
        Names = Names,
        Speed = Speed,
        Losses = losses.ByColumn("val", Loss?.ItemNames ?? []),
        Labels = data.Labels.Statistics,
        SaveDirectory = SaveDirectory,
    };

    private ValidationData LoadData(CancellationToken cancellation)
    {
        var data = Options.Data ?? throw new SettingException("Say which data set: data=path/to/data.yaml. The model does not name the one that it was trained on.");
        return World.FirstOfHostBeforeOthers(() =>
        {
            var spec = DatasetSpec.Load(data, DatasetOptions.Default with { Labels = task.Labels, SingleClass = Options.SingleClass, Progress = Progress }, cancellation);
            return ValidationData.Load(spec, Options, ImageSize, Model.MaximumStride, ImageCache.None, cancellation, Model.Form.OnlySize);
        });
    }
}
