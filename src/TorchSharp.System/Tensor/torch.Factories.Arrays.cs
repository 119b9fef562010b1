using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor over an array's own memory, where type and device allow it; the array stays pinned as long as the tensor lives.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <summary>A tensor over an array's own memory, where type and device allow it; the array stays pinned as long as the tensor lives.</summary>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var type = ScalarTypeOf(rawArray.GetType().GetElementType());
        return type == ScalarType.ComplexFloat32
            ? Copy(Elements<(float, float)>(rawArray), Shape(rawArray), dtype, device, requires_grad, names)
            : Finish(Placed(Over(rawArray, 0, Shape(rawArray), type), dtype, device), requires_grad, names);
    }

    /// <summary>A vector over an array's own memory; the array stays pinned as long as the tensor lives.</summary>
    /// <param name="rawArray">The array, of any number of dimensions.</param>
    /// <param name="dtype">The element type; another than the array's makes a converted copy.</param>
    /// <param name="count">How many elements; all that follow if negative.</param>
    /// <param name="offset">The first element.</param>
    /// <param name="requires_grad">Whether gradients are recorded.</param>
    /// <exception cref="ArgumentException">The offset lies outside the array.</exception>
    /// <exception cref="IndexOutOfRangeException">There are fewer elements than asked for.</exception>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        if (offset < 0 || offset >= rawArray.LongLength)
        {
            throw new ArgumentException(FormattableString.Invariant($"invalid value for 'offset': {offset}"), nameof(offset));
        }

        var length = count < 0 ? rawArray.LongLength - offset : count;
        if (length > rawArray.LongLength - offset)
        {
            throw new IndexOutOfRangeException(FormattableString.Invariant($"element count is too large: {length}"));
        }

        // Pairs of floats are refused with the exception type that the package throws.
        var type = ScalarTypeOf(rawArray.GetType().GetElementType());
        return type != ScalarType.ComplexFloat32
            ? Finish(Placed(Over(rawArray, offset, [length], type), dtype, CPU), requires_grad)
            : throw new NotImplementedException("An array of pairs of floats cannot be pinned: use torch.tensor, which copies.");
    }

    /// <summary>The tensor itself under another handle, or converted where type or device differ.</summary>
    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) =>
        (dtype is null || dtype == data.dtype) && (device is null || device.Packed == data.device.Packed)
            ? data.alias()
            : data.to(dtype ?? data.dtype, device ?? data.device).requires_grad_(data.requires_grad);

    /// <summary>A tensor over an array's own memory, where type and device allow it.</summary>
    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    private static unsafe Tensor Over(Array array, long offset, long[] shape, ScalarType type)
    {
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        var start = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array)) + (offset * SizeOf(type));
        fixed (long* sizes = shape)
        {
            var handle = NativeMethods.ts_tensor_from_memory(start, sizes, shape.Length, (int)type, &Unpin, GCHandle.ToIntPtr(pin));
            if (handle == IntPtr.Zero)
            {
                pin.Free();
            }

            return new Tensor(handle);
        }
    }

    // libtorch calls this once, from whatever thread drops the last reference.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Unpin(IntPtr pin) => GCHandle.FromIntPtr(pin).Free();
}
