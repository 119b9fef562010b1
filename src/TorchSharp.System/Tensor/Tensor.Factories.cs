using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // What the members have in common.
    public partial class Tensor
    {
        private Tensor Like(Operator factory, ScalarType? dtype, Device? device, bool requires_grad) =>
            Finish(factory.Tensor(this, dtype, Value.None, device), requires_grad);

        private Tensor New(Operator factory, long[] size, ScalarType? dtype, Device? device, bool requires_grad) =>
            Finish(factory.Tensor(this, size, dtype, Value.None, device), requires_grad);

        private Tensor Done(Tensor result, bool disposeAfter)
        {
            if (disposeAfter)
            {
                Dispose();
            }

            return result;
        }

        private Tensor Unflatten(long dim, long[] sizes)
        {
            if (dim < 0 || dim >= ndim)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Dimension {dim} of {ndim} cannot be unflattened: count from 0."), nameof(dim));
            }

            return sizes.Length > 0
                ? Aten.unflatten_int.Tensor(this, dim, sizes)
                : throw new ArgumentException("No sizes were given for the dimension.", nameof(sizes));
        }

        private static string? Name(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();

        private static long[] Range(long first, long count) => [.. Enumerable.Range((int)first, (int)count).Select(item => (long)item)];
    }
}
