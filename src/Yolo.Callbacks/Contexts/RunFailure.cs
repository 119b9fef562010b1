namespace Yolo.Callbacks;

/// <summary>What <c>on_exception</c> hands over: what was running, and what it threw.</summary>
/// <param name="Receiver">The Trainer, Validator, Predictor or Exporter that failed.</param>
/// <param name="Exception">What is about to be thrown to the caller of the run. When a callback threw, a <see cref="CallbackException"/>.</param>
public sealed record RunFailure(object Receiver, Exception Exception);
