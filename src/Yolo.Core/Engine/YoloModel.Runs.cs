// [Pure] says that a call whose outcome is thrown away has done nothing; without this symbol the compiler leaves it out.
#define CONTRACTS_FULL
using System.Diagnostics.Contracts;
using System.Runtime.CompilerServices;
using Yolo.Callbacks;
using Yolo.Engine.Benchmarking;
using Yolo.Engine.Exporting;
using Yolo.Engine.Logging;
using Yolo.Engine.Prediction;
using Yolo.Engine.Tracking;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Export;
using Yolo.Results;
using Yolo.Sources;

namespace Yolo.Engine;

/// <content>What is done with a model: predict, track, validate, train, export, benchmark.</content>
public sealed partial class YoloModel
{
    /// <summary>Finds objects in pictures, lazily: the network runs when a result is asked for, a few pictures are read ahead. A call whose outcome nobody enumerates does nothing, which analyzers hint at (CA1806); <see cref="PredictAll(string, PredictOptions?, IEnumerable{Callback}?, CancellationToken)"/> does all at once.</summary>
    /// <param name="source">What <see cref="PictureSource.Parse"/> understands: a picture, video, folder, pattern, list, address, stream, camera's number.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="callbacks">Callbacks for this call alone; delegates are written <see cref="Callback.At{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>.</param>
    /// <param name="cancellation">Ends the run at once, also while it waits for a picture.</param>
    /// <returns>One result for each picture or frame, in order.</returns>
    /// <exception cref="SourceException">Nothing is there; or, after all results, something could not be read.</exception>
    [Pure]
    public IEnumerable<Result> Predict(string source, PredictOptions? options = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default) =>
        Predict(PictureSource.Parse(Alive(source), options?.Reading), options, callbacks, cancellation);

    /// <summary>Finds objects in files, lazily.</summary>
    /// <param name="paths">Pictures, videos, http(s) addresses.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="callbacks">Callbacks for this call alone; delegates are written <see cref="Callback.At{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>.</param>
    /// <param name="cancellation">Ends the run at once.</param>
    /// <returns>One result for each picture or frame that can be read, in order.</returns>
    /// <exception cref="SourceException">After all results: something could not be read.</exception>
    [Pure]
    public IEnumerable<Result> Predict(IEnumerable<string> paths, PredictOptions? options = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default) =>
        Predict(PictureSource.FromFiles(paths, options?.Reading), options, callbacks, cancellation);

    /// <summary>Finds objects in what a source gives, lazily. Images, bytes, streams and tensors become a source by themselves.</summary>
    /// <param name="source">The source.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="callbacks">Callbacks for this call alone; delegates are written <see cref="Callback.At{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>.</param>
    /// <param name="cancellation">Ends the run at once, also while it waits for a picture.</param>
    /// <returns>One result for each picture or frame that can be read, in order.</returns>
    /// <exception cref="SourceException">After all results: something could not be read.</exception>
    [Pure]
    public IEnumerable<Result> Predict(PictureSource source, PredictOptions? options = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default)
    {
        using var scope = Callbacks.CreateScope(callbacks);
        var predictor = new Predictor(this, options ?? new PredictOptions()) { Callbacks = scope };
        foreach (var result in predictor.Run(source, cancellation))
        {
            yield return result;
        }

        predictor.ThrowFailures();
    }

    /// <summary>Finds objects in pictures, and returns when it is done with all of them. For endless sources, and where not all pictures fit into memory, there is <see cref="Predict(string, PredictOptions?, IEnumerable{Callback}?, CancellationToken)"/>.</summary>
    /// <param name="source">What <see cref="PictureSource.Parse"/> understands: a picture, video, folder, pattern, list, address.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="callbacks">Callbacks for this call alone; delegates are written <see cref="Callback.At{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>.</param>
    /// <param name="cancellation">Ends the run at once, also while it waits for a picture.</param>
    /// <returns>One result for each picture or frame, in order.</returns>
    /// <exception cref="SourceException">Nothing is there, or something could not be read; <c>Predict</c> gives the results of the others before it says so.</exception>
    public IReadOnlyList<Result> PredictAll(string source, PredictOptions? options = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default) =>
        [.. Predict(source, options, callbacks, cancellation)];

    /// <summary>As the other overload, for files.</summary>
    /// <param name="paths">Pictures, videos, http(s) addresses.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="callbacks">Callbacks for this call alone; delegates are written <see cref="Callback.At{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>.</param>
    /// <param name="cancellation">Ends the run at once, also while it waits for a picture.</param>
    /// <returns>One result for each picture or frame, in order.</returns>
    /// <exception cref="SourceException">Something could not be read.</exception>
    public IReadOnlyList<Result> PredictAll(IEnumerable<string> paths, PredictOptions? options = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default) =>
        [.. Predict(paths, options, callbacks, cancellation)];

    /// <summary>As the other overload, for what a source gives: images, bytes, streams and tensors become one by themselves.</summary>
    /// <param name="source">The source.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="callbacks">Callbacks for this call alone; delegates are written <see cref="Callback.At{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>.</param>
    /// <param name="cancellation">Ends the run at once, also while it waits for a picture.</param>
    /// <returns>One result for each picture or frame, in order.</returns>
    /// <exception cref="SourceException">Something could not be read.</exception>
    public IReadOnlyList<Result> PredictAll(PictureSource source, PredictOptions? options = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default) =>
        [.. Predict(source, options, callbacks, cancellation)];

    /// <summary>As <see cref="Predict(string, PredictOptions?, IEnumerable{Callback}?, CancellationToken)"/>, without blocking the caller.</summary>
    /// <inheritdoc cref="Predict(string, PredictOptions?, IEnumerable{Callback}?, CancellationToken)"/>
    [Pure]
    public IAsyncEnumerable<Result> PredictAsync(string source, PredictOptions? options = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default) =>
        PredictAsync(PictureSource.Parse(Alive(source), options?.Reading), options, callbacks, cancellation);

    /// <summary>As <see cref="Predict(IEnumerable{string}, PredictOptions?, IEnumerable{Callback}?, CancellationToken)"/>, without blocking the caller.</summary>
    /// <inheritdoc cref="Predict(IEnumerable{string}, PredictOptions?, IEnumerable{Callback}?, CancellationToken)"/>
    [Pure]
    public IAsyncEnumerable<Result> PredictAsync(IEnumerable<string> paths, PredictOptions? options = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default) =>
        PredictAsync(PictureSource.FromFiles(paths, options?.Reading), options, callbacks, cancellation);

    /// <summary>As <see cref="Predict(PictureSource, PredictOptions?, IEnumerable{Callback}?, CancellationToken)"/>, without blocking the caller.</summary>
    /// <param name="source">The source.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="callbacks">Callbacks for this call alone; delegates are written <see cref="Callback.At{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>.</param>
    /// <param name="cancellation">Ends the run at once.</param>
    [Pure]
    public async IAsyncEnumerable<Result> PredictAsync(PictureSource source, PredictOptions? options = null, IEnumerable<Callback>? callbacks = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var scope = Callbacks.CreateScope(callbacks);
        var predictor = new Predictor(this, options ?? new PredictOptions()) { Callbacks = scope };
        await foreach (var result in predictor.RunAsync(source, cancellation).ConfigureAwait(false))
        {
            yield return result;
        }

        predictor.ThrowFailures();
    }

    /// <summary>Finds objects in a video, stream or series of pictures and follows them, lazily: as prediction, with the number of its track at each object.</summary>
    /// <param name="source">What <see cref="PictureSource.Parse"/> understands: a video, stream, camera's number, folder, pattern, list.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="callbacks">Callbacks for this call alone; delegates are written <see cref="Callback.At{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>.</param>
    /// <param name="cancellation">Ends the run at once, also while it waits for a frame.</param>
    /// <returns>One result for each frame or picture, in order.</returns>
    /// <exception cref="SourceException">Nothing is there; or, after all results, something could not be read.</exception>
    /// <exception cref="NotSupportedException">The model classifies whole pictures.</exception>
    /// <exception cref="Settings.SettingException">The tracker's file is missing or wrong.</exception>
    [Pure]
    public IEnumerable<Result> Track(string source, TrackOptions? options = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default) =>
        Track(PictureSource.Parse(Alive(source), options?.Reading), options, callbacks, cancellation);

    /// <summary>As the other overload, for what a source gives: images, bytes and tensors become one by themselves. Frames that are handed over one by one need <see cref="TrackOptions.Persist"/>.</summary>
    /// <inheritdoc cref="Track(string, TrackOptions?, IEnumerable{Callback}?, CancellationToken)"/>
    [Pure]
    public IEnumerable<Result> Track(PictureSource source, TrackOptions? options = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default) =>
        Predict(source, options ?? new TrackOptions(), callbacks, cancellation);

    /// <summary>As <see cref="Track(string, TrackOptions?, IEnumerable{Callback}?, CancellationToken)"/>, without blocking the caller.</summary>
    /// <inheritdoc cref="Track(string, TrackOptions?, IEnumerable{Callback}?, CancellationToken)"/>
    [Pure]
    public IAsyncEnumerable<Result> TrackAsync(string source, TrackOptions? options = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default) =>
        TrackAsync(PictureSource.Parse(Alive(source), options?.Reading), options, callbacks, cancellation);

    /// <summary>As <see cref="Track(PictureSource, TrackOptions?, IEnumerable{Callback}?, CancellationToken)"/>, without blocking the caller.</summary>
    /// <inheritdoc cref="Track(string, TrackOptions?, IEnumerable{Callback}?, CancellationToken)"/>
    [Pure]
    public IAsyncEnumerable<Result> TrackAsync(PictureSource source, TrackOptions? options = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default) =>
        PredictAsync(source, options ?? new TrackOptions(), callbacks, cancellation);

    /// <summary>Judges the model by the labels of a data set.</summary>
    /// <param name="options">The settings; null for the defaults, with the data set that the model was trained on.</param>
    /// <param name="callbacks">Callbacks for this call alone; delegates are written <see cref="Callback.At{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>.</param>
    /// <param name="cancellation">Ends the run before the next batch.</param>
    /// <returns>Precision, recall and average precision, over all and of each class; the confusion matrix; times.</returns>
    /// <exception cref="Data.DatasetException">The data set is faulty, or not one for this model.</exception>
    /// <exception cref="Settings.SettingException">No data set is named, neither by the options nor by the checkpoint.</exception>
    /// <exception cref="NotSupportedException">The model's task is not detection.</exception>
    public ValidationReport Validate(ValidateOptions? options = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default)
    {
        using var scope = Callbacks.CreateScope(callbacks);
        return new Validator(this, options ?? new ValidateOptions()) { Callbacks = scope }.Run(cancellation);
    }

    /// <summary>Trains on the pictures of a data set. When it is over, the model has the best weights.</summary>
    /// <param name="options">The settings; null for the defaults, with the data set that the model was trained on.</param>
    /// <param name="callbacks">Callbacks for this call alone; delegates are written <see cref="Callback.At{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>.</param>
    /// <param name="cancellation">Interrupts the training after the step at hand; <c>last.pt</c> then goes on with <see cref="TrainOptions.Resume"/>.</param>
    /// <returns>Where the weights are, and how good they are.</returns>
    /// <exception cref="Data.DatasetException">The data set is faulty.</exception>
    /// <exception cref="Settings.SettingException">No data set is named, or a setting cannot be honoured.</exception>
    /// <exception cref="TrainingException">The loss is not a number any more, and going back to the last checkpoint did not help.</exception>
    /// <exception cref="NotSupportedException">The model's task is not detection.</exception>
    /// <exception cref="OperationCanceledException">The training was interrupted.</exception>
    public TrainReport Train(TrainOptions? options = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default)
    {
        options ??= new TrainOptions();

        // Until the scope's asynchronous callbacks are done.
        using var saying = options.Logger is { } own ? LogTo(new RunLog(own)) : null;
        using var scope = Callbacks.CreateScope(callbacks);
        return new Trainer(this, options) { Callbacks = scope }.Train(cancellation);
    }

    /// <summary>Writes the model in the format of another runtime: ONNX. The model itself does not change.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="callbacks">Callbacks for this call alone; delegates are written <see cref="Callback.At{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>.</param>
    /// <param name="cancellation">Ends the export before the file is written.</param>
    /// <returns>The written file.</returns>
    /// <exception cref="ExportException">A layer has no form in the format, or the settings do not fit the model.</exception>
    /// <exception cref="OperationCanceledException">The export was cancelled, or a callback stopped it.</exception>
    public string Export(ExportOptions? options = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default) =>
        RunExport(options, callbacks, progress: null, cancellation);

    /// <summary>Compares the forms of the model: the checkpoint itself and what it can be exported to, each validated on the same data.</summary>
    /// <param name="options">The settings; null for the defaults, with the data set that the model was trained on.</param>
    /// <param name="callbacks">Callbacks for this call alone, which see the exports and validations; delegates are written <see cref="Callback.At{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>.</param>
    /// <param name="cancellation">Ends the run before the next batch.</param>
    /// <returns>Size, metric and time of each form.</returns>
    /// <exception cref="Data.DatasetException">The data set is faulty, or not one for this model.</exception>
    /// <exception cref="Settings.SettingException">No data set is named, or a setting is out of its range.</exception>
    /// <exception cref="BenchmarkException">A form failed and the run is strict, or a metric is not above the floor.</exception>
    public BenchmarkReport Benchmark(BenchmarkOptions? options = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default)
    {
        using var scope = Callbacks.CreateScope(callbacks);
        return new Benchmarking.Benchmark(this, options ?? new BenchmarkOptions()) { Callbacks = scope }.Run(cancellation);
    }

    private string RunExport(ExportOptions? options, IEnumerable<Callback>? callbacks, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using var scope = Callbacks.CreateScope(callbacks);
        return new Exporter(this, options ?? new ExportOptions()) { Callbacks = scope, Progress = progress }.Run(cancellation);
    }
}
