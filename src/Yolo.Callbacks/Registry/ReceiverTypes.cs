namespace Yolo.Callbacks;

/// <summary>
/// Tells a registry which concrete types its events hand over, so that <c>(Trainer t) =&gt; …</c> can be checked when it is added.
/// The registry itself knows no engine: left at their defaults the types are the interfaces of this library.
/// </summary>
/// <exception cref="ArgumentException">A type does not implement the interface of its kind.</exception>
public sealed record ReceiverTypes
{
    /// <summary>The receiver of training events. Default: <see cref="ITrainingContext"/>.</summary>
    public Type Trainer { get; init => field = Require(value, typeof(ITrainingContext)); } = typeof(ITrainingContext);

    /// <summary>The receiver of validation events. Default: <see cref="IValidationContext"/>.</summary>
    public Type Validator { get; init => field = Require(value, typeof(IValidationContext)); } = typeof(IValidationContext);

    /// <summary>The receiver of prediction events. Default: <see cref="IPredictionContext"/>.</summary>
    public Type Predictor { get; init => field = Require(value, typeof(IPredictionContext)); } = typeof(IPredictionContext);

    /// <summary>The receiver of export events. Default: <see cref="IExportContext"/>.</summary>
    public Type Exporter { get; init => field = Require(value, typeof(IExportContext)); } = typeof(IExportContext);

    internal Type For(CallbackEvent @event) => @event.Receiver switch
    {
        ReceiverKind.Trainer => Trainer,
        ReceiverKind.Validator => Validator,
        ReceiverKind.Predictor => Predictor,
        ReceiverKind.Exporter => Exporter,
        ReceiverKind.Failure => typeof(RunFailure),
        _ => @event.CustomReceiver!,
    };

    private static Type Require(Type type, Type contract)
    {
        ArgumentNullException.ThrowIfNull(type);
        return contract.IsAssignableFrom(type)
            ? type
            : throw new ArgumentException($"{type.Name} does not implement {contract.Name}, which the built-in callbacks rely on.", nameof(type));
    }
}
