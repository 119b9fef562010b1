using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Yolo.Extensions.DependencyInjection;

/// <summary>Says whether the model is loaded, so that a service gets no requests before it can answer them. It never waits, and it starts the loading if nobody has.</summary>
internal sealed class ModelHealthCheck(PooledPredictor predictor) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var loading = predictor.Loading;
        if (loading is { IsCompletedSuccessfully: true })
        {
            var model = await loading.ConfigureAwait(false);
            return HealthCheckResult.Healthy($"{model.Source} is loaded.");
        }

        if (loading is { Exception: { } error })
        {
            // Ready for the next try; what comes of it is asked next time.
            _ = predictor.GetModelAsync(CancellationToken.None).ContinueWith(static tried => tried.Exception, TaskScheduler.Default);
            return new(context.Registration.FailureStatus, error.GetBaseException().Message, error.GetBaseException());
        }

        if (loading is null)
        {
            _ = predictor.GetModelAsync(CancellationToken.None).ContinueWith(static tried => tried.Exception, TaskScheduler.Default);
        }

        return new(context.Registration.FailureStatus, "The model is being loaded.");
    }
}
