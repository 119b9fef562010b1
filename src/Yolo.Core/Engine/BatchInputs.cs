using System.Runtime.InteropServices;
using TorchSharp;
using Yolo.Data.Loading;
using Yolo.Runtime;
using Yolo.Runtime.Devices;
using static TorchSharp.torch;

namespace Yolo.Engine;

/// <summary>
/// Makes tensors of the pixels of batches. A GPU fetches the bytes by itself out of the memory that the loader wrote them to, beside what it computes, and
/// makes numbers of them; nobody waits for it. Not thread-safe. Dispose it when the last batch is made.
/// </summary>
/// <remarks>Legend: B pictures, H and W size of the input.</remarks>
internal sealed class BatchInputs : IDisposable
{
    // One is read while the next is fetched.
    private const int Slots = 2;

    private readonly Device device;
    private readonly ICopyStream? copies;
    private readonly CudaCopyStream? own;
    private readonly Slot[] slots;
    private int next;

    /// <summary>Prepares for a device.</summary>
    /// <param name="device">Where tensors go.</param>
    /// <param name="copies">What copies; stays the caller's. Null: the GPU's own, and on a processor nothing.</param>
    internal BatchInputs(Device device, ICopyStream? copies = null)
    {
        this.device = device;
        own = copies is null && device.type == DeviceType.CUDA ? new CudaCopyStream(device) : null;
        this.copies = copies ?? own;
        slots = this.copies is { } stream ? [.. Enumerable.Range(0, Slots).Select(_ => new Slot(stream))] : [];
    }

    /// <summary>The pixels as numbers from 0 to 1. The tensor belongs to the caller's dispose scope and is channels-last. The batch can be disposed at once.</summary>
    /// <param name="samples">The batch.</param>
    /// <param name="type">Type of the numbers.</param>
    /// <returns>[B, 3, H, W].</returns>
    internal Tensor Make(SampleBatch samples, ScalarType type = ScalarType.Float32)
    {
        using var scope = NewDisposeScope();
        if (copies is null)
        {
            // A view of the loader's memory, which the numbers are made from before this returns.
            return Numbers(frombuffer(ArrayOf(samples), ScalarType.Byte, samples.Pixels.Length).SentTo(device), samples, type).MoveToOuterDisposeScope();
        }

        var slot = slots[next];
        next = (next + 1) % slots.Length;
        var numbers = Numbers(slot.Fetch(samples, device), samples, type);
        slot.Release();
        return numbers.MoveToOuterDisposeScope();
    }

    /// <summary>Waits for what is under way, and frees what was kept for it.</summary>
    public void Dispose()
    {
        foreach (var slot in slots)
        {
            slot.Dispose();
        }

        own?.Dispose();
    }

    // Batches of trainings and validations lie in arrays from their first element on.
    private static byte[] ArrayOf(SampleBatch samples) => MemoryMarshal.TryGetArray<byte>(samples.Memory, out var memory) && memory is { Array: { } array, Offset: 0 }
        ? array
        : throw new ArgumentException("The pixels of the batch are not in an array of their own.", nameof(samples));

    private static Tensor Numbers(Tensor bytes, SampleBatch samples, ScalarType type) =>
        bytes.view(samples.Count, samples.Height, samples.Width, 3).permute(0, 3, 1, 2).to(type).DivideInPlace(byte.MaxValue); // [B, 3, H, W]

    /// <summary>Memory on the device for the bytes of a batch.</summary>
    private sealed class Slot(ICopyStream copies) : IDisposable
    {
        private readonly nint fetched = copies.NewMark();
        private readonly nint read = copies.NewMark();
        private Tensor? bytes;
        private IDisposable? kept;

        /// <summary>Lets the device fetch the bytes; what it computes from now on comes after that.</summary>
        /// <returns>[B·H·W·3], of the dispose scope.</returns>
        internal Tensor Fetch(SampleBatch samples, Device device)
        {
            LetGo();
            var count = samples.Pixels.Length;
            if (bytes is null || bytes.shape[0] < count)
            {
                bytes?.Dispose();
                bytes = null;
                bytes = empty(count, ScalarType.Byte, device).DetachFromDisposeScope();

                // Libtorch hands out memory again whose last use the device has yet to come to.
                copies.Mark(read, DeviceWork.Computing);
            }

            kept = samples.KeepPixels();
            copies.Await(read, DeviceWork.Copying);
            copies.Copy(ArrayOf(samples), count, TorchOperators.Address(bytes));
            copies.Mark(fetched, DeviceWork.Copying);
            copies.Await(fetched, DeviceWork.Computing);
            return bytes.narrow(0, 0, count);
        }

        /// <summary>The bytes have been read, once the device comes to it.</summary>
        internal void Release() => copies.Mark(read, DeviceWork.Computing);

        public void Dispose()
        {
            try
            {
                LetGo();
            }
            catch (InvalidOperationException)
            {
                // Of a GPU that failed before, as has been reported then. It fetches nothing any more.
                kept?.Dispose();
            }

            bytes?.Dispose();
        }

        // The loader gets its memory back when the device has fetched what was there.
        private void LetGo()
        {
            if (kept is not null)
            {
                copies.Finish(fetched);
                kept.Dispose();
                kept = null;
            }
        }
    }
}
