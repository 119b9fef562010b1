namespace Yolo.Checkpoints.Pickle;

/// <summary>Checks that a tensor lies within its storage.</summary>
internal static class TensorBounds
{
    internal static void Check(TensorStorage storage, long offset, ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, PickleInput input)
    {
        if (strides.Length != shape.Length)
        {
            throw input.Fail($"a tensor of {shape.Length} dimensions has {strides.Length} strides");
        }

        if (!TensorLayout.TryCount(shape, out var count) || count > Array.MaxLength / storage.Type.Size())
        {
            throw input.Fail($"the shape {TensorLayout.Show(shape)} is negative or too large");
        }

        foreach (var stride in strides)
        {
            if (stride < 0)
            {
                throw input.Fail($"the strides {TensorLayout.Show(strides)} are negative");
            }
        }

        if (offset < 0 || offset > storage.Count || (count > 0 && !Fits(storage.Count - offset, shape, strides)))
        {
            throw input.Fail($"a tensor of shape {TensorLayout.Show(shape)}, strides {TensorLayout.Show(strides)} and offset {offset} " +
                $"does not fit into the {storage.Count} elements of storage {Printable.Quote(storage.Key)}");
        }
    }

    /// <summary>Whether the last element lies within so many elements. Lengths are below 2³¹ here, and so are strides that get multiplied.</summary>
    private static bool Fits(long elements, ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
    {
        long last = 0;
        for (var d = 0; d < shape.Length; d++)
        {
            if (shape[d] == 1)
            {
                continue;
            }

            if (strides[d] >= elements)
            {
                return false;
            }

            last += (shape[d] - 1) * strides[d];
            if (last >= elements)
            {
                return false;
            }
        }

        return elements > 0;
    }
}
