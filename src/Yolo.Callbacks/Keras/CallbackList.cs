namespace Yolo.Callbacks;

/// <summary>
/// Calls the hooks of callbacks from a hand-written training loop. Underneath is a <see cref="CallbackRegistry"/>: functions added to it
/// by event name run too, with the <see cref="Context"/> as their object.
/// </summary>
/// <example><code>
/// using var callbacks = new CallbackList([new EarlyStopping { Patience = 3 }, new History()], epochs: 50, steps: loader.Count);
/// callbacks.OnTrainBegin();
/// for (var epoch = 0; epoch &lt; 50 &amp;&amp; !callbacks.StopTraining; epoch++)
/// {
///     callbacks.OnEpochBegin(epoch);
///     // … callbacks.OnTrainBatchBegin(batch); train; callbacks.OnTrainBatchEnd(batch, new() { ["loss"] = loss });
///     callbacks.OnEpochEnd(epoch, new() { ["loss"] = meanLoss, ["fitness"] = fitness });
/// }
/// callbacks.OnTrainEnd();
/// </code></example>
public sealed class CallbackList : IDisposable
{
    private static readonly CallbackEvent[] Raised =
    [
        Events.OnTrainStart, Events.OnTrainEpochStart, Events.OnTrainBatchStart, Events.OnBatchEnd, Events.OnTrainBatchEnd, Events.OnFitEpochEnd, Events.OnTrainEnd,
        Events.Teardown, Events.OnValStart, Events.OnValBatchStart, Events.OnValBatchEnd, Events.OnValEnd, Events.OnPredictStart, Events.OnPredictBatchStart,
        Events.OnPredictBatchEnd, Events.OnPredictEnd, Events.OnException,
    ];

    private readonly HashSet<object> _warnedOf = new(ReferenceEqualityComparer.Instance);

    /// <summary>Makes a list.</summary>
    /// <param name="callbacks">The callbacks, in order; <see cref="Callback.Priority"/> comes first.</param>
    /// <param name="model">Handed to <see cref="Callback.SetModel"/>.</param>
    /// <param name="epochs">Epochs of the loop; 0 when unknown.</param>
    /// <param name="steps">Batches of an epoch; 0 when unknown.</param>
    public CallbackList(IEnumerable<Callback> callbacks, object? model = null, int epochs = 0, int steps = 0)
    {
        ArgumentNullException.ThrowIfNull(callbacks);
        Context = new() { Model = model, Epochs = epochs, BatchesPerEpoch = steps };
        foreach (var callback in callbacks)
        {
            Append(callback);
        }
    }

    /// <summary>
    /// The registry underneath. When the loop begins, functions on events that this list does not raise (<c>on_model_save</c> for instance) are warned about; who raises
    /// such an event with <see cref="CallbackRegistry.Raise{T}(CallbackEvent, T)"/> need not mind.
    /// </summary>
    public CallbackRegistry Registry { get; } = new();

    /// <summary>What the callbacks see of the loop. Set what they need: learning rates, weights, how to save, the directory.</summary>
    public LoopContext Context { get; }

    /// <summary>Whether a callback asked the loop to end. Check it after each epoch, and after each batch when batches are long.</summary>
    public bool StopTraining => Context.Control.StopRequested;

    /// <summary>Adds a callback at the end.</summary>
    /// <exception cref="InvalidOperationException">The object is in a registry already, or another callback has the same state key.</exception>
    public CallbackAttachment Append(Callback callback) => Registry.Add(callback);

    /// <summary>Before the first epoch.</summary>
    public void OnTrainBegin(Logs? logs = null) => Begin(Events.OnTrainStart, logs);

    /// <summary>After the last epoch; call it in a <c>finally</c>. Raises <c>on_train_end</c> and <c>teardown</c>.</summary>
    public void OnTrainEnd(Logs? logs = null)
    {
        try
        {
            Raise(Events.OnTrainEnd, logs);
        }
        finally
        {
            Raise(Events.Teardown, logs);
        }
    }

    /// <summary>At the start of an epoch.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="logs">Numbers for the callbacks.</param>
    public void OnEpochBegin(int epoch, Logs? logs = null)
    {
        Context.Epoch = epoch;
        Context.BatchIndex = -1;
        Context.ResetMeanLosses();
        Raise(Events.OnTrainEpochStart, logs);
    }

    /// <summary>At the end of an epoch. The logs become <see cref="LoopContext.Metrics"/>, and <c>fitness</c> among them <see cref="LoopContext.Fitness"/>.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="logs">Losses and metrics of the epoch.</param>
    public void OnEpochEnd(int epoch, Logs? logs = null)
    {
        Context.Epoch = epoch;
        TakeMetrics(logs);
        Raise(Events.OnFitEpochEnd, logs);
        if (Context.Fitness is { } fitness && !(fitness <= Context.BestFitness))
        {
            Context.BestFitness = fitness;
        }
    }

    /// <summary>Before a batch.</summary>
    /// <param name="batch">The batch of the epoch, from 0.</param>
    /// <param name="logs">Numbers for the callbacks.</param>
    public void OnTrainBatchBegin(int batch, Logs? logs = null)
    {
        Context.BatchIndex = batch;
        Context.GlobalStep++;
        Raise(Events.OnTrainBatchStart, logs);
    }

    /// <summary>After a batch.</summary>
    /// <param name="batch">The batch of the epoch, from 0.</param>
    /// <param name="logs">Losses of the batch.</param>
    public void OnTrainBatchEnd(int batch, Logs? logs = null)
    {
        Context.BatchIndex = batch;
        Raise(Events.OnBatchEnd, logs);
        Raise(Events.OnTrainBatchEnd, logs);
    }

    /// <summary>Another name of <see cref="OnTrainBatchBegin"/>, as in Keras.</summary>
    public void OnBatchBegin(int batch, Logs? logs = null) => OnTrainBatchBegin(batch, logs);

    /// <summary>Another name of <see cref="OnTrainBatchEnd"/>, as in Keras.</summary>
    public void OnBatchEnd(int batch, Logs? logs = null) => OnTrainBatchEnd(batch, logs);

    /// <summary>Before a validation.</summary>
    public void OnTestBegin(Logs? logs = null) => Begin(Events.OnValStart, logs);

    /// <summary>After a validation. The logs become <see cref="LoopContext.Metrics"/>.</summary>
    public void OnTestEnd(Logs? logs = null)
    {
        TakeMetrics(logs);
        Raise(Events.OnValEnd, logs);
    }

    /// <summary>Before a validation batch.</summary>
    public void OnTestBatchBegin(int batch, Logs? logs = null) => RaiseBatch(Events.OnValBatchStart, batch, logs);

    /// <summary>After a validation batch.</summary>
    public void OnTestBatchEnd(int batch, Logs? logs = null) => RaiseBatch(Events.OnValBatchEnd, batch, logs);

    /// <summary>Before a prediction.</summary>
    public void OnPredictBegin(Logs? logs = null) => Begin(Events.OnPredictStart, logs);

    /// <summary>After a prediction.</summary>
    public void OnPredictEnd(Logs? logs = null) => Raise(Events.OnPredictEnd, logs);

    /// <summary>Before a batch is predicted.</summary>
    public void OnPredictBatchBegin(int batch, Logs? logs = null) => RaiseBatch(Events.OnPredictBatchStart, batch, logs);

    /// <summary>After a batch was predicted.</summary>
    public void OnPredictBatchEnd(int batch, Logs? logs = null) => RaiseBatch(Events.OnPredictBatchEnd, batch, logs);

    /// <summary>When the loop fails; call it in a <c>catch</c> before <see cref="OnTrainEnd"/>. Never throws.</summary>
    public void OnException(Exception exception) => Registry.RaiseException(Context, exception);

    /// <summary>Waits for asynchronous callbacks and removes all callbacks.</summary>
    public void Dispose() => Registry.Dispose();

    private void TakeMetrics(Logs? logs)
    {
        if (logs is not null)
        {
            Context.Metrics = logs;
            Context.Fitness = logs.TryGetValue("fitness", out var fitness) ? fitness : Context.Fitness;
        }
    }

    private void RaiseBatch(CallbackEvent @event, int batch, Logs? logs)
    {
        Context.BatchIndex = batch;
        Raise(@event, logs);
    }

    private void Begin(CallbackEvent start, Logs? logs)
    {
        WarnOfSilence();
        Raise(start, logs);
    }

    // Of a callback object, hooks on events that are raised are enough: loggers listen to all that there are.
    private void WarnOfSilence()
    {
        foreach (var own in Registry.Subscriptions.GroupBy(subscription => (object?)subscription.Owner ?? subscription))
        {
            if (own.All(subscription => subscription.Event.Receiver != ReceiverKind.Custom && !Raised.Contains(subscription.Event)) && _warnedOf.Add(own.Key))
            {
                var names = string.Join(", ", own.Select(subscription => subscription.Event.Name));
                var way = own.All(subscription => subscription.Event.Receiver == ReceiverKind.Exporter)
                    ? "export events belong to YoloModel.Export"
                    : $"raise it where it belongs, callbacks.Registry.Raise(\"{own.First().Event.Name}\", callbacks.Context), or choose one of {string.Join(", ", Raised.Select(raised => raised.Name))}";
                Registry.Settings.Warn(new(names, own.First().Name, $"is never called: a hand-written loop with CallbackList does not raise that event; {way}."));
            }
        }
    }

    private void Raise(CallbackEvent @event, Logs? logs)
    {
        if (!Registry.HasCallbacks(@event))
        {
            return;
        }

        Context.Logs = logs ?? new Logs { Written = Context.Record };
        try
        {
            Registry.Raise(@event, Context);
        }
        finally
        {
            Context.Logs = null;
        }
    }
}
