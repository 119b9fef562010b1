using System.Diagnostics;
using System.Runtime.InteropServices;
using Yolo.Callbacks;
using Yolo.Geometry;
using Yolo.Imaging;
using Yolo.Models;
using Yolo.Results;
using static TorchSharp.torch;

namespace Yolo.Engine;

/// <summary>
/// Runs a model over pictures. Reads from top to bottom: pictures come in batches, each batch is letterboxed, goes through the network,
/// its boxes are chosen and mapped back, the results are written and handed on.
/// </summary>
/// <remarks>Legend: B pictures, H and W size of the input, C classes, A anchor points, K rows of an end-to-end head.</remarks>
public sealed class Predictor : IPredictionContext
{
    private readonly NonMaxSuppression suppression = new();
    private readonly List<SourceFailure> failures = [];

    /// <summary>Prepares a prediction.</summary>
    /// <param name="model">The model; it is put into evaluation mode, and onto the device if the options name one.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="NotSupportedException">The model is not a detector.</exception>
    public Predictor(YoloModel model, PredictOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        if (model.Network.Task != ModelTask.Detect)
        {
            throw new NotSupportedException($"{model.Source} is a model for the task '{model.Task}'; prediction knows 'detect' alone.");
        }

        Model = model;
        Options = options;
        ImageSize = (options.ImageSize ?? model.ImageSize).RoundUp(model.MaximumStride);
    }

    /// <summary>The model.</summary>
    public YoloModel Model { get; }

    /// <summary>The settings.</summary>
    public PredictOptions Options { get; }

    /// <summary>Size of the network's input, rounded up to its stride; with <see cref="PredictOptions.Rect"/> a batch may need less.</summary>
    public ImageSize ImageSize { get; }

    /// <summary>The batch at hand; null before the first. What is put here in <c>on_predict_batch_start</c> is what the network sees; its input lives until the batch is done.</summary>
    public PredictBatch? Batch { get; set; }

    /// <summary>Number of the batch at hand, from 0; -1 before the first.</summary>
    public int BatchIndex { get; private set; } = -1;

    /// <summary>The results of the batch at hand; empty before the first. What is replaced in <c>on_predict_postprocess_end</c> is what is written, and in <c>on_predict_batch_end</c> what is handed on.</summary>
    public IList<Result> Results { get; set; } = [];

    /// <summary>Pictures that could not be read so far.</summary>
    public IReadOnlyList<SourceFailure> Failures => failures;

    /// <summary>Pictures that were predicted so far.</summary>
    public int Seen { get; private set; }

    /// <summary>Time spent so far, on all pictures together.</summary>
    public Speed TotalSpeed { get; private set; }

    /// <summary>Where the run writes; null if it writes nothing, and before it starts.</summary>
    public string? SaveDirectory { get; private set; }

    /// <summary>Requests of callbacks: stop before the next batch, skip the batch at hand.</summary>
    public RunControl Control { get; } = new();

    object? IRunContext.Model => Model;

    int? IPredictionContext.Batches => null;

    IReadOnlyDictionary<string, string> IRunContext.Settings => PredictSettings.Table.Values(Options);

    /// <summary>Predicts picture files, lazily: each batch is read when its results are asked for.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="cancellation">Ends the run before the next batch.</param>
    /// <returns>One result for each picture that could be read, in order; see <see cref="Failures"/> for the others.</returns>
    public IEnumerable<Result> Run(IEnumerable<string> paths, CancellationToken cancellation = default)
    {
        using var callbacks = Model.Callbacks.CreateScope();
        Exception? failure = new OperationCanceledException("The predictions were abandoned before their end.");
        try
        {
            Start();
            using var writer = SaveDirectory is null ? null : new PredictionWriter(SaveDirectory, Options);
            callbacks.Raise(Events.OnPredictStart, this);
            foreach (var chunk in paths.Chunk(Options.Batch))
            {
                cancellation.ThrowIfCancellationRequested();
                if (Control.StopRequested)
                {
                    break;
                }

                PredictBatch(chunk, callbacks, writer);
                foreach (var result in Results)
                {
                    yield return result;
                }
            }

            writer?.Finish(this);
            failure = null;
        }
        finally
        {
            // Also when the caller stops asking half-way.
            callbacks.RaiseEnd(this, failure, Events.OnPredictEnd);
        }
    }

    private void Start()
    {
        if (Options.Device is not null)
        {
            Model.To(Options.Device);
        }

        Model.PrepareForInference(Options.Half);
        SaveDirectory = Options.WritesFiles ? RunDirectory.Create(Model.Task, Options.Project, Options.Name, Options.ExistOk) : null;
    }

    // One dispose scope: no tensor of a batch outlives it.
    private void PredictBatch(IReadOnlyList<string> paths, CallbackRegistry callbacks, PredictionWriter? writer)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        var watch = Stopwatch.StartNew();
        Results = [];
        var pictures = Read(paths);
        if (pictures.Count == 0)
        {
            return;
        }

        BatchIndex++;
        Batch = new PredictBatch([.. pictures.Select(picture => picture.Path)], [.. pictures.Select(picture => picture.Image)], Preprocess(pictures));
        callbacks.Raise(Events.OnPredictBatchStart, this);
        if (Control.TakeSkipBatch())
        {
            return;
        }

        var preprocessed = watch.Elapsed;
        var prediction = Model.Forward(Batch.Input).to(ScalarType.Float32).cpu().contiguous(); // [B, 4 + C, A] or [B, K, 6]
        var inferred = watch.Elapsed;
        Results = Postprocess(prediction, Batch);
        RecordSpeed(preprocessed, inferred, watch.Elapsed);
        callbacks.Raise(Events.OnPredictPostprocessEnd, this);
        foreach (var result in Results)
        {
            writer?.Write(result);
        }

        callbacks.Raise(Events.OnPredictBatchEnd, this);
    }

    private List<(string Path, Image Image)> Read(IReadOnlyList<string> paths)
    {
        var pictures = new List<(string, Image)>(paths.Count);
        foreach (var path in paths)
        {
            try
            {
                pictures.Add((path, Image.Decode(path)));
            }
            catch (Exception error) when (error is ImageFormatException or IOException or UnauthorizedAccessException)
            {
                failures.Add(new(path, error.Message));
            }
        }

        return pictures;
    }

    // The pictures are rendered straight into the tensor's memory, row by row with the channels innermost.
    private Tensor Preprocess(List<(string Path, Image Image)> pictures)
    {
        var first = pictures[0].Image;
        var sameSize = pictures.TrueForAll(picture => picture.Image.Width == first.Width && picture.Image.Height == first.Height);
        var options = new LetterboxOptions(ImageSize.Width, ImageSize.Height) { Auto = Options.Rect && sameSize, Stride = Model.MaximumStride };
        var plan = LetterboxGeometry.Plan(first.Width, first.Height, options);
        var input = empty(pictures.Count, plan.Height, plan.Width, Image.Channels); // [B, H, W, 3]
        var memory = MemoryMarshal.Cast<byte, float>(input.bytes);
        var length = memory.Length / pictures.Count;
        for (var i = 0; i < pictures.Count; i++)
        {
            var image = pictures[i].Image;
            Letterbox.Render(image, LetterboxGeometry.Plan(image.Width, image.Height, options), memory.Slice(i * length, length), PixelLayout.Hwc, options.Padding);
        }

        return input.permute(0, 3, 1, 2).to(Model.DataType, Model.Device); // [B, 3, H, W]
    }

    private List<Result> Postprocess(Tensor prediction, PredictBatch batch)
    {
        var options = new SuppressionOptions
        {
            Confidence = (float)Options.Confidence,
            Iou = Options.Iou,
            MaximumDetections = Options.MaximumDetections,
            Agnostic = Options.AgnosticNms,
            Classes = Options.Classes,
        };
        var numbers = MemoryMarshal.Cast<byte, float>(prediction.bytes);
        var (rows, columns) = ((int)prediction.size(1), (int)prediction.size(2));
        var results = new List<Result>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            var own = numbers.Slice(i * rows * columns, rows * columns);
            var chosen = Model.IsEndToEnd
                ? NonMaxSuppression.Select(own, columns, options)
                : suppression.Run(own, Model.Names.Count, columns, options);
            results.Add(ToResult(batch, i, chosen));
        }

        return results;
    }

    private Result ToResult(PredictBatch batch, int index, IReadOnlyList<Candidate> chosen)
    {
        var image = batch.OriginalImages[index];
        var transform = batch.TransformOf(index);
        var detections = chosen.Select(candidate => new Detection(
            transform.ToPicture(candidate.Box).Clip(image.Width, image.Height), candidate.Confidence, candidate.Class, candidate.Anchor));
        return new Result(batch.Paths[index], image, Model.Names, new Boxes(detections, image.Width, image.Height));
    }

    private void RecordSpeed(TimeSpan preprocessed, TimeSpan inferred, TimeSpan done)
    {
        var batch = new Speed(preprocessed.TotalMilliseconds, (inferred - preprocessed).TotalMilliseconds, (done - inferred).TotalMilliseconds);
        foreach (var result in Results)
        {
            result.Speed = batch / Results.Count;
        }

        Seen += Results.Count;
        TotalSpeed += batch;
    }
}
