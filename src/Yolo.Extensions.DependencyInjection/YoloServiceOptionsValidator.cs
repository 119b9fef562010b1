using Microsoft.Extensions.Options;

namespace Yolo.Extensions.DependencyInjection;

/// <summary>Holds the settings to their ranges when the application starts, before anyone asks for a prediction.</summary>
internal sealed class YoloServiceOptionsValidator : IValidateOptions<YoloServiceOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, YoloServiceOptions options)
    {
        var who = string.IsNullOrEmpty(name) ? "AddYolo" : $"AddKeyedYolo(\"{name}\")";
        List<string> faults = [];
        if (string.IsNullOrWhiteSpace(options.Model))
        {
            faults.Add($"{who}: say which model: Model = \"best.pt\" or \"best.onnx\".");
        }

        if (options.Sessions < 1)
        {
            faults.Add(FormattableString.Invariant($"{who}: Sessions={options.Sessions} will not do: at least one prediction has to run."));
        }

        if (options.MaximumWaiting < 0)
        {
            faults.Add(FormattableString.Invariant($"{who}: MaximumWaiting={options.MaximumWaiting} will not do: 0 lets nobody wait, a larger number so many."));
        }

        if (options.MaximumPixels < 1)
        {
            faults.Add(FormattableString.Invariant($"{who}: MaximumPixels={options.MaximumPixels} will not do: no picture is as small as that."));
        }

        if (options.Predict is null || options.Onnx is null)
        {
            faults.Add($"{who}: Predict and Onnx are settings, not null; leave them out for the defaults.");
        }

        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
