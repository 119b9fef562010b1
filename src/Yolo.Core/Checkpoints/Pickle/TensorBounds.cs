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

        if (!TensorLayout.TryCount(shape, out var count) || count * (Int128)storage.Type.Size() > Array.MaxLength)
        {
            throw input.Fail($"the shape {TensorLayout.Show(shape)} is negative or too large");
        }

        Int128 last = offset;
        for (var d = 0; d < shape.Length && count > 0; d++)
        {
            last += (shape[d] - 1) * (Int128)strides[d];
            if (strides[d] < 0)
            {
                throw input.Fail($"the strides {TensorLayout.Show(strides)} are negative");
            }
        }

        if (offset < 0 || (count == 0 ? offset > storage.Count : last >= storage.Count))
        {
            throw input.Fail($"a tensor of shape {TensorLayout.Show(shape)}, strides {TensorLayout.Show(strides)} and offset {offset} " +
                $"does not fit into the {storage.Count} elements of storage {Printable.Quote(storage.Key)}");
        }
    }
}
