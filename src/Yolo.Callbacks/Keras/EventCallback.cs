namespace Yolo.Callbacks;

/// <summary>A function that is added and removed as an object.</summary>
internal sealed class EventCallback<T> : Callback
    where T : class
{
    private readonly Func<CallbackRegistry, CallbackEvent> _event;
    private readonly Action<T> _callback;
    private readonly CallbackOptions _options;
    private readonly Func<T, bool>? _when;

    public EventCallback(Func<CallbackRegistry, CallbackEvent> @event, Action<T> callback, CallbackOptions options, Func<T, bool>? when)
        : base(options.Priority, options.OnError, options.Ranks)
    {
        ArgumentNullException.ThrowIfNull(callback);
        (_event, _callback, _options, _when) = (@event, callback, options, when);
        Name = options.Name ?? CallbackName.Of(callback);
    }

    protected internal override IEnumerable<IDisposable> Subscribe(CallbackRegistry registry) =>
        [registry.Add(_event(registry), _callback, _options with { Name = Name, Owner = this }, _when)];
}
