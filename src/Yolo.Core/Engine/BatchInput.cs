using static TorchSharp.torch;

namespace Yolo.Engine;

/// <summary>The input of batches that callbacks may change.</summary>
internal static class BatchInput
{
    /// <summary>Takes a batch from a callback. An input that the callback made would die with it: it moves to where the batch lives.</summary>
    /// <param name="old">The batch that it takes the place of; null if there was none.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="input">The input of a batch; null where none was made yet.</param>
    /// <returns>The batch.</returns>
    internal static T Replace<T>(T? old, T? batch, Func<T, Tensor?> input)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (old is null || !ReferenceEquals(input(old), input(batch)))
        {
            input(batch)?.MoveToOuterDisposeScope();
        }

        return batch;
    }
}
