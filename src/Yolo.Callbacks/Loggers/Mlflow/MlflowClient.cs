using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Yolo.Callbacks;

/// <summary>The part of MLflow's REST API 2.0 that a training needs.</summary>
internal sealed class MlflowClient(Uri server, BackgroundSender sender)
{
    // What one request may hold, by MLflow's own limits; parameters longer than 500 characters are refused by older servers.
    private const int MetricsPerRequest = 1000;
    private const int ParametersPerRequest = 100;
    private const int LongestParameter = 500;

    private readonly Uri _root = new(server.AbsoluteUri.TrimEnd('/') + "/");

    /// <summary>Returns the experiment's id; makes the experiment when there is none of that name.</summary>
    public async Task<string> FindOrCreateExperimentAsync(string name, CancellationToken stop)
    {
        try
        {
            var found = await CallAsync(HttpMethod.Get, $"experiments/get-by-name?experiment_name={Uri.EscapeDataString(name)}", null, stop).ConfigureAwait(false);
            return Read(found, "experiment", "experiment_id");
        }
        catch (HttpRequestException thrown) when (thrown.StatusCode == HttpStatusCode.NotFound)
        {
            var created = await CallAsync(HttpMethod.Post, "experiments/create", new() { ["name"] = name }, stop).ConfigureAwait(false);
            return Read(created, "experiment_id");
        }
    }

    /// <summary>Starts a run; returns its id and where its artifacts live.</summary>
    public async Task<(string RunId, string ArtifactUri)> CreateRunAsync(
        string experimentId, string runName, IReadOnlyDictionary<string, string> tags, DateTimeOffset now, CancellationToken stop)
    {
        var body = new JsonObject
        {
            ["experiment_id"] = experimentId,
            ["run_name"] = runName,
            ["start_time"] = now.ToUnixTimeMilliseconds(),
            ["tags"] = Pairs(tags.Append(new("mlflow.runName", runName))),
        };
        var created = await CallAsync(HttpMethod.Post, "runs/create", body, stop).ConfigureAwait(false);
        return (Read(created, "run", "info", "run_id"), Read(created, "run", "info", "artifact_uri"));
    }

    public async Task LogParametersAsync(string runId, IReadOnlyDictionary<string, string> parameters, CancellationToken stop)
    {
        foreach (var chunk in parameters.Chunk(ParametersPerRequest))
        {
            var pairs = chunk.Select(p => KeyValuePair.Create(MlflowNames.Sanitize(p.Key), p.Value.Length <= LongestParameter ? p.Value : p.Value[..LongestParameter]));
            await CallAsync(HttpMethod.Post, "runs/log-batch", new() { ["run_id"] = runId, ["params"] = Pairs(pairs) }, stop).ConfigureAwait(false);
        }
    }

    public async Task LogMetricsAsync(string runId, IReadOnlyList<KeyValuePair<string, double>> metrics, long step, DateTimeOffset now, CancellationToken stop)
    {
        foreach (var chunk in metrics.Chunk(MetricsPerRequest))
        {
            var values = chunk.Select(JsonNode (m) => new JsonObject
            {
                ["key"] = MlflowNames.Sanitize(m.Key),
                ["value"] = Number(m.Value),
                ["timestamp"] = now.ToUnixTimeMilliseconds(),
                ["step"] = step,
            });
            await CallAsync(HttpMethod.Post, "runs/log-batch", new() { ["run_id"] = runId, ["metrics"] = new JsonArray([.. values]) }, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="status">FINISHED, FAILED or KILLED.</param>
    /// <param name="now">When it ended.</param>
    /// <param name="stop">Cancels.</param>
    public Task EndRunAsync(string runId, string status, DateTimeOffset now, CancellationToken stop) =>
        CallAsync(HttpMethod.Post, "runs/update", new() { ["run_id"] = runId, ["status"] = status, ["end_time"] = now.ToUnixTimeMilliseconds() }, stop);

    /// <summary>Uploads a file through the tracking server.</summary>
    /// <param name="artifactUri">The run's artifact address; must be one that the server proxies (<c>mlflow-artifacts:</c>).</param>
    /// <param name="file">The file.</param>
    /// <param name="name">Its name among the artifacts; slashes make folders.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="NotSupportedException">The artifacts live where only a client of that store can write.</exception>
    public async Task UploadAsync(string artifactUri, string file, string name, CancellationToken stop)
    {
        if (!Uri.TryCreate(artifactUri, UriKind.Absolute, out var address) || address.Scheme != "mlflow-artifacts")
        {
            throw new NotSupportedException($"the artifacts of this run live at '{artifactUri}', which cannot be reached over MLflow's REST API. Start the server with --serve-artifacts, or turn LogArtifacts off.");
        }

        var path = string.Join('/', $"{address.AbsolutePath.Trim('/')}/{name}".Split('/').Select(part => Uri.EscapeDataString(Uri.UnescapeDataString(part))));
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var target = new Uri(_root, "api/2.0/mlflow-artifacts/artifacts/" + path);
        await sender.SendAsync(HttpMethod.Put, target, new StreamContent(stream), stop, isUpload: true).ConfigureAwait(false);
    }

    // JSON has no such numbers; MLflow's server reads these words.
    private static JsonValue Number(double value) => double.IsFinite(value)
        ? JsonValue.Create(value)
        : JsonValue.Create(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");

    private static JsonArray Pairs(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new([.. pairs.Select(JsonNode (p) => new JsonObject { ["key"] = p.Key, ["value"] = p.Value })]);

    private static string Read(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = node?[name];
        }

        return node?.ToString() ?? throw new InvalidDataException($"The MLflow server's answer lacks '{string.Join('.', path)}'. Is it an MLflow server?");
    }

    private async Task<JsonNode?> CallAsync(HttpMethod method, string endpoint, JsonObject? body, CancellationToken stop)
    {
        var content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        var answer = await sender.SendAsync(method, new(_root, "api/2.0/mlflow/" + endpoint), content, stop).ConfigureAwait(false);
        try
        {
            return JsonNode.Parse(answer.Length == 0 ? "{}" : answer);
        }
        catch (JsonException thrown)
        {
            throw new InvalidDataException($"The answer of {_root}api/2.0/mlflow/{endpoint} is not JSON. Is it an MLflow server?", thrown);
        }
    }
}
