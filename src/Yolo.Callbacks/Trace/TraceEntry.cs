namespace Yolo.Callbacks;

/// <summary>One event of a recorded run.</summary>
/// <param name="Event">The event's name.</param>
/// <param name="ObjectKind">Trainer, Validator, Predictor, Exporter, Failure, or the class of a custom event's object.</param>
/// <param name="Epoch">The epoch from 0; null outside of training, and before its first epoch.</param>
public sealed record TraceEntry(string Event, string ObjectKind, int? Epoch = null);
