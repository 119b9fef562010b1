using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Yolo.Extensions.DependencyInjection;

/// <summary>What is counted of a predictor, in the meter <c>Yolo</c>; docs/service.md lists it. OpenTelemetry, <c>dotnet-counters</c> and Prometheus read it.</summary>
internal sealed class PredictorMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    internal const string Name = "Yolo";

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };

    private readonly Meter? own;
    private readonly KeyValuePair<string, object?> model;
    private readonly Counter<long> requests;
    private readonly UpDownCounter<long> waiting;
    private readonly UpDownCounter<long> active;
    private readonly Histogram<double> duration;
    private readonly Histogram<double> queued;
    private readonly Histogram<double> inference;

    /// <summary>Makes the instruments.</summary>
    /// <param name="model">What the model is called in the tag <c>yolo.model</c>.</param>
    /// <param name="factory">Owns the meter; null: the metrics do.</param>
    internal PredictorMetrics(string model, IMeterFactory? factory)
    {
        own = factory is null ? new Meter(Name) : null;
        this.model = new("yolo.model", model);
        var meter = own ?? factory!.Create(Name);
        requests = meter.CreateCounter<long>("yolo.requests", "{request}", "Requests that are over, by outcome.");
        waiting = meter.CreateUpDownCounter<long>("yolo.queue.length", "{request}", "Requests that wait for their turn.");
        active = meter.CreateUpDownCounter<long>("yolo.requests.active", "{request}", "Requests that are being predicted.");
        duration = meter.CreateHistogram("yolo.request.duration", "s", "Time from the request to its result, waiting among it.", advice: Seconds);
        queued = meter.CreateHistogram("yolo.queue.duration", "s", "Time that a request waited for its turn.", advice: Seconds);
        inference = meter.CreateHistogram("yolo.inference.duration", "s", "Time that the network took for a picture.", advice: Seconds);
    }

    /// <summary>A request comes.</summary>
    /// <returns>To be disposed when it is over.</returns>
    internal Request Begin()
    {
        waiting.Add(1, model);
        return new(this);
    }

    /// <inheritdoc/>
    public void Dispose() => own?.Dispose();

    /// <summary>One request, from its coming to its end. Not for several threads at once.</summary>
    internal sealed class Request(PredictorMetrics metrics) : IDisposable
    {
        private readonly long begun = Stopwatch.GetTimestamp();
        private bool isActive;

        /// <summary>How it ended: ok, bad_picture, busy, cancelled or failed.</summary>
        internal string Outcome { get; set; } = "failed";

        /// <summary>Its turn has come.</summary>
        internal void Start()
        {
            isActive = true;
            metrics.waiting.Add(-1, metrics.model);
            metrics.active.Add(1, metrics.model);
            metrics.queued.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds, metrics.model);
        }

        /// <summary>There is a result.</summary>
        /// <param name="milliseconds">The network's time.</param>
        internal void Succeed(double milliseconds)
        {
            Outcome = "ok";
            metrics.inference.Record(milliseconds / 1000, metrics.model);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            (isActive ? metrics.active : metrics.waiting).Add(-1, metrics.model);
            var outcome = new KeyValuePair<string, object?>("outcome", Outcome);
            metrics.requests.Add(1, metrics.model, outcome);
            metrics.duration.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds, metrics.model, outcome);
        }
    }
}
