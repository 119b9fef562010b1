namespace Yolo.Callbacks;

/// <summary>What every running mode (training, validation, prediction, export) shows to callbacks. No member throws; what is not known yet is null or empty.</summary>
public interface IRunContext
{
    /// <summary>The model that runs; null before it exists.</summary>
    object? Model { get; }

    /// <summary>Requests to this run: stop, skip, save, validate.</summary>
    RunControl Control { get; }

    /// <summary>The run directory; null when the run writes none.</summary>
    string? SaveDirectory { get; }

    /// <summary>Every setting of the run under its command-line key, formatted in the invariant culture.</summary>
    IReadOnlyDictionary<string, string> Settings { get; }
}
