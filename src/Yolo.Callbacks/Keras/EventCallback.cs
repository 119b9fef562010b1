namespace Yolo.Callbacks;

/// <summary>A function that is added and removed as an object.</summary>
internal sealed class EventCallback<T> : Callback
    where T : class
{
    private readonly string _eventName;
    private readonly Action<T> _callback;
    private readonly CallbackOptions _options;
    private readonly Func<T, bool>? _when;

    public EventCallback(string eventName, Action<T> callback, CallbackOptions options, Func<T, bool>? when)
        : base(options.Priority, options.OnError, options.Ranks)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(eventName);
        ArgumentNullException.ThrowIfNull(callback);
        (_eventName, _callback, _options, _when) = (eventName, callback, options, when);
        Name = options.Name ?? CallbackName.Of(callback);
    }

    protected internal override IEnumerable<IDisposable> Subscribe(CallbackRegistry registry) =>
        [registry.Add(_eventName, _callback, _options with { Name = Name, Owner = this }, _when)];
}
