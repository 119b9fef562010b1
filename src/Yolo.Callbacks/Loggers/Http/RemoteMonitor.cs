using System.Text;
using System.Text.Json;

namespace Yolo.Callbacks;

/// <summary>
/// Posts the logs of each epoch to a server, as JSON with <c>epoch</c> (from 0) beside them. Requests go out in the background.
/// A failure is reported once and never stops training.
/// </summary>
/// <param name="root">The server, for instance <c>http://localhost:9000</c>.</param>
public sealed class RemoteMonitor(Uri root) : Callback(CallbackPriority.Late, ExceptionPolicy.WarnOnce, Ranks.Zero), IDisposable
{
    private BackgroundSender? _sender;

    /// <summary>The path on the server. Default <c>/publish/epoch/end/</c>.</summary>
    public string Path { get; init; } = "/publish/epoch/end/";

    /// <summary>The form field that holds the JSON, when it is sent as a form. Default <c>data</c>.</summary>
    public string Field { get; init; } = "data";

    /// <summary>Sends the JSON as the body (<c>application/json</c>) instead of as a form field. Default false, as in Keras.</summary>
    public bool SendAsJson { get; init; }

    /// <summary>Further request headers. Default none.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>How long to wait for an answer. Default 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Sends the requests; stays the caller's. Default null: a handler of its own.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs)
    {
        Dispose();
        _sender = new(Handler, Timeout, Headers, Warn);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        var json = ToJson(epoch, logs);
        _sender ??= new(Handler, Timeout, Headers, Warn);
        _sender.Enqueue((sender, stop) => sender.SendAsync(HttpMethod.Post, new(root, Path), Content(json), stop));
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs) => _sender?.Drain(DrainTimeout);

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        _sender?.Dispose();
        _sender = null;
    }

    /// <inheritdoc/>
    protected override void OnRemoved() => Dispose();

    private static string ToJson(int epoch, Logs logs)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("epoch", epoch);
            foreach (var (name, value) in logs)
            {
                json.WritePropertyName(name);
                JsonNumbers.Write(json, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private HttpContent Content(string json) => SendAsJson
        ? new StringContent(json, Encoding.UTF8, "application/json")
        : new FormUrlEncodedContent([new(Field, json)]);
}
