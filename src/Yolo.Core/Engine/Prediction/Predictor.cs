// [Pure] says that a call whose outcome is thrown away has done nothing; without this symbol the compiler leaves it out.
#define CONTRACTS_FULL
using System.Diagnostics;
using System.Diagnostics.Contracts;
using System.Runtime.CompilerServices;
using Yolo.Callbacks;
using Yolo.Engine.Distributed;
using Yolo.Engine.Inference;
using Yolo.Engine.Logging;
using Yolo.Engine.Tasks;
using Yolo.Engine.Tracking;
using Yolo.Imaging;
using Yolo.Models;
using Yolo.Results;
using Yolo.Runtime;
using Yolo.Sources;
using Yolo.Tracking;

namespace Yolo.Engine.Prediction;

/// <summary>
/// Runs a model over pictures. Reads from top to bottom: pictures come in batches that were read and letterboxed ahead, each batch goes through the
/// network, its boxes are chosen and mapped back, the results are handed to a writer that works beside, and on to the caller.
/// </summary>
/// <remarks>Legend: B pictures, H and W size of the input, C classes, A anchor points, E extras, K rows of an end-to-end head.</remarks>
public sealed class Predictor : IPredictionContext
{
    private readonly InputPlan plan;
    private readonly Postprocessor postprocessor;
    private readonly TrackOptions? tracking;
    private readonly TrackerOptions? trackerSettings;
    private List<SourceFailure> failures = [];
    private InferenceEngine? engine;
    private RunDirectory? directory;
    private PictureSource? source;
    private SourceShare? share;
    private PredictionRanks ranks = null!;
    private TrackerSet? trackers;
    private PredictBatch? batch;
    private Exception? failure;

    /// <summary>Prepares a prediction.</summary>
    /// <param name="model">The model; it is put into evaluation mode, and onto the device if the options name one.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="NotSupportedException">The settings ask for test-time augmentation, which the model does not allow; or the model has no classes.</exception>
    /// <exception cref="Settings.SettingException">A setting is out of its range, or names a class that the model does not have.</exception>
    public Predictor(YoloModel model, PredictOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        if (model.Names.Count == 0)
        {
            throw new NotSupportedException($"{model.Source} has no classes, so there is nothing that it could find. Train it on a data set, or take another checkpoint.");
        }

        if (options.Augment && model.IsExported)
        {
            throw new NotSupportedException($"augment=true needs the network itself, and {model.Source} is an exported network. Leave augment out, or name the checkpoint (.pt) that it was exported from.");
        }

        if (options.Augment && (model.Network.Task != ModelTask.Detect || model.IsEndToEnd))
        {
            throw new NotSupportedException($"augment=true looks at pictures in three sizes and lets suppression choose among all boxes; {model.Source} {(model.IsEndToEnd ? "is end-to-end and has no suppression" : $"is for the task '{model.Task}'")}. It is for detectors with suppression.");
        }

        ClassFilter.Require(options.Classes, model.Names.Count);
        Model = model;
        Options = options;
        var task = YoloTask.For(model.Form.Task);
        Warnings = [.. model.RandomWeights is { } random ? [random] : Array.Empty<string>(), .. options.Classes is null || task.FindsByClass ? Array.Empty<string>() : [ClassFilter.IdleInPrediction], .. IdleSuppression.Warnings(model, options.Iou != new PredictOptions().Iou, options.AgnosticNms)];
        plan = task.PlanInput(model, model.SizeFor(options.ImageSize), options.Rect && model.Form.OnlySize is null);
        postprocessor = task.MakePostprocessor(model, options);
        tracking = options as TrackOptions;
        trackerSettings = tracking?.TrackerFor(model);
    }

    /// <summary>The model.</summary>
    public YoloModel Model { get; }

    /// <summary>The settings.</summary>
    public PredictOptions Options { get; }

    /// <summary>What of the settings changes nothing for this model, and that its weights are random, in words.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Size of the network's input, rounded up to its stride; with <see cref="PredictOptions.Rect"/> a batch may need less.</summary>
    public ImageSize ImageSize => plan.Size;

    /// <summary>What computes the network; <see cref="EngineKind.Auto"/> before it is decided, which is when the run begins.</summary>
    public EngineKind Engine => engine?.Kind ?? EngineKind.Auto;

    /// <summary>Where events are raised; null, the default, for a scope of the model's callbacks that ends with the run. Stays its owner's.</summary>
    public CallbackRegistry? Callbacks { get; init; }

    /// <summary>
    /// Who predicts together: each rank looks at its part of the source, raises the events of that, and gives its results; files, figures and failures become those of the whole.
    /// Default <see cref="World.Alone"/>: this process predicts all of it.
    /// </summary>
    public World World { get; init; } = World.Alone;

    /// <summary>
    /// The batch at hand; null before the first. What is put here in <c>on_predict_batch_start</c> is what the network sees; its input, also one that the callback
    /// made, lives until the batch is done.
    /// </summary>
    public PredictBatch? Batch
    {
        get => batch;
        set => batch = BatchInput.Replace(batch, value, replaced => replaced.Pixels.TensorSoFar);
    }

    /// <summary>Number of the batch at hand, from 0; -1 before the first.</summary>
    public int BatchIndex { get; private set; } = -1;

    /// <summary>The results of the batch at hand; empty before the first. What is replaced in <c>on_predict_postprocess_end</c> is what is written, and in <c>on_predict_batch_end</c> what is handed on.</summary>
    public IList<Result> Results { get; set; } = [];

    /// <summary>Pictures, videos and streams that could not be read so far, or not to their end; when several ranks are at the end, of all of them.</summary>
    public IReadOnlyList<SourceFailure> Failures => failures;

    /// <summary>Pictures and frames that were predicted so far; when several ranks are at the end, by all of them.</summary>
    public int Seen { get; private set; }

    /// <summary>Time spent so far, on all pictures together. Reading happens beside the rest, so the sum may be more than the time that passed.</summary>
    public Speed TotalSpeed { get; private set; }

    /// <summary>What follows the objects: one for all that is no live stream, then one for each live stream, from its first frame on; empty unless the run tracks.</summary>
    public IReadOnlyList<Tracker> Trackers => trackers?.All ?? [];

    /// <summary>Where the run writes; null if it writes nothing, and before it starts.</summary>
    public string? SaveDirectory { get; private set; }

    /// <summary>Requests of callbacks: stop before the next batch, skip the batch at hand.</summary>
    public RunControl Control { get; } = new();

    object? IRunContext.Model => Model;

    /// <summary>Pictures, videos and streams of the source that lower ranks look at.</summary>
    internal int Before => share?.Before.Count ?? 0;

    int? IPredictionContext.Batches => source?.Count is { } count ? (count + Options.Batch - 1) / Options.Batch : null;

    IReadOnlyDictionary<string, string> IRunContext.Settings => Options.Values;

    /// <summary>Predicts files, lazily.</summary>
    /// <param name="paths">Pictures, videos, http(s) addresses.</param>
    /// <param name="cancellation">Ends the run at once, also while it waits for a picture.</param>
    /// <returns>As the other overload.</returns>
    [Pure]
    public IEnumerable<Result> Run(IEnumerable<string> paths, CancellationToken cancellation = default) =>
        Run(PictureSource.FromFiles(paths, Options.Reading), cancellation);

    /// <summary>Predicts what a source gives, lazily: a few batches are read ahead, the network runs when results are asked for.</summary>
    /// <param name="pictures">The source, of several ranks the same on each.</param>
    /// <param name="cancellation">Ends the run at once, also while it waits for a picture.</param>
    /// <returns>One result for each picture that could be read, in order; see <see cref="Failures"/> for the others.</returns>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    [Pure]
    public IEnumerable<Result> Run(PictureSource pictures, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ranks = new PredictionRanks(World);
        share = SourceShare.Of(pictures, Options, World.Rank, World.Size);
        source = share.Source;
        var wish = Model.Choose(new(World.DeviceOf(Options.Device), Options.Half) { Engine = Options.Engine, Augment = Options.Augment, Appearances = trackerSettings is BotSortOptions { UseAppearance: true }, Pictures = pictures.Count });
        var turns = ProcessorTurns.For(Model, wish);
        var input = plan with { Layout = wish.Engine == EngineKind.Onnx ? PixelLayout.Chw : PixelLayout.Hwc };
        using var own = Callbacks is null ? Model.Callbacks.CreateScope() : null;
        var callbacks = Callbacks ?? own!;
        if (World.HasOthers)
        {
            callbacks.Settings.Rank = World.Rank;
        }

        failure = new OperationCanceledException("The predictions were abandoned before their end.");
        try
        {
            // Reading begins before the model is made ready: both take their time.
            using var reader = new BatchReader(source, input, Options.Batch, turns, cancellation);
            using var writer = Watch(callbacks, () => Start(pictures, wish, turns, callbacks));
            using var batches = reader.Batches().GetEnumerator();
            while (Watch(callbacks, () => Advance(batches, turns, callbacks, writer)))
            {
                foreach (var result in Results)
                {
                    yield return result;
                }
            }

            _ = Watch(callbacks, () => Finish(writer));
            failure = null;
        }
        finally
        {
            // Also when the caller stops asking half-way.
            engine?.Dispose();
            engine = null;
            directory?.Dispose();
            if (failure is not null)
            {
                World.Fail(failure);
            }

            callbacks.RaiseEnd(this, failure, Events.OnPredictEnd);
        }
    }

    /// <summary>As <see cref="Run(PictureSource, CancellationToken)"/>, without blocking the caller: everything runs on a thread of its own, which waits while no result is asked for.</summary>
    /// <param name="pictures">The source.</param>
    /// <param name="cancellation">Ends the run at once.</param>
    [Pure]
    public async IAsyncEnumerable<Result> RunAsync(PictureSource pictures, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var thread = new EnumerationThread<Result>(Run(pictures, cancellation));
        await using (thread.ConfigureAwait(false))
        {
            while (await thread.MoveNextAsync().ConfigureAwait(false))
            {
                yield return thread.Current;
            }
        }
    }

    /// <summary>Throws if something could not be read.</summary>
    /// <exception cref="SourceException">How much, and what is wrong with the first.</exception>
    internal void ThrowFailures()
    {
        if (failures is [var first, ..])
        {
            throw new SourceException(FormattableString.Invariant($"{failures.Count} of {failures.Count + Seen} pictures could not be read; the first is {first.Path}: {first.Reason}"));
        }
    }

    // Between two results nothing is caught: a caller that gives up is no failure.
    private T Watch<T>(CallbackRegistry callbacks, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception error)
        {
            failure = error;
            World.Fail(error);
            callbacks.RaiseException(this, error);
            throw;
        }
    }

    private PredictionWriter? Start(PictureSource whole, InferenceWish wish, ProcessorTurns turns, CallbackRegistry callbacks)
    {
        Model.Log.Warn(Warnings);
        engine = Model.BeginInference(wish);
        directory = Options.WritesFiles && World.IsFirst ? RunDirectory.Create(Model.Task, Options.Project, Options.Name, Options.ExistOk) : null;
        directory?.RequireNothingLost(whole.Files, Options.Save || Options.SaveFrames || Options.SaveCrop, Options.SaveTxt);
        SaveDirectory = ranks.Meet(whole, directory?.Root);
        trackers = trackerSettings is null ? null : Model.TrackersFor(trackerSettings, tracking!.Persist);
        callbacks.Raise(Events.OnPredictStart, this);
        return SaveDirectory is null ? null : new PredictionWriter(SaveDirectory, Options, turns, World, share!.Before);
    }

    private bool Advance(IEnumerator<PreparedBatch> batches, ProcessorTurns turns, CallbackRegistry callbacks, PredictionWriter? writer)
    {
        World.ThrowIfAnyFailed();
        if (Control.StopRequested || !batches.MoveNext())
        {
            return false;
        }

        PredictBatch(batches.Current, turns, callbacks, writer);
        return true;
    }

    // A run in which nothing could be read leaves nothing behind.
    private bool Finish(PredictionWriter? writer)
    {
        (failures, Seen, TotalSpeed) = ranks.Unite(failures, Seen, TotalSpeed);
        if (Seen == 0 && failures.Count > 0)
        {
            directory?.Withdraw();
            SaveDirectory = null;
        }
        else
        {
            writer?.Finish(this);
        }

        return true;
    }

    // One dispose scope: no tensor of a batch outlives it.
    private void PredictBatch(PreparedBatch prepared, ProcessorTurns turns, CallbackRegistry callbacks, PredictionWriter? writer)
    {
        using var scope = TensorScope.Open();
        using var mode = engine!.BeginBatch();
        failures.AddRange(prepared.Failures);
        LogDamage(prepared);
        Results = [];
        var watch = Stopwatch.StartNew();
        using var pixels = Take(prepared);
        if (pixels is null)
        {
            return;
        }

        BatchIndex++;
        batch = new PredictBatch(prepared.Paths, prepared.Images, pixels) { Frames = prepared.Frames };
        callbacks.Raise(Events.OnPredictBatchStart, this);
        if (Control.TakeSkipBatch())
        {
            return;
        }

        ModelAnswer answer;
        TimeSpan preprocessed, inferred;
        using (turns.Network())
        {
            preprocessed = watch.Elapsed;
            answer = engine.Run(batch.Pixels);
            inferred = watch.Elapsed;
        }

        IReadOnlyList<IReadOnlyList<float[]>>? appearances;
        using (answer)
        {
            Results = postprocessor.Run(answer, batch);
            appearances = answer.Appearances is { } seen ? [.. Results.Select((result, i) => ObjectAppearances.Of(result, seen[i], seen.Shape[2]))] : null;
        }

        RecordSpeed(prepared.Duration + preprocessed, inferred - preprocessed, watch.Elapsed - inferred);
        trackers?.Follow(Results, appearances, tracking!.Trail);
        callbacks.Raise(Events.OnPredictPostprocessEnd, this);
        Write(writer, waits: callbacks.HasCallbacks(Events.OnPredictBatchEnd));
        callbacks.Raise(Events.OnPredictBatchEnd, this);
    }

    private void LogDamage(PreparedBatch prepared)
    {
        foreach (var unread in prepared.Failures)
        {
            Model.Log.Logger.PictureUnread(unread.Path, unread.Reason);
        }

        foreach (var (image, path) in prepared.Images.Zip(prepared.Paths).Where(picture => picture.First.IsIncomplete))
        {
            Model.Log.Logger.PictureIncomplete(path);
        }
    }

    private NetworkInput? Take(PreparedBatch prepared) =>
        prepared.Tensor is { } tensor ? engine!.Take(tensor)
        : prepared.Input is { } pixels ? engine!.Take(pixels)
        : null;

    // Whoever listens to the batch's end finds its files; otherwise they are written while the next batch is predicted.
    private void Write(PredictionWriter? writer, bool waits)
    {
        if (writer is null)
        {
            return;
        }

        foreach (var result in Results)
        {
            writer.Write(result);
        }

        if (waits)
        {
            writer.Flush();
        }
    }

    private void RecordSpeed(TimeSpan preprocess, TimeSpan inference, TimeSpan postprocess)
    {
        var spent = new Speed(preprocess.TotalMilliseconds, inference.TotalMilliseconds, postprocess.TotalMilliseconds);
        foreach (var result in Results)
        {
            result.Speed = spent / Results.Count;
        }

        Seen += Results.Count;
        TotalSpeed += spent;
    }
}
