using System.Text.Json;

namespace Yolo.Callbacks;

/// <summary>Records the order of events of runs, to compare and to look at.</summary>
/// <param name="events">The events to record; null: all that the registry knows when the recorder is added.</param>
public sealed class TraceRecorder(IEnumerable<CallbackEvent>? events = null) : Callback(CallbackPriority.First)
{
    private static readonly CallbackEvent[] BeforeEpochs = [Events.OnPretrainRoutineStart, Events.OnPretrainRoutineEnd, Events.OnTrainStart];

    private readonly Lock _gate = new();
    private readonly List<TraceEntry> _entries = [];

    /// <summary>What was recorded so far, in order.</summary>
    public IReadOnlyList<TraceEntry> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>Forgets what was recorded.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }

    /// <summary>Writes the trace: a JSON array of objects with <c>event</c>, <c>object</c> and, in the epochs of a training, <c>epoch</c>.</summary>
    /// <param name="stream">Where to; stays open.</param>
    public void WriteJson(Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n" });
        json.WriteStartArray();
        foreach (var entry in Entries)
        {
            json.WriteStartObject();
            json.WriteString("event"u8, entry.Event);
            json.WriteString("object"u8, entry.ObjectKind);
            if (entry.Epoch is { } epoch)
            {
                json.WriteNumber("epoch"u8, epoch);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<IDisposable> Subscribe(CallbackRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        foreach (var @event in events ?? registry.KnownEvents)
        {
            yield return Listen(registry, @event, (object receiver) => Record(@event, receiver));
        }
    }

    private void Record(CallbackEvent @event, object receiver)
    {
        lock (_gate)
        {
            int? epoch = @event.Receiver == ReceiverKind.Trainer && !BeforeEpochs.Contains(@event) && receiver is ITrainingContext run ? run.Epoch : null;
            _entries.Add(new(@event.Name, EventSnapshot.ObjectName(@event, receiver), epoch));
        }
    }
}
