namespace Yolo.Callbacks;

/// <content>Callback objects and their state.</content>
public sealed partial class CallbackRegistry
{
    private readonly Lock _attachmentsGate = new();
    private readonly List<CallbackAttachment> _attachments = [];

    /// <summary>Adds a <see cref="Callback"/> object: each hook that its class overrides is called at its event.</summary>
    /// <returns>The attachment; disposing it removes the callback.</returns>
    /// <exception cref="InvalidOperationException">The object is in a registry already, or another callback has the same state key.</exception>
    public CallbackAttachment Add(Callback callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        lock (_attachmentsGate)
        {
            RejectKeyClash(callback);
            callback.BecomeAttached(Settings);
            CallbackAttachment attachment = new(callback, SubscribeAll(callback), Detach);
            _attachments.Add(attachment);
            return attachment;
        }
    }

    /// <summary>The callback objects of this registry and its parents, in the order in which they were added.</summary>
    public IReadOnlyList<Callback> Callbacks => [.. _parent?.Callbacks ?? [], .. Attachments().Select(a => a.Callback)];

    /// <summary>The state of all stateful callbacks by key, for a checkpoint.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>> SaveState() =>
        Callbacks.OfType<IStatefulCallback>().ToDictionary(c => c.StateKey, c => c.SaveState(), StringComparer.Ordinal);

    /// <summary>Restores the state of callbacks. Add the callbacks first; a saved key without a callback, and a callback without a saved key, are left as they are.</summary>
    /// <param name="state">What <see cref="SaveState"/> returned.</param>
    /// <returns>The saved keys for which there is no callback.</returns>
    /// <exception cref="InvalidDataException">A state does not hold what its callback saved.</exception>
    public IReadOnlyList<string> LoadState(IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var stateful = Callbacks.OfType<IStatefulCallback>().ToDictionary(c => c.StateKey, StringComparer.Ordinal);
        foreach (var (key, saved) in state)
        {
            if (stateful.TryGetValue(key, out var callback))
            {
                callback.LoadState(saved);
            }
        }

        return [.. state.Keys.Where(key => !stateful.ContainsKey(key))];
    }

    /// <summary>All or nothing: a callback that fails to subscribe leaves nothing behind.</summary>
    private IDisposable[] SubscribeAll(Callback callback)
    {
        var options = callback.OwnOptions();
        var subscriptions = new List<IDisposable>();
        try
        {
            var hooks = HookBinding.All.Where(binding => binding.IsOverridden(callback));
            subscriptions.AddRange(hooks.Select(binding => Subscribe(_slots[binding.Event], new HookHandler(callback, binding), callback.Name, options)));
            foreach (var subscription in callback.Subscribe(this))
            {
                subscriptions.Add(subscription);
            }

            return [.. subscriptions];
        }
        catch
        {
            subscriptions.ForEach(subscription => subscription.Dispose());
            callback.BecomeDetached();
            throw;
        }
    }

    private CallbackAttachment[] Attachments()
    {
        lock (_attachmentsGate)
        {
            return [.. _attachments];
        }
    }

    private void Detach(CallbackAttachment attachment)
    {
        lock (_attachmentsGate)
        {
            _attachments.Remove(attachment);
        }
    }

    private void RejectKeyClash(Callback callback)
    {
        if (callback is IStatefulCallback { StateKey: var key } &&
            Callbacks.FirstOrDefault(other => other is IStatefulCallback stateful && stateful.StateKey == key) is { } clash)
        {
            throw new InvalidOperationException(
                $"The callbacks '{clash.Name}' and '{callback.Name}' both keep their state under the key '{key}'. Give one of them another StateKey.");
        }
    }
}
