namespace Yolo.Engine.Distributed;

/// <summary>A sum over all ranks that is under way.</summary>
/// <param name="wait">Returns when the tensor holds the sum, or when the device will have it before whatever is asked of it next.</param>
internal sealed class TensorSum(Action wait)
{
    /// <summary>That of a rank without others, which is done.</summary>
    internal static TensorSum OfOne { get; } = new(() => { });

    /// <summary>Waits for it.</summary>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    internal void Wait() => wait();
}
