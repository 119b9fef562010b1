namespace Yolo.Callbacks;

/// <summary>A validation run as callbacks see it.</summary>
public interface IValidationContext : IRunContext
{
    /// <summary>Whether it runs by itself, inside training, or as the final validation of the best weights.</summary>
    ValidationPhase Phase { get; }

    /// <summary>The current batch, from 0; −1 before the first.</summary>
    int BatchIndex { get; }

    /// <summary>Batches of the whole validation; 0 while unknown.</summary>
    int Batches { get; }

    /// <summary>Metrics by column name; empty before <c>on_val_end</c>.</summary>
    IReadOnlyDictionary<string, double> Metrics { get; }
}
