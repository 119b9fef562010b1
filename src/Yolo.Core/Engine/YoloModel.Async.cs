using Yolo.Callbacks;
using Yolo.Data;
using Yolo.Engine.Exporting;
using Yolo.Engine.Prediction;
using Yolo.Engine.Settings;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Export;
using Yolo.Results;
using Yolo.Sources;

namespace Yolo.Engine;

/// <content>
/// What is done with a model while the caller goes on: each run has a thread of its own, on which its callbacks are called; its outcome, its exception or its
/// cancellation arrives in the task.
/// </content>
public sealed partial class YoloModel
{
    /// <summary>As <see cref="Train"/>, without blocking the caller. The model is for the training alone until the task is over.</summary>
    /// <param name="options">The settings; null for the defaults, with the data set that the model was trained on.</param>
    /// <param name="progress">
    /// Told after each batch and each epoch, on the training's thread; <see cref="Progress{T}"/> hands it on to the thread that made it. What it throws is a
    /// warning, and the training goes on. Null for nobody.
    /// </param>
    /// <param name="callbacks">Callbacks for this call alone; delegates are written <see cref="Callback.At{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>.</param>
    /// <param name="cancellation">Interrupts the training after the step at hand; <c>last.pt</c> then goes on with <see cref="TrainOptions.Resume"/>.</param>
    /// <returns>Where the weights are, and how good they are.</returns>
    /// <exception cref="DatasetException">The data set is faulty.</exception>
    /// <exception cref="SettingException">No data set is named, or a setting cannot be honoured.</exception>
    /// <exception cref="TrainingException">The loss is not a number any more, and going back to the last checkpoint did not help.</exception>
    /// <exception cref="InvalidOperationException">The model is being used.</exception>
    /// <exception cref="OperationCanceledException">The training was interrupted.</exception>
    public Task<TrainReport> TrainAsync(
        TrainOptions? options = null, IProgress<RunProgress>? progress = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default) =>
        OwnThread.Run("trains", () => Train(options, Watching(callbacks, progress), cancellation), cancellation);

    /// <summary>As <see cref="Validate"/>, without blocking the caller.</summary>
    /// <param name="options">The settings; null for the defaults, with the data set that the model was trained on.</param>
    /// <param name="progress">Told after each batch and at the end, on the validation's thread; what it throws is a warning. Null for nobody.</param>
    /// <param name="callbacks">Callbacks for this call alone; delegates are written <see cref="Callback.At{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>.</param>
    /// <param name="cancellation">Ends the run before the next batch.</param>
    /// <returns>Precision, recall and average precision, over all and of each class; the confusion matrix; times.</returns>
    /// <exception cref="DatasetException">The data set is faulty, or not one for this model.</exception>
    /// <exception cref="SettingException">No data set is named, neither by the options nor by the checkpoint.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public Task<ValidationReport> ValidateAsync(
        ValidateOptions? options = null, IProgress<RunProgress>? progress = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default) =>
        OwnThread.Run("validates", () => Validate(options, Watching(callbacks, progress), cancellation), cancellation);

    /// <summary>As <see cref="Export"/>, without blocking the caller.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="progress">Told which stage begins, on the export's thread; what it throws is a warning. Null for nobody.</param>
    /// <param name="callbacks">Callbacks for this call alone; delegates are written <see cref="Callback.At{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>.</param>
    /// <param name="cancellation">Ends the export before the file is written.</param>
    /// <returns>The written file.</returns>
    /// <exception cref="ExportException">A layer has no form in the format, or the settings do not fit the model.</exception>
    /// <exception cref="OperationCanceledException">The export was cancelled, or a callback stopped it.</exception>
    public Task<string> ExportAsync(
        ExportOptions? options = null, IProgress<WorkProgress>? progress = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default) =>
        OwnThread.Run("exports", () => RunExport(options, callbacks, progress, cancellation), cancellation);

    /// <summary>As <see cref="PredictAll(string, PredictOptions?, IEnumerable{Callback}?, CancellationToken)"/>, without blocking the caller.</summary>
    /// <param name="source">What <see cref="PictureSource.Parse"/> understands: a picture, video, folder, pattern, list, address.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="progress">Told after each batch, on the prediction's thread; what it throws is a warning. Null for nobody.</param>
    /// <param name="callbacks">Callbacks for this call alone; delegates are written <see cref="Callback.At{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>.</param>
    /// <param name="cancellation">Ends the run at once.</param>
    /// <returns>One result for each picture or frame, in order.</returns>
    /// <exception cref="SourceException">Something could not be read.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public Task<IReadOnlyList<Result>> PredictAllAsync(
        string source, PredictOptions? options = null, IProgress<RunProgress>? progress = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default) =>
        OwnThread.Run("predicts", () => PredictAll(source, options, Watching(callbacks, progress), cancellation), cancellation);

    /// <summary>As <see cref="PredictAll(IEnumerable{string}, PredictOptions?, IEnumerable{Callback}?, CancellationToken)"/>, without blocking the caller.</summary>
    /// <param name="paths">Pictures, videos, http(s) addresses.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="progress">Told after each batch, on the prediction's thread; what it throws is a warning. Null for nobody.</param>
    /// <param name="callbacks">Callbacks for this call alone; delegates are written <see cref="Callback.At{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>.</param>
    /// <param name="cancellation">Ends the run at once.</param>
    /// <returns>One result for each picture or frame, in order.</returns>
    /// <exception cref="SourceException">Something could not be read.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public Task<IReadOnlyList<Result>> PredictAllAsync(
        IEnumerable<string> paths, PredictOptions? options = null, IProgress<RunProgress>? progress = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default) =>
        OwnThread.Run("predicts", () => PredictAll(paths, options, Watching(callbacks, progress), cancellation), cancellation);

    /// <summary>As <see cref="PredictAll(PictureSource, PredictOptions?, IEnumerable{Callback}?, CancellationToken)"/>, without blocking the caller. Images, bytes, streams and tensors become a source by themselves.</summary>
    /// <param name="source">The source.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="progress">Told after each batch, on the prediction's thread; what it throws is a warning. Null for nobody.</param>
    /// <param name="callbacks">Callbacks for this call alone; delegates are written <see cref="Callback.At{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>.</param>
    /// <param name="cancellation">Ends the run at once.</param>
    /// <returns>One result for each picture or frame, in order.</returns>
    /// <exception cref="SourceException">Something could not be read.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public Task<IReadOnlyList<Result>> PredictAllAsync(
        PictureSource source, PredictOptions? options = null, IProgress<RunProgress>? progress = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default) =>
        OwnThread.Run("predicts", () => PredictAll(source, options, Watching(callbacks, progress), cancellation), cancellation);

    private static IEnumerable<Callback>? Watching(IEnumerable<Callback>? callbacks, IProgress<RunProgress>? progress) =>
        progress is null ? callbacks : [.. callbacks ?? [], CallbackAdapters.Reporting(progress)];
}
