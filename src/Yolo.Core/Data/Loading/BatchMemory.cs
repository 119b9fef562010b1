using System.Buffers;
using Yolo.Imaging;

namespace Yolo.Data.Loading;

/// <summary>Lends the pixels of batches, which are used again.</summary>
internal sealed class BatchMemory : MemoryPool<byte>
{
    // One is in use and two are made ahead; a validation's are of another size.
    // Pinned, since a GPU fetches from them.
    private static readonly ExactPool Arrays = new(kept: 4, isPinned: true);

    private BatchMemory()
    {
    }

    /// <summary>What batches take where nobody says otherwise.</summary>
    public static BatchMemory Default { get; } = new();

    public override int MaxBufferSize => Array.MaxLength;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => new Lease(Arrays.Rent(Math.Max(1, minBufferSize)));

    protected override void Dispose(bool disposing)
    {
    }

    private sealed class Lease(byte[] array) : IMemoryOwner<byte>
    {
        private byte[]? array = array;

        public Memory<byte> Memory => array ?? throw new ObjectDisposedException(nameof(BatchMemory));

        public void Dispose()
        {
            if (Interlocked.Exchange(ref array, null) is { } given)
            {
                Arrays.Return(given);
            }
        }
    }
}
