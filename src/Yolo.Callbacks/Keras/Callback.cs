using System.Collections.ObjectModel;

namespace Yolo.Callbacks;

/// <summary>
/// A callback as a class: derive it and override the hooks you need. Add it with <see cref="CallbackRegistry.Add(Callback)"/>, or put it into a
/// <see cref="CallbackList"/> for a loop of your own. Only overridden hooks cost anything.
/// </summary>
/// <remarks>
/// The hooks are those of Keras 3. Training events map to them one to one (see each hook). One object serves one run at a time.
/// </remarks>
public abstract class Callback
{
    private CallbackSettings? _settings;
    private bool _isAttached;
    private object? _bound;
    private IRunContext? _introduced;

    /// <summary>Initialises the base.</summary>
    /// <param name="priority">Default of <see cref="Priority"/>.</param>
    /// <param name="onError">Default of <see cref="OnError"/>; null: propagate.</param>
    /// <param name="ranks">Default of <see cref="Ranks"/>.</param>
    protected Callback(int priority = CallbackPriority.Normal, ExceptionPolicy? onError = null, Ranks ranks = Ranks.All)
    {
        Ranks = ranks;
        Priority = priority;
        OnError = onError ?? ExceptionPolicy.Propagate;
        Name = TypeName.Of(GetType());
    }

    /// <summary>A function as a callback object, for lists of callbacks for one call: <c>model.Train(options, callbacks: [Callback.At("on_val_end", (Validator v) =&gt; …)])</c>.</summary>
    /// <typeparam name="T">The event's object: its exact class, a base class, an interface of it, or object.</typeparam>
    /// <param name="eventName">The event. It is checked, together with the type, when the object is added to a registry.</param>
    /// <param name="callback">Called each time with the live object.</param>
    /// <param name="options">Name, priority, once, every n-th time, exception policy; null: the defaults.</param>
    /// <param name="when">Called first; false leaves this event out. Null: every event.</param>
    public static Callback At<T>(string eventName, Action<T> callback, CallbackOptions? options = null, Func<T, bool>? when = null)
        where T : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(eventName);
        return new EventCallback<T>(registry => registry.Find(eventName), callback, options ?? CallbackOptions.Default, when);
    }

    /// <summary>As the other overload, by a constant of <see cref="Events"/>: <c>Callback.At(Events.OnValEnd, (Validator v) =&gt; …)</c>.</summary>
    /// <typeparam name="T">The event's object: its exact class, a base class, an interface of it, or object.</typeparam>
    /// <param name="event">The event. The type is checked when the object is added to a registry.</param>
    /// <param name="callback">Called each time with the live object.</param>
    /// <param name="options">Name, priority, once, every n-th time, exception policy; null: the defaults.</param>
    /// <param name="when">Called first; false leaves this event out. Null: every event.</param>
    public static Callback At<T>(CallbackEvent @event, Action<T> callback, CallbackOptions? options = null, Func<T, bool>? when = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(@event);
        return new EventCallback<T>(_ => @event, callback, options ?? CallbackOptions.Default, when);
    }

    /// <summary>The name in errors, listings and reports. Default: the class's name.</summary>
    public string Name { get; init; }

    /// <summary>Place among the callbacks of an event, see <see cref="CallbackPriority"/>. Default 0; 500 for loggers, 1000 for callbacks that write checkpoints.</summary>
    public int Priority { get; init; }

    /// <summary>What happens when a hook throws. Default: propagate; loggers warn once.</summary>
    public ExceptionPolicy OnError { get; init; }

    /// <summary>On which ranks of a run of several processes its hooks are called. Default all; for what writes files, rank 0.</summary>
    public Ranks Ranks { get; init; }

    /// <summary>What <see cref="SetModel"/> was given; null before the first run.</summary>
    public object? Model { get; private set; }

    /// <summary>What <see cref="SetParams"/> was given: <c>epochs</c>, <c>steps</c> (batches an epoch) and <c>batch_size</c>, as far as known. Empty before the first run.</summary>
    public IReadOnlyDictionary<string, object?> Params { get; private set; } = ReadOnlyDictionary<string, object?>.Empty;

    /// <summary>The training run; null before the first training hook.</summary>
    protected ITrainingContext? Training { get; private set; }

    /// <summary>The validation run; null before the first test hook.</summary>
    protected IValidationContext? Validation { get; private set; }

    /// <summary>The prediction run; null before the first predict hook.</summary>
    protected IPredictionContext? Prediction { get; private set; }

    /// <summary>Receives the model before the first hook of a run.</summary>
    public virtual void SetModel(object? model) => Model = model;

    /// <summary>Receives the run's parameters before the first hook of a run.</summary>
    public virtual void SetParams(IReadOnlyDictionary<string, object?> parameters) => Params = parameters;

    /// <summary>Before the first epoch (<c>on_train_start</c>). Logs are empty.</summary>
    public virtual void OnTrainBegin(Logs logs)
    {
    }

    /// <summary>After training, also when it failed (<c>on_train_end</c>). Logs are those of the last epoch.</summary>
    public virtual void OnTrainEnd(Logs logs)
    {
    }

    /// <summary>At the start of an epoch (<c>on_train_epoch_start</c>). Logs are empty.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="logs">The logs.</param>
    public virtual void OnEpochBegin(int epoch, Logs logs)
    {
    }

    /// <summary>
    /// At the end of an epoch with its validation (<c>on_fit_epoch_end</c>, but not a second time after the final validation). Logs hold <c>loss</c>, the mean loss items by name, the metrics,
    /// <c>val_loss</c>, <c>fitness</c>, <c>learning_rate</c> and <c>lr/pg0</c>, …, as far as known.
    /// </summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="logs">The logs.</param>
    public virtual void OnEpochEnd(int epoch, Logs logs)
    {
    }

    /// <summary>Before a batch is trained on (<c>on_train_batch_start</c>). By default calls <see cref="OnBatchBegin"/>. Logs are empty.</summary>
    /// <param name="batch">The batch of the epoch, from 0.</param>
    /// <param name="logs">The logs.</param>
    public virtual void OnTrainBatchBegin(int batch, Logs logs) => OnBatchBegin(batch, logs);

    /// <summary>After a batch was trained on (<c>on_train_batch_end</c>). By default calls <see cref="OnBatchEnd"/>. Logs hold <c>loss</c> and the loss items by name, as running means of the epoch.</summary>
    /// <param name="batch">The batch of the epoch, from 0.</param>
    /// <param name="logs">The logs.</param>
    public virtual void OnTrainBatchEnd(int batch, Logs logs) => OnBatchEnd(batch, logs);

    /// <summary>Another name of <see cref="OnTrainBatchBegin"/>, as in Keras.</summary>
    /// <param name="batch">The batch of the epoch, from 0.</param>
    /// <param name="logs">The logs.</param>
    public virtual void OnBatchBegin(int batch, Logs logs)
    {
    }

    /// <summary>Another name of <see cref="OnTrainBatchEnd"/>, as in Keras.</summary>
    /// <param name="batch">The batch of the epoch, from 0.</param>
    /// <param name="logs">The logs.</param>
    public virtual void OnBatchEnd(int batch, Logs logs)
    {
    }

    /// <summary>Before a validation, standalone or in training (<c>on_val_start</c>). Logs are empty.</summary>
    public virtual void OnTestBegin(Logs logs)
    {
    }

    /// <summary>After a validation (<c>on_val_end</c>). Logs hold its metrics.</summary>
    public virtual void OnTestEnd(Logs logs)
    {
    }

    /// <summary>Before a validation batch (<c>on_val_batch_start</c>). Logs are empty.</summary>
    /// <param name="batch">The batch, from 0.</param>
    /// <param name="logs">The logs.</param>
    public virtual void OnTestBatchBegin(int batch, Logs logs)
    {
    }

    /// <summary>After a validation batch (<c>on_val_batch_end</c>). Logs are empty.</summary>
    /// <param name="batch">The batch, from 0.</param>
    /// <param name="logs">The logs.</param>
    public virtual void OnTestBatchEnd(int batch, Logs logs)
    {
    }

    /// <summary>Before a prediction (<c>on_predict_start</c>). Logs are empty.</summary>
    public virtual void OnPredictBegin(Logs logs)
    {
    }

    /// <summary>After a prediction, also when a stream was abandoned (<c>on_predict_end</c>). Logs are empty.</summary>
    public virtual void OnPredictEnd(Logs logs)
    {
    }

    /// <summary>Before a batch is predicted (<c>on_predict_batch_start</c>). Logs are empty.</summary>
    /// <param name="batch">The batch, from 0.</param>
    /// <param name="logs">The logs.</param>
    public virtual void OnPredictBatchBegin(int batch, Logs logs)
    {
    }

    /// <summary>After a batch was predicted (<c>on_predict_batch_end</c>). Logs are empty.</summary>
    /// <param name="batch">The batch, from 0.</param>
    /// <param name="logs">The logs.</param>
    public virtual void OnPredictBatchEnd(int batch, Logs logs)
    {
    }

    /// <summary>When a run fails, before its end hooks (<c>on_exception</c>). Beyond Keras.</summary>
    public virtual void OnException(RunFailure failure)
    {
    }

    /// <summary>Adds what hooks cannot express: called when the callback is added; override it to subscribe to any event, with <see cref="Listen"/>.</summary>
    /// <param name="registry">The registry that the callback is added to.</param>
    /// <returns>The subscriptions, which are removed together with the callback.</returns>
    protected internal virtual IEnumerable<IDisposable> Subscribe(CallbackRegistry registry) => [];

    /// <summary>For <see cref="Subscribe"/>: adds a function to an event that has this object's name, priority and exception policy.</summary>
    /// <param name="registry">The registry that <see cref="Subscribe"/> received.</param>
    /// <param name="event">The event.</param>
    /// <param name="callback">Called with the live object.</param>
    /// <param name="priority">Another priority than the object's; null: the object's.</param>
    protected CallbackSubscription Listen<T>(CallbackRegistry registry, CallbackEvent @event, Action<T> callback, int? priority = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(registry);
        return registry.Add(@event, callback, OwnOptions() with { Priority = priority ?? Priority });
    }

    /// <summary>Called after the callback was removed from its registry, also in the middle of a run: close what is open.</summary>
    protected virtual void OnRemoved()
    {
    }

    /// <summary>Reports something that went wrong without ending the run.</summary>
    protected void Warn(string message, Exception? exception = null) => _settings?.Warn(new(null, Name, message, exception));

    /// <summary>Whether this process is rank 0 of the run, as a single one is.</summary>
    protected bool IsFirstRank => _settings is not { Rank: > 0 };

    /// <summary>How long to wait for background work at the end of a run.</summary>
    protected TimeSpan DrainTimeout => (_settings ?? new()).DrainTimeout;

    /// <summary>The failures of all its hooks together, while it is in a registry.</summary>
    internal FailureRecord? Failures { get; private set; }

    internal CallbackOptions OwnOptions() => new() { Name = Name, Priority = Priority, OnError = OnError, Ranks = Ranks, Owner = this };

    /// <summary>Says which run the next hook is about. A run inside another (predicting in a training's callback) is introduced, and so is the outer one when it goes on.</summary>
    internal void Bind(object receiver)
    {
        if (ReferenceEquals(receiver, _bound))
        {
            return;
        }

        _bound = receiver;
        Training = receiver as ITrainingContext ?? Training;
        Validation = receiver as IValidationContext ?? Validation;
        Prediction = receiver as IPredictionContext ?? Prediction;
        var isPartOfTraining = receiver is not ITrainingContext and IValidationContext { Phase: not ValidationPhase.Standalone };
        if (receiver is IRunContext run && !isPartOfTraining && !ReferenceEquals(run, _introduced))
        {
            _introduced = run;
            SetParams(RunParameters.Of(run));
            SetModel(run.Model);
        }
    }

    internal void BecomeAttached(CallbackSettings settings)
    {
        if (_isAttached)
        {
            throw new InvalidOperationException($"The callback '{Name}' is in a registry already. One object serves one registry at a time: make a second one, or dispose the first attachment.");
        }

        _isAttached = true;
        Failures = new(OnError);
        _settings = settings;
    }

    internal void BecomeDetached()
    {
        _isAttached = false;
        OnRemoved();
    }
}
