using System.Collections.ObjectModel;

namespace Yolo.Callbacks;

/// <summary>The plain numbers of an event, copied: safe to keep, and to read on any thread while the run goes on. What is not known is null or empty.</summary>
public sealed record EventSnapshot
{
    private EventSnapshot(CallbackEvent @event, string objectName)
    {
        Event = @event.Name;
        ObjectKind = objectName;
    }

    /// <summary>The event's name.</summary>
    public string Event { get; }

    /// <summary>The kind of the event's object: Trainer, Validator, Predictor, Exporter, Failure, or the class of a custom event's object.</summary>
    public string ObjectKind { get; }

    /// <summary>Epoch from 0; null outside of training.</summary>
    public int? Epoch { get; private init; }

    /// <summary>Batch of the epoch, the validation or the prediction, from 0; null before the first.</summary>
    public int? Batch { get; private init; }

    /// <summary>Batches trained since the run began; null outside of training.</summary>
    public long? Step { get; private init; }

    /// <summary>Column names of <see cref="LossItems"/>.</summary>
    public IReadOnlyList<string> LossNames { get; private init; } = [];

    /// <summary>Loss items of the last batch.</summary>
    public IReadOnlyList<float> LossItems { get; private init; } = [];

    /// <summary>Learning rates of the parameter groups.</summary>
    public IReadOnlyList<double> LearningRates { get; private init; } = [];

    /// <summary>Momenta of the parameter groups.</summary>
    public IReadOnlyList<double> Momenta { get; private init; } = [];

    /// <summary>Batches whose gradients are added up before the weights change; null outside of training.</summary>
    public int? Accumulate { get; private init; }

    /// <summary>Metrics of the last validation by column name.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; private init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>Fitness of the epoch; null before it is known.</summary>
    public double? Fitness { get; private init; }

    /// <summary>The message of what was thrown, in <c>on_exception</c>.</summary>
    public string? Error { get; private init; }

    /// <summary>Copies the numbers of an event's object.</summary>
    /// <param name="event">The event.</param>
    /// <param name="receiver">Its object, at the event.</param>
    internal static EventSnapshot Take(CallbackEvent @event, object receiver)
    {
        ArgumentNullException.ThrowIfNull(@event);
        ArgumentNullException.ThrowIfNull(receiver);
        var empty = new EventSnapshot(@event, ObjectName(@event, receiver));
        return @event.Receiver switch
        {
            ReceiverKind.Failure => empty with { Error = (receiver as RunFailure)?.Exception.Message },
            ReceiverKind.Validator when receiver is IValidationContext run => empty with { Batch = Known(run.BatchIndex), Metrics = Copy(run.Metrics) },
            ReceiverKind.Predictor when receiver is IPredictionContext run => empty with { Batch = Known(run.BatchIndex) },
            ReceiverKind.Exporter => empty,
            _ => receiver is ITrainingContext run ? Training(empty, run) : empty,
        };
    }

    internal static string ObjectName(CallbackEvent @event, object receiver) =>
        @event.Receiver == ReceiverKind.Custom ? TypeName.Of(receiver.GetType()) : @event.Receiver.ToString();

    private static EventSnapshot Training(EventSnapshot empty, ITrainingContext run) => empty with
    {
        Epoch = run.Epoch,
        Batch = Known(run.BatchIndex),
        Step = run.GlobalStep,
        LossNames = run.LossNames,
        LossItems = run.LossValues.ToArray(),
        LearningRates = [.. run.LearningRates],
        Momenta = [.. run.Momenta],
        Accumulate = run.Accumulate,
        Metrics = Copy(run.Metrics),
        Fitness = run.Fitness,
    };

    private static int? Known(int batch) => batch < 0 ? null : batch;

    private static IReadOnlyDictionary<string, double> Copy(IReadOnlyDictionary<string, double> metrics) =>
        metrics.Count == 0 ? ReadOnlyDictionary<string, double>.Empty : new Dictionary<string, double>(metrics);
}
