using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Yolo.Callbacks;

/// <summary>The events that one registry and its scopes know: the built-in ones and those declared by its user.</summary>
internal sealed class EventCatalog
{
    private static readonly FrozenDictionary<string, CallbackEvent> BuiltIn = Events.All.ToFrozenDictionary(e => e.Name, StringComparer.Ordinal);

    private readonly Lock _gate = new();
    private volatile FrozenDictionary<string, CallbackEvent> _byName = BuiltIn;
    private ImmutableArray<CallbackEvent> _all = [.. Events.All];

    public ImmutableArray<CallbackEvent> All
    {
        get
        {
            lock (_gate)
            {
                return _all;
            }
        }
    }

    public CallbackEvent Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.TryGetValue(name, out var found) ? found : throw new UnknownEventException(name, EventNameSuggester.Nearest(name, _byName.Keys));
    }

    public CallbackEvent Declare(string name, Type receiver, string summary, EventTraits traits)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        lock (_gate)
        {
            if (_byName.TryGetValue(name, out var known))
            {
                if (known.CustomReceiver == receiver)
                {
                    return known;
                }

                var what = known.CustomReceiver is { } type ? $"declared for {TypeName.Of(type)}" : "a built-in event";
                throw new ArgumentException($"The event '{name}' is already {what}. Choose another name.", nameof(name));
            }

            var declared = new CallbackEvent(name, ReceiverKind.Custom, _all.Length, summary, traits, receiver);
            _all = _all.Add(declared);
            _byName = _all.ToFrozenDictionary(e => e.Name, StringComparer.Ordinal);
            return declared;
        }
    }
}
