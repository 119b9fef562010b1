namespace Yolo.Callbacks;

/// <summary>A training run as callbacks see it. The engine's Trainer implements it; <see cref="LoopContext"/> does so for hand-written loops.</summary>
public interface ITrainingContext : IRunContext
{
    /// <summary>The current epoch, from 0.</summary>
    int Epoch { get; }

    /// <summary>Epochs of the whole run.</summary>
    int Epochs { get; }

    /// <summary>The current batch of the epoch, from 0; −1 before the first.</summary>
    int BatchIndex { get; }

    /// <summary>Batches of an epoch; 0 while unknown.</summary>
    int BatchesPerEpoch { get; }

    /// <summary>Images of a batch.</summary>
    int BatchSize { get; }

    /// <summary>Images of the current batch, those of all ranks together: the last batch of an epoch may be smaller. 0 before the first.</summary>
    int ImagesInBatch { get; }

    /// <summary>Batches trained since the run began, over all epochs; the current one counts from its <c>on_train_batch_start</c> on.</summary>
    long GlobalStep { get; }

    /// <summary>Column names of the loss items, for instance <c>train/box_loss</c>.</summary>
    IReadOnlyList<string> LossNames { get; }

    /// <summary>Loss items of the last batch, in the order of <see cref="LossNames"/>; empty before the first. The first read after a batch waits for the device.</summary>
    ReadOnlySpan<float> LossValues { get; }

    /// <summary>Running means of the loss items over the epoch so far; empty before the first batch.</summary>
    ReadOnlySpan<float> MeanLossValues { get; }

    /// <summary>Learning rates of the parameter groups; empty before the optimizer exists.</summary>
    IReadOnlyList<double> LearningRates { get; }

    /// <summary>Momenta of the parameter groups; empty when the optimizer has none.</summary>
    IReadOnlyList<double> Momenta { get; }

    /// <summary>Batches whose gradients are added up before the weights change; 1 when they change at every batch.</summary>
    int Accumulate { get; }

    /// <summary>Changes lastingly how many batches are added up before the weights change, from the next batch on.</summary>
    AccumulationControl AccumulationControl { get; }

    /// <summary>Changes learning rates lastingly: what is set here wins over the schedule and over warm-up from the next batch on.</summary>
    LearningRateControl LearningRateControl { get; }

    /// <summary>Metrics and validation losses of the last validation, by column name, empty before the first; and what callbacks added to the epoch with <see cref="Record"/>.</summary>
    IReadOnlyDictionary<string, double> Metrics { get; }

    /// <summary>The epoch's fitness; null before the first validation. Replaced in <c>on_metrics_ready</c>, it decides which model is best.</summary>
    double? Fitness { get; set; }

    /// <summary>The best fitness of the epochs so far; null before the first.</summary>
    double? BestFitness { get; }

    /// <summary>Whether the final validation of the best weights is under way or just over; marks the second <c>on_fit_epoch_end</c>.</summary>
    bool IsFinalEvaluation { get; }

    /// <summary>Bytes of the GPU's memory that all programs have taken at this moment; null on the processor, and where no driver says it.</summary>
    long? DeviceMemoryUsed { get; }

    /// <summary>The model's weights; null before the model exists.</summary>
    IWeights? Weights { get; }

    /// <summary>
    /// Ends the training early, and well: from the next epoch on images are not mixed any more (mosaic and its kin), and after as many epochs as
    /// <c>close_mosaic</c> says it is over; with <c>close_mosaic=0</c> after the current one. Asked again, nothing changes.
    /// </summary>
    /// <param name="reason">Shown in the run's report.</param>
    void FinishWithoutMosaic(string? reason = null);

    /// <summary>Whether anything of some layers was frozen when the run began, whether or not it learns again by now.</summary>
    /// <param name="layers">The layers, as the setting <c>freeze</c> names them; none for all.</param>
    /// <exception cref="ArgumentException">There is no such layer.</exception>
    bool WasFrozen(IReadOnlyList<string> layers);

    /// <summary>Lets frozen layers learn again, from the next step on.</summary>
    /// <param name="layers">As for <see cref="WasFrozen"/>.</param>
    /// <exception cref="ArgumentException">There is no such layer.</exception>
    void Unfreeze(IReadOnlyList<string> layers);

    /// <summary>
    /// Adds a number of one's own to the epoch at hand, which reaches <see cref="Metrics"/>, the logs, loggers and the table of results like those of the run. What a
    /// hook writes into the logs of <see cref="Callback.OnEpochEnd"/> does so by itself.
    /// </summary>
    /// <param name="name">Its column. One that the last validation filled is corrected.</param>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentException">The run has another figure of that name, or the name cannot be that of a column.</exception>
    void Record(string name, double value);

    /// <summary>Whether the run fills a column by itself, such as the epoch, losses and learning rates: nobody else's number belongs there.</summary>
    /// <param name="column">Its name.</param>
    bool FillsItself(string column);

    /// <summary>Writes a checkpoint; to a temporary name first, so that a crash leaves the old file whole. Of one written in the middle of an epoch, the engine goes on with the next batch; loops of one's own may repeat the epoch.</summary>
    /// <param name="path">The file; its directory is created.</param>
    /// <param name="weightsOnly">True leaves out optimizer, EMA, epoch and the state of callbacks, so that training cannot resume from it.</param>
    void SaveCheckpoint(string path, bool weightsOnly);

    /// <summary>Copies at once what <see cref="SaveCheckpoint"/> would write, so that it can be written while the training goes on.</summary>
    /// <param name="path">The file; its directory is created.</param>
    /// <param name="weightsOnly">As for <see cref="SaveCheckpoint"/>.</param>
    /// <returns>Writes the file, once, on any thread; it holds the copy until then.</returns>
    Action CaptureCheckpoint(string path, bool weightsOnly);

    /// <summary>
    /// Restores weights, optimizer, EMA, epoch and the state of callbacks from a full checkpoint. Takes effect when called in
    /// <c>on_train_start</c> (Keras style: <see cref="Callback.OnTrainBegin"/>): the first epoch is then the one after the saved one.
    /// </summary>
    /// <param name="path">A file that <see cref="SaveCheckpoint"/> wrote with <c>weightsOnly: false</c>.</param>
    /// <exception cref="InvalidDataException">The file is no such checkpoint, or of another training.</exception>
    void RestoreCheckpoint(string path);
}
