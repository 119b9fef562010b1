using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yolo.Engine;
using Yolo.Extensions.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds models of Yolo for .NET to a container.</summary>
public static class YoloServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IYoloPredictor"/>, a singleton that predicts with a model. The model is loaded when the application starts, and disposed with the container.</summary>
    /// <param name="services">The services.</param>
    /// <param name="model">The file: .pt, .safetensors, or .onnx, with which libtorch is not loaded.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddYolo(this IServiceCollection services, string model)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        return services.AddYolo(options => options.Model = model);
    }

    /// <summary>As <see cref="AddYolo(IServiceCollection, string)"/>, with all settings. Called again, it changes the settings of the same predictor.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Makes the settings, which are checked when the application starts.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddYolo(this IServiceCollection services, Action<YoloServiceOptions> configure)
    {
        Add(services, Options.Options.DefaultName, configure);
        services.TryAddSingleton<IYoloPredictor>(provider => provider.GetRequiredKeyedService<PooledPredictor>(Options.Options.DefaultName));
        return services;
    }

    /// <summary>Adds one of several models, each with its own queue: <c>[FromKeyedServices("cells")] IYoloPredictor cells</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key, which is also the model's name in metrics.</param>
    /// <param name="model">As <see cref="AddYolo(IServiceCollection, string)"/> takes it.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddKeyedYolo(this IServiceCollection services, string key, string model)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        return services.AddKeyedYolo(key, options => options.Model = model);
    }

    /// <summary>As <see cref="AddKeyedYolo(IServiceCollection, string, string)"/>, with all settings. Called again with the same key, it changes the settings of the same predictor.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key.</param>
    /// <param name="configure">Makes the settings, which are checked when the application starts.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddKeyedYolo(this IServiceCollection services, string key, Action<YoloServiceOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        Add(services, key, configure);
        services.TryAddKeyedSingleton<IYoloPredictor>(key, (provider, _) => provider.GetRequiredKeyedService<PooledPredictor>(key));
        return services;
    }

    // The predictor itself is keyed by the name of its options.
    private static void Add(IServiceCollection services, string name, Action<YoloServiceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<YoloServiceOptions>(name).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<YoloServiceOptions>, YoloServiceOptionsValidator>());
        if (services.Any(service => service.ServiceType == typeof(PooledPredictor) && name.Equals(service.ServiceKey)))
        {
            return;
        }

        services.AddKeyedSingleton(name, (provider, _) => Make(provider, name));
        services.AddSingleton<IHostedService>(provider => new ModelWarmup(provider.GetRequiredKeyedService<PooledPredictor>(name)));
    }

    private static PooledPredictor Make(IServiceProvider provider, string name) => new(
        name.Length > 0 ? name : null,
        provider.GetRequiredService<IOptionsMonitor<YoloServiceOptions>>().Get(name),
        provider.GetService<ILoggerFactory>()?.CreateLogger<YoloModel>(),
        provider.GetService<IMeterFactory>());
}
