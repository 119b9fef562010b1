namespace Yolo.Callbacks;

/// <summary>Which kind of object an event hands to its callbacks.</summary>
public enum ReceiverKind
{
    /// <summary>The training run, an <see cref="ITrainingContext"/>.</summary>
    Trainer,

    /// <summary>The validation run, an <see cref="IValidationContext"/>.</summary>
    Validator,

    /// <summary>The prediction run, an <see cref="IPredictionContext"/>.</summary>
    Predictor,

    /// <summary>The export, an <see cref="IExportContext"/>.</summary>
    Exporter,

    /// <summary>A <see cref="RunFailure"/>: what was running and what it threw.</summary>
    Failure,

    /// <summary>The type that was named when the event was declared.</summary>
    Custom,
}
