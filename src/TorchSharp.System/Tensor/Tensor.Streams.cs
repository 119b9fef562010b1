namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Reads a tensor that <see cref="TensorExtensionMethods.Save(Tensor, BinaryWriter)"/> wrote.</summary>
        public static Tensor Load(BinaryReader reader) => TensorExtensionMethods.Load(reader);

        /// <summary>Reads a tensor that <see cref="TensorExtensionMethods.Save(Tensor, Stream)"/> wrote.</summary>
        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream);
            return Load(reader);
        }

        /// <summary>Reads a tensor that <see cref="TensorExtensionMethods.Save(Tensor, string)"/> wrote.</summary>
        public static Tensor Load(string location)
        {
            using var stream = File.OpenRead(location);
            return Load(stream);
        }

        /// <summary>Writes the elements as they lie in memory.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous or not in the processor's memory.</exception>
        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            foreach (var (offset, length) in Parts())
            {
                stream.Write(MemoryAt(offset, length));
            }
        }

        /// <summary>Fills the memory with what a stream gives.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous or not in the processor's memory.</exception>
        /// <exception cref="EndOfStreamException">The stream ends too early.</exception>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            foreach (var (offset, length) in Parts())
            {
                stream.ReadExactly(MemoryAt(offset, length));
            }
        }

        // Spans reach 2 GiB; tensors can be larger.
        private IEnumerable<(long Offset, int Length)> Parts()
        {
            const int Largest = 1 << 30;
            RequireOwnMemory();
            var total = NumberOfElements * ElementSize;
            for (var offset = 0L; offset < total; offset += Largest)
            {
                yield return (offset, (int)Math.Min(Largest, total - offset));
            }
        }

        private unsafe Span<byte> MemoryAt(long offset, int length) =>
            new((byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref First()) + offset, length);
    }
}
