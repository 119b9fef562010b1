using Microsoft.Extensions.Hosting;

namespace Yolo.Extensions.DependencyInjection;

/// <summary>Begins to load the model when the application starts, instead of letting the first request wait for it. The start does not wait; health checks tell when it is there.</summary>
internal sealed class ModelWarmup(PooledPredictor predictor) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // What goes wrong is logged by the predictor, and told to whoever asks.
        _ = predictor.GetModelAsync(CancellationToken.None).ContinueWith(static loaded => loaded.Exception, TaskScheduler.Default);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
