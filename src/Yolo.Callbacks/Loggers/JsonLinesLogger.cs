using System.Buffers;
using System.Diagnostics;
using System.Text.Json;

namespace Yolo.Callbacks;

/// <summary>
/// Writes one JSON object a line for each event: <c>event</c>, <c>object</c>, and as far as known <c>epoch</c>, <c>batch</c>, <c>step</c>, <c>loss_items</c>, <c>lr</c>,
/// <c>momentum</c>, <c>accumulate</c> (batches whose gradients are added up before the weights change), <c>metrics</c>, <c>fitness</c>, <c>error</c>. Numbers that are not
/// finite are <c>null</c>. Metrics are left out of per-batch events.
/// </summary>
/// <remarks>The file can be followed: lines reach it at once, those of per-batch events within a quarter of a second and the next event. A failure is reported once and never stops a run.</remarks>
public sealed class JsonLinesLogger() : Callback(CallbackPriority.Late, ExceptionPolicy.WarnOnce, Ranks.Zero), IDisposable
{
    private static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(250);
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    private readonly ArrayBufferWriter<byte> _line = new(512);
    private Utf8JsonWriter? _json;
    private FileStream? _file;
    private object? _owner;
    private long _flushed;

    /// <summary>The file, .jsonl or .ndjson, below the run directory when relative. Default <c>events.jsonl</c>.</summary>
    /// <exception cref="ArgumentException">The name ends otherwise.</exception>
    public string Path { get; init => field = RunPaths.WithEnding(value, ".jsonl", ".ndjson"); } = "events.jsonl";

    /// <summary>Adds lines to an existing file instead of replacing it, for resumed runs. Default false.</summary>
    public bool Append { get; init; }

    /// <summary>Which events are written. Default null: all.</summary>
    public Func<CallbackEvent, bool>? Filter { get; init; }

    /// <summary>Closes the file; the next event opens it again.</summary>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
        _json?.Dispose();
        _json = null;
        _owner = null;
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<IDisposable> Subscribe(CallbackRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        foreach (var @event in registry.KnownEvents.Where(e => Filter?.Invoke(e) ?? true))
        {
            yield return Listen(registry, @event, (object receiver) => Write(@event, receiver));
        }

        // The file is closed when the run that opened it is over; also when its last events are filtered out.
        foreach (var end in new[] { Events.Teardown, Events.OnValEnd, Events.OnPredictEnd, Events.OnExportEnd })
        {
            yield return Listen(registry, end, (object receiver) => Close(receiver), int.MaxValue);
        }
    }

    /// <inheritdoc/>
    protected override void OnRemoved() => Dispose();

    private void Write(CallbackEvent @event, object receiver)
    {
        if (_file is null)
        {
            Open(receiver);
        }

        _line.ResetWrittenCount();
        _json ??= new(_line);
        _json.Reset(_line);
        Write(_json, EventSnapshot.Take(@event, receiver), @event.IsPerBatch);
        _json.Flush();
        _line.Write(NewLine);
        _file!.Write(_line.WrittenSpan);
        if (!@event.IsPerBatch || Stopwatch.GetElapsedTime(_flushed) > FlushInterval)
        {
            _file.Flush();
            _flushed = Stopwatch.GetTimestamp();
        }
    }

    private void Open(object receiver)
    {
        var path = RunPaths.ResolveForWriting(receiver as IRunContext, Path);
        _file = new(path, Append ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 65536);
        _owner = receiver;
    }

    private void Close(object receiver)
    {
        if (ReferenceEquals(receiver, _owner))
        {
            Dispose();
        }
    }

    private static void Write(Utf8JsonWriter json, EventSnapshot snapshot, bool isPerBatch)
    {
        json.WriteStartObject();
        json.WriteString("event"u8, snapshot.Event);
        json.WriteString("object"u8, snapshot.ObjectKind);
        WriteOptional(json, "epoch", snapshot.Epoch);
        WriteOptional(json, "batch", snapshot.Batch);
        WriteOptional(json, "step", snapshot.Step);
        WriteNumbers(json, "loss_items", snapshot.LossItems, JsonNumbers.Write);
        WriteNumbers(json, "lr", snapshot.LearningRates, JsonNumbers.Write);
        WriteNumbers(json, "momentum", snapshot.Momenta, JsonNumbers.Write);
        WriteOptional(json, "accumulate", snapshot.Accumulate);
        if (!isPerBatch && snapshot.Metrics.Count != 0)
        {
            json.WriteStartObject("metrics"u8);
            foreach (var (name, value) in snapshot.Metrics)
            {
                json.WritePropertyName(name);
                JsonNumbers.Write(json, value);
            }

            json.WriteEndObject();
        }

        if (!isPerBatch && snapshot.Fitness is { } fitness)
        {
            json.WritePropertyName("fitness"u8);
            JsonNumbers.Write(json, fitness);
        }

        if (snapshot.Error is { } error)
        {
            json.WriteString("error"u8, error);
        }

        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, known);
        }
    }

    private static void WriteNumbers<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> values, Action<Utf8JsonWriter, T> write)
    {
        if (values.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        for (var i = 0; i < values.Count; i++)
        {
            write(json, values[i]);
        }

        json.WriteEndArray();
    }
}
