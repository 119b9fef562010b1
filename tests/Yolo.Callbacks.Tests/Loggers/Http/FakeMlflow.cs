using System.Text.Json;

namespace Yolo.Callbacks.Tests;

/// <summary>A server that speaks the part of MLflow's REST API 2.0 that a tracking client uses.</summary>
internal sealed class FakeMlflow : IDisposable
{
    private readonly LoopbackServer _server;

    public FakeMlflow()
    {
        _server = new(Answer);
    }

    public Uri Address => _server.Address;

    public LoopbackServer.Request[] Requests => _server.Requests;

    public string? KnownExperiment { get; init; }

    public string ArtifactUri { get; init; } = "mlflow-artifacts:/7/run-1/artifacts";

    public IEnumerable<JsonElement> Bodies(string endpoint) =>
        Requests.Where(r => r.Path == "/api/2.0/mlflow/" + endpoint).Select(r => JsonDocument.Parse(r.Body).RootElement);

    /// <summary>All params, metrics or tags of log-batch requests.</summary>
    public IEnumerable<JsonElement> Logged(string kind) =>
        Bodies("runs/log-batch").Where(b => b.TryGetProperty(kind, out _)).SelectMany(b => b.GetProperty(kind).EnumerateArray());

    public void Dispose() => _server.Dispose();

    private (int Status, string Body) Answer(LoopbackServer.Request request) => (request.Method, request.Path) switch
    {
        ("GET", "/api/2.0/mlflow/experiments/get-by-name") => request.ExperimentName == KnownExperiment
            ? (200, """{"experiment":{"experiment_id":"7","name":"known"}}""")
            : (404, """{"error_code":"RESOURCE_DOES_NOT_EXIST","message":"no such experiment"}"""),
        ("POST", "/api/2.0/mlflow/experiments/create") => (200, """{"experiment_id":"7"}"""),
        ("POST", "/api/2.0/mlflow/runs/create") => (200, """{"run":{"info":{"run_id":"run-1","artifact_uri":"HERE"}}}""".Replace("HERE", ArtifactUri, StringComparison.Ordinal)),
        ("POST", "/api/2.0/mlflow/runs/log-batch") or ("POST", "/api/2.0/mlflow/runs/update") => (200, "{}"),
        ("PUT", var path) when path.StartsWith("/api/2.0/mlflow-artifacts/artifacts/7/run-1/artifacts/", StringComparison.Ordinal) => (200, "{}"),
        _ => (404, $"no endpoint {request.Method} {request.Path}"),
    };
}
