namespace Yolo.Callbacks;

/// <summary>
/// Logs a training to an MLflow tracking server over its REST API 2.0: settings as parameters, the logs of each epoch as metrics, and at the end weights, tables and
/// pictures of the run directory as artifacts. Requests go out in the background. A failure is reported once and never stops training.
/// </summary>
/// <remarks>Metric names lose their brackets, which MLflow refuses: <c>metrics/mAP50(B)</c> is <c>metrics/mAP50B</c>.</remarks>
/// <example><c>model.AddCallback(new Mlflow(new("http://localhost:5000")) { Experiment = "blood cells" });</c></example>
public sealed class Mlflow : Callback, IDisposable
{
    private static readonly string[] ArtifactPatterns = ["weights/*.pt", "*.csv", "*.yaml", "*.json", "*.jsonl", "*.png", "*.jpg"];

    private readonly Uri _server;
    private BackgroundSender? _sender;
    private MlflowClient? _client;
    private string _artifactUri = string.Empty;
    private bool _hasFailed;

    /// <summary>Makes a logger.</summary>
    /// <param name="server">The tracking server; null: the environment variable <c>MLFLOW_TRACKING_URI</c>.</param>
    /// <exception cref="ArgumentException">Neither says where the server is, or it is not an HTTP address.</exception>
    public Mlflow(Uri? server = null)
        : base(CallbackPriority.Late, ExceptionPolicy.WarnOnce, Ranks.Zero)
    {
        var address = server ?? (Uri.TryCreate(Environment.GetEnvironmentVariable("MLFLOW_TRACKING_URI"), UriKind.Absolute, out var fromEnvironment) ? fromEnvironment : null);
        _server = address is { IsAbsoluteUri: true, Scheme: "http" or "https" }
            ? address
            : throw new ArgumentException("MLflow needs the http(s) address of a tracking server: give it as server, or set MLFLOW_TRACKING_URI.", nameof(server));
    }

    /// <summary>The experiment; made when there is none of that name. Default: <c>MLFLOW_EXPERIMENT_NAME</c>, else <c>yolo</c>.</summary>
    public string Experiment { get; init; } = Environment.GetEnvironmentVariable("MLFLOW_EXPERIMENT_NAME") ?? "yolo";

    /// <summary>The run's name. Default null: the name of the run directory.</summary>
    public string? RunName { get; init; }

    /// <summary>Tags of the run. Default none.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Uploads weights, tables and pictures of the run directory when training ends. Default true; needs a server that proxies artifacts.</summary>
    public bool LogArtifacts { get; init; } = true;

    /// <summary>A bearer token. Default: <c>MLFLOW_TRACKING_TOKEN</c>, else none.</summary>
    public string? Token { get; init; } = Environment.GetEnvironmentVariable("MLFLOW_TRACKING_TOKEN");

    /// <summary>How long to wait for an answer, uploads apart. Default 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Sends the requests; stays the caller's. Default null: a handler of its own.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Gives time stamps. Default: the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The run's id, once the server has given it; null before.</summary>
    public string? RunId { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs)
    {
        Dispose();
        _hasFailed = false;
        RunId = null;
        var headers = new Dictionary<string, string>();
        if (Token is { Length: > 0 })
        {
            headers["Authorization"] = "Bearer " + Token;
        }

        _sender = new(Handler, Timeout, headers, Warn);
        _client = new(_server, _sender);
        var runName = RunName ?? Path.GetFileName(Training!.SaveDirectory?.TrimEnd(Path.DirectorySeparatorChar)) ?? "train";
        var settings = new Dictionary<string, string>(Training!.Settings);
        var now = Clock.GetUtcNow();
        _sender.Enqueue((sender, stop) => StartRunAsync(sender, _client, runName, settings, now, stop));
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        var metrics = logs.ToArray();
        var now = Clock.GetUtcNow();
        var client = _client;
        _sender?.Enqueue((_, stop) => client!.LogMetricsAsync(RunId!, metrics, epoch + 1, now, stop));
    }

    /// <inheritdoc/>
    public override void OnException(RunFailure failure) => _hasFailed |= ReferenceEquals(failure.Receiver, Training);

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        if (_sender is null || _client is not { } client)
        {
            return;
        }

        // One piece of work: where one file cannot go, the others cannot either, and the run must still be ended.
        var artifacts = Artifacts().ToArray();
        _sender.Enqueue((_, stop) => UploadAsync(client, artifacts, stop));

        var status = _hasFailed ? "FAILED" : Training!.Control.StopNowRequested ? "KILLED" : "FINISHED";
        var now = Clock.GetUtcNow();
        _sender.Enqueue((_, stop) => client.EndRunAsync(RunId!, status, now, stop));
        _sender.Drain(DrainTimeout);
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        _sender?.Dispose();
        _sender = null;
        _client = null;
    }

    /// <inheritdoc/>
    protected override void OnRemoved() => Dispose();

    private async Task StartRunAsync(
        BackgroundSender sender, MlflowClient client, string runName, Dictionary<string, string> settings, DateTimeOffset now, CancellationToken stop)
    {
        try
        {
            var experiment = await client.FindOrCreateExperimentAsync(Experiment, stop).ConfigureAwait(false);
            (RunId, _artifactUri) = await client.CreateRunAsync(experiment, runName, Tags, now, stop).ConfigureAwait(false);
        }
        catch
        {
            // Without a run there is nothing to log to.
            sender.GiveUp();
            throw;
        }

        await client.LogParametersAsync(RunId, settings, stop).ConfigureAwait(false);
    }

    private async Task UploadAsync(MlflowClient client, (string File, string Name)[] artifacts, CancellationToken stop)
    {
        foreach (var (file, name) in artifacts)
        {
            await client.UploadAsync(_artifactUri, file, name, stop).ConfigureAwait(false);
        }
    }

    private IEnumerable<(string File, string Name)> Artifacts()
    {
        if (!LogArtifacts || Training!.SaveDirectory is not { } directory || !Directory.Exists(directory))
        {
            yield break;
        }

        foreach (var pattern in ArtifactPatterns)
        {
            var folder = Path.Combine(directory, Path.GetDirectoryName(pattern)!);
            if (!Directory.Exists(folder))
            {
                continue;
            }

            foreach (var file in Directory.EnumerateFiles(folder, Path.GetFileName(pattern)).Order(StringComparer.Ordinal))
            {
                yield return (file, Path.GetRelativePath(directory, file).Replace('\\', '/'));
            }
        }
    }
}
