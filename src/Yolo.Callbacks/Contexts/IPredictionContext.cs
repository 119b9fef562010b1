namespace Yolo.Callbacks;

/// <summary>A prediction run as callbacks see it.</summary>
public interface IPredictionContext : IRunContext
{
    /// <summary>The current batch, from 0; −1 before the first.</summary>
    int BatchIndex { get; }

    /// <summary>Batches of the whole source; null when it has no known end (a stream).</summary>
    int? Batches { get; }
}
