using Yolo.Data.Loading;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine;

/// <summary>Makes tensors of the pixels of a batch.</summary>
/// <remarks>Legend: B pictures, H and W size of the input.</remarks>
internal static class BatchInput
{
    /// <summary>Bytes go to the device; there they become numbers from 0 to 1. The tensor is channels-last.</summary>
    internal static Tensor Make(SampleBatch samples, Device device, ScalarType type = ScalarType.Float32)
    {
        // The bytes need not wait for the end of the step.
        using var bytes = empty(samples.Count, samples.Height, samples.Width, 3, dtype: ScalarType.Byte); // [B, H, W, 3]
        samples.Pixels.CopyTo(bytes.bytes);
        using var pixels = bytes.permute(0, 3, 1, 2); // [B, 3, H, W]
        using var moved = pixels.to(device);
        return moved.to(type).DivideInPlace(byte.MaxValue); // [B, 3, H, W]
    }

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
