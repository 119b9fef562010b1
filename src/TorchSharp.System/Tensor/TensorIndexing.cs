using System.Runtime.InteropServices;
using TorchSharp.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.TensorIndex;

namespace TorchSharp;

/// <summary>Python's indexing: numbers and ranges narrow a view step by step; then tensors of indices, if there are any, select from it.</summary>
internal static class TensorIndexing
{
    internal static Tensor Get(Tensor tensor, TensorIndex[] indices)
    {
        var view = View(tensor, indices, out var tensors);
        if (tensors is null)
        {
            return view;
        }

        try
        {
            return Aten.index_Tensor.Tensor(view, Value.Optional(tensors));
        }
        finally
        {
            Release(view, tensors, indices);
        }
    }

    internal static void Put(Tensor tensor, TensorIndex[] indices, Tensor value, bool accumulate)
    {
        using var view = View(tensor, indices, out var tensors);
        try
        {
            if (tensors is not null)
            {
                using var placed = value.ndim == 0 ? value.to(view.device) : value.alias();
                Aten.index_put_.InPlace(view, Value.Optional(tensors), placed, accumulate);
                return;
            }

            using var fitting = Fitting(value, view.ndim);
            _ = accumulate ? view.add_(fitting) : view.copy_(fitting);
        }
        finally
        {
            Release(null, tensors, indices);
        }
    }

    /// <summary>Another handle of a value without the leading dimensions of size 1 that its target has no room for.</summary>
    internal static Tensor Fitting(Tensor value, long dimensions)
    {
        var shape = value.shape;
        var surplus = (int)(shape.Length - dimensions);
        return surplus > 0 && shape.AsSpan(0, surplus).IndexOfAnyExcept(1) < 0 ? value.reshape(shape[surplus..]) : value.alias();
    }

    // A new handle, always; `tensors` holds one entry for each dimension of it up to the last that is indexed by a tensor, or is null.
    private static Tensor View(Tensor tensor, TensorIndex[] indices, out Tensor?[]? tensors)
    {
        if (indices.Sum(Consumed) > tensor.ndim)
        {
            throw new ExternalException(FormattableString.Invariant($"too many indices for tensor of dimension {tensor.ndim}"));
        }

        var current = tensor.alias();
        var found = new List<Tensor?>();
        try
        {
            var dimension = 0;
            foreach (var index in indices)
            {
                if (index.Kind == IndexKind.Ellipsis)
                {
                    dimension += (int)(tensor.ndim - indices.Sum(Consumed));
                    continue;
                }

                current = Next(current, index, ref dimension, found);
            }
        }
        catch
        {
            current.Dispose();
            throw;
        }

        tensors = found.Count > 0 ? [.. found] : null;
        return current;
    }

    private static Tensor Next(Tensor current, TensorIndex index, ref int dimension, List<Tensor?> found)
    {
        switch (index.Kind)
        {
            case IndexKind.Single:
                return Replaced(current, current.select(dimension, index.Start ?? 0));
            case IndexKind.Slice:
                dimension++;
                var whole = index is { Start: null or 0, Stop: null, Step: null or 1 };
                return whole ? current : Replaced(current, Sliced(current, index, dimension - 1));
            case IndexKind.NewDimension:
                return Replaced(current, current.unsqueeze(dimension++));
            case IndexKind.Bool:
                Pad(found, dimension).Add(torch.tensor([index.Start != 0], device: current.device));
                return Replaced(current, current.unsqueeze(dimension++));
            default:
                var indices = index.Indices ?? throw new ArgumentException("A tensor of indices is null.");
                Pad(found, dimension).Add(indices);
                dimension += indices.dtype is ScalarType.Bool or ScalarType.Byte ? (int)indices.ndim : 1;
                return current;
        }
    }

    private static Tensor Sliced(Tensor current, TensorIndex index, int dimension)
    {
        var step = index.Step ?? 1;
        return step > 0
            ? Aten.slice_Tensor.Tensor(current, dimension, index.Start, index.Stop, step)
            : throw new ArgumentException(FormattableString.Invariant($"The step of a slice is positive, not {step}."));
    }

    private static Tensor Replaced(Tensor before, Tensor after)
    {
        before.Dispose();
        return after;
    }

    private static List<Tensor?> Pad(List<Tensor?> tensors, int count)
    {
        // A mask of several dimensions stands once in the list, so places are counted by what is consumed.
        var covered = tensors.Sum(tensor => tensor is { dtype: ScalarType.Bool or ScalarType.Byte } mask ? (int)mask.ndim : 1);
        for (; covered < count; covered++)
        {
            tensors.Add(null);
        }

        return tensors;
    }

    private static int Consumed(TensorIndex index) => index.Kind switch
    {
        IndexKind.Single or IndexKind.Slice => 1,
        IndexKind.Tensor => index.Indices is { dtype: ScalarType.Bool or ScalarType.Byte } mask ? (int)mask.ndim : 1,
        _ => 0,
    };

    // Truth values became tensors on the way; those of the caller stay.
    private static void Release(Tensor? view, Tensor?[]? tensors, TensorIndex[] indices)
    {
        view?.Dispose();
        foreach (var tensor in tensors ?? [])
        {
            if (tensor is not null && !indices.Any(index => ReferenceEquals(index.Indices, tensor)))
            {
                tensor.Dispose();
            }
        }
    }
}
