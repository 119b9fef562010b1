using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yolo.Extensions.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health checks of models.</summary>
public static class YoloHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that says whether the model of <c>AddYolo</c> is loaded.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="key">The key of <c>AddKeyedYolo</c>; null, the default, for the model of <c>AddYolo</c>.</param>
    /// <param name="name">The check's name; null, the default, for "yolo", or "yolo-" and the key.</param>
    /// <param name="failureStatus">What is reported while the model is not there; null, the default, for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags by which checks are chosen; null for none.</param>
    /// <returns>The health checks.</returns>
    public static IHealthChecksBuilder AddYolo(this IHealthChecksBuilder builder, string? key = null, string? name = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name ?? (key is null ? "yolo" : $"yolo-{key}"),
            provider => new ModelHealthCheck(provider.GetRequiredKeyedService<PooledPredictor>(key ?? Options.Options.DefaultName)),
            failureStatus,
            tags));
    }
}
