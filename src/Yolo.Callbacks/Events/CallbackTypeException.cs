namespace Yolo.Callbacks;

/// <summary>The parameter of a callback, or the object of a raised event, is not what the event hands over.</summary>
public sealed class CallbackTypeException : ArgumentException
{
    internal CallbackTypeException(CallbackEvent @event, Type expected, Type actual, string message)
        : base(message)
    {
        EventName = @event.Name;
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The event.</summary>
    public string EventName { get; }

    /// <summary>The type that the event hands to its callbacks.</summary>
    public Type Expected { get; }

    /// <summary>The type that was given.</summary>
    public Type Actual { get; }

    internal static CallbackTypeException AtRegistration(CallbackEvent @event, Type expected, Type actual) => new(
        @event,
        expected,
        actual,
        $"'{@event.Name}' hands a {TypeName.Of(expected)} to its callbacks, but this callback takes a {TypeName.Of(actual)}. "
        + $"Write ({TypeName.Of(expected)} x) => …, or choose an event whose object is a {TypeName.Of(actual)}.");

    internal static CallbackTypeException AtRaise(CallbackEvent @event, Type expected, Type actual) => new(
        @event,
        expected,
        actual,
        $"'{@event.Name}' must be raised with a {TypeName.Of(expected)}, but was raised with a {TypeName.Of(actual)}.");
}
