namespace Yolo.Callbacks;

/// <summary>The events that the engine raises, in the order in which they first fire. The strings and these constants are interchangeable.</summary>
public static class Events
{
    /// <summary><c>on_pretrain_routine_start</c>: before data and model exist; settings and run directory are known.</summary>
    public static CallbackEvent OnPretrainRoutineStart { get; } =
        new("on_pretrain_routine_start", ReceiverKind.Trainer, 0, "before data and model exist; settings and run directory are known");

    /// <summary><c>on_pretrain_routine_end</c>: set-up is done: model, EMA, optimizer, loaders and validator are ready.</summary>
    public static CallbackEvent OnPretrainRoutineEnd { get; } =
        new("on_pretrain_routine_end", ReceiverKind.Trainer, 1, "set-up is done: model, EMA, optimizer, loaders and validator are ready");

    /// <summary><c>on_train_start</c>: just before the first epoch.</summary>
    public static CallbackEvent OnTrainStart { get; } =
        new("on_train_start", ReceiverKind.Trainer, 2, "just before the first epoch");

    /// <summary><c>on_train_epoch_start</c>: first thing of an epoch.</summary>
    public static CallbackEvent OnTrainEpochStart { get; } =
        new("on_train_epoch_start", ReceiverKind.Trainer, 3, "first thing of an epoch");

    /// <summary><c>on_train_batch_start</c>: the batch is fetched; before warm-up adjusts rates and before the forward pass.</summary>
    public static CallbackEvent OnTrainBatchStart { get; } =
        new("on_train_batch_start", ReceiverKind.Trainer, 4, "the batch is fetched; before warm-up adjusts rates and before the forward pass", EventTraits.PerBatch);

    /// <summary><c>optimizer_step</c>: at each optimizer step; not at each batch when gradients are accumulated.</summary>
    public static CallbackEvent OptimizerStep { get; } =
        new("optimizer_step", ReceiverKind.Trainer, 5, "at each optimizer step; not at each batch when gradients are accumulated", EventTraits.PerBatch);

    /// <summary><c>on_before_zero_grad</c>: after the optimizer's step, before the gradients are zeroed.</summary>
    public static CallbackEvent OnBeforeZeroGrad { get; } =
        new("on_before_zero_grad", ReceiverKind.Trainer, 6, "after the optimizer's step, before the gradients are zeroed", EventTraits.PerBatch);

    /// <summary><c>on_params_update</c>: after the EMA took the new parameters.</summary>
    public static CallbackEvent OnParamsUpdate { get; } =
        new("on_params_update", ReceiverKind.Trainer, 7, "after the EMA took the new parameters", EventTraits.PerBatch);

    /// <summary><c>on_batch_end</c>: immediately before on_train_batch_end.</summary>
    public static CallbackEvent OnBatchEnd { get; } =
        new("on_batch_end", ReceiverKind.Trainer, 8, "immediately before on_train_batch_end", EventTraits.PerBatch);

    /// <summary><c>on_train_batch_end</c>: the losses of this batch and the running means are set.</summary>
    public static CallbackEvent OnTrainBatchEnd { get; } =
        new("on_train_batch_end", ReceiverKind.Trainer, 9, "the losses of this batch and the running means are set", EventTraits.PerBatch);

    /// <summary><c>on_train_epoch_end</c>: all batches of the epoch are done; before validation.</summary>
    public static CallbackEvent OnTrainEpochEnd { get; } =
        new("on_train_epoch_end", ReceiverKind.Trainer, 10, "all batches of the epoch are done; before validation");

    /// <summary><c>on_val_start</c>: before the first batch of a validation, standalone or inside training.</summary>
    public static CallbackEvent OnValStart { get; } =
        new("on_val_start", ReceiverKind.Validator, 11, "before the first batch of a validation, standalone or inside training");

    /// <summary><c>on_val_batch_start</c>: a validation batch is fetched.</summary>
    public static CallbackEvent OnValBatchStart { get; } =
        new("on_val_batch_start", ReceiverKind.Validator, 12, "a validation batch is fetched", EventTraits.PerBatch);

    /// <summary><c>on_val_postprocess_end</c>: the predictions of a validation batch exist; before the metrics see them.</summary>
    public static CallbackEvent OnValPostprocessEnd { get; } =
        new("on_val_postprocess_end", ReceiverKind.Validator, 13, "the predictions of a validation batch exist; before the metrics see them", EventTraits.PerBatch);

    /// <summary><c>on_val_batch_end</c>: a validation batch is counted.</summary>
    public static CallbackEvent OnValBatchEnd { get; } =
        new("on_val_batch_end", ReceiverKind.Validator, 14, "a validation batch is counted", EventTraits.PerBatch);

    /// <summary><c>on_val_end</c>: the validation is over; its metrics are known.</summary>
    public static CallbackEvent OnValEnd { get; } =
        new("on_val_end", ReceiverKind.Validator, 15, "the validation is over; its metrics are known", EventTraits.End);

    /// <summary><c>on_metrics_ready</c>: metrics and fitness of the epoch are known; fitness can be replaced before the best model is chosen.</summary>
    public static CallbackEvent OnMetricsReady { get; } =
        new("on_metrics_ready", ReceiverKind.Trainer, 16, "metrics and fitness of the epoch are known; fitness can be replaced before the best model is chosen");

    /// <summary><c>on_best</c>: this epoch has the best fitness so far; before it is saved.</summary>
    public static CallbackEvent OnBest { get; } =
        new("on_best", ReceiverKind.Trainer, 17, "this epoch has the best fitness so far; before it is saved");

    /// <summary><c>on_model_save</c>: after last, best and periodic weights are on disk.</summary>
    public static CallbackEvent OnModelSave { get; } =
        new("on_model_save", ReceiverKind.Trainer, 18, "after last, best and periodic weights are on disk");

    /// <summary><c>on_fit_epoch_end</c>: the epoch is over, training and validation; fires once more after the final validation.</summary>
    public static CallbackEvent OnFitEpochEnd { get; } =
        new("on_fit_epoch_end", ReceiverKind.Trainer, 19, "the epoch is over, training and validation; fires once more after the final validation");

    /// <summary><c>on_nan_recovery</c>: a corrupted epoch is about to be repeated from the last checkpoint.</summary>
    public static CallbackEvent OnNanRecovery { get; } =
        new("on_nan_recovery", ReceiverKind.Trainer, 20, "a corrupted epoch is about to be repeated from the last checkpoint");

    /// <summary><c>on_final_eval_start</c>: before the best weights are validated.</summary>
    public static CallbackEvent OnFinalEvalStart { get; } =
        new("on_final_eval_start", ReceiverKind.Trainer, 21, "before the best weights are validated");

    /// <summary><c>on_final_eval_end</c>: after the best weights were validated.</summary>
    public static CallbackEvent OnFinalEvalEnd { get; } =
        new("on_final_eval_end", ReceiverKind.Trainer, 22, "after the best weights were validated", EventTraits.End);

    /// <summary><c>on_train_end</c>: after the final validation; also when training failed.</summary>
    public static CallbackEvent OnTrainEnd { get; } =
        new("on_train_end", ReceiverKind.Trainer, 23, "after the final validation; also when training failed", EventTraits.End);

    /// <summary><c>teardown</c>: always the last event of a training.</summary>
    public static CallbackEvent Teardown { get; } =
        new("teardown", ReceiverKind.Trainer, 24, "always the last event of a training", EventTraits.End);

    /// <summary><c>on_predict_start</c>: the source is open and the model warm.</summary>
    public static CallbackEvent OnPredictStart { get; } =
        new("on_predict_start", ReceiverKind.Predictor, 25, "the source is open and the model warm");

    /// <summary><c>on_predict_batch_start</c>: a batch is read; replacing it here takes effect.</summary>
    public static CallbackEvent OnPredictBatchStart { get; } =
        new("on_predict_batch_start", ReceiverKind.Predictor, 26, "a batch is read; replacing it here takes effect", EventTraits.PerBatch);

    /// <summary><c>on_predict_postprocess_end</c>: results exist, not yet drawn or saved: edits reach the saved output.</summary>
    public static CallbackEvent OnPredictPostprocessEnd { get; } =
        new("on_predict_postprocess_end", ReceiverKind.Predictor, 27, "results exist, not yet drawn or saved: edits reach the saved output", EventTraits.PerBatch);

    /// <summary><c>on_predict_batch_end</c>: after writing, before the results are yielded: edits reach the caller.</summary>
    public static CallbackEvent OnPredictBatchEnd { get; } =
        new("on_predict_batch_end", ReceiverKind.Predictor, 28, "after writing, before the results are yielded: edits reach the caller", EventTraits.PerBatch);

    /// <summary><c>on_predict_end</c>: after the last batch; also when a stream is abandoned half-way.</summary>
    public static CallbackEvent OnPredictEnd { get; } =
        new("on_predict_end", ReceiverKind.Predictor, 29, "after the last batch; also when a stream is abandoned half-way", EventTraits.End);

    /// <summary><c>on_export_start</c>: before the export.</summary>
    public static CallbackEvent OnExportStart { get; } =
        new("on_export_start", ReceiverKind.Exporter, 30, "before the export");

    /// <summary><c>on_export_end</c>: after the export; the written file is known.</summary>
    public static CallbackEvent OnExportEnd { get; } =
        new("on_export_end", ReceiverKind.Exporter, 31, "after the export; the written file is known", EventTraits.End);

    /// <summary><c>on_exception</c>: a run is about to throw; hands over a RunFailure.</summary>
    public static CallbackEvent OnException { get; } =
        new("on_exception", ReceiverKind.Failure, 32, "a run is about to throw; hands over a RunFailure", EventTraits.End);

    /// <summary>All built-in events, in the order of this class.</summary>
    public static IReadOnlyList<CallbackEvent> All { get; } =
    [
        OnPretrainRoutineStart,
        OnPretrainRoutineEnd,
        OnTrainStart,
        OnTrainEpochStart,
        OnTrainBatchStart,
        OptimizerStep,
        OnBeforeZeroGrad,
        OnParamsUpdate,
        OnBatchEnd,
        OnTrainBatchEnd,
        OnTrainEpochEnd,
        OnValStart,
        OnValBatchStart,
        OnValPostprocessEnd,
        OnValBatchEnd,
        OnValEnd,
        OnMetricsReady,
        OnBest,
        OnModelSave,
        OnFitEpochEnd,
        OnNanRecovery,
        OnFinalEvalStart,
        OnFinalEvalEnd,
        OnTrainEnd,
        Teardown,
        OnPredictStart,
        OnPredictBatchStart,
        OnPredictPostprocessEnd,
        OnPredictBatchEnd,
        OnPredictEnd,
        OnExportStart,
        OnExportEnd,
        OnException,
    ];
}
