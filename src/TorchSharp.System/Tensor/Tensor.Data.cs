using System.Runtime.CompilerServices;
using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The tensor's own memory, without a copy; valid only as long as the tensor. Assigning copies bytes in.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous, or not in the processor's memory.</exception>
        /// <exception cref="ArgumentException">More than 2 GiB, or bytes of another length are assigned.</exception>
        public Span<byte> bytes
        {
            get => Memory();
            set
            {
                var memory = Memory();
                if (memory.Length != value.Length)
                {
                    throw new ArgumentException(FormattableString.Invariant($"The tensor has {memory.Length} bytes, {value.Length} were given."));
                }

                value.CopyTo(memory);
            }
        }

        /// <summary>A view of the elements as values of C#, whose type must fit.</summary>
        /// <exception cref="ArgumentException">The tensor's elements are of another type.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(this);
        }

        /// <summary>The only element.</summary>
        /// <exception cref="ArgumentException">There are more or fewer, or they are of another type.</exception>
        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
            {
                throw new ArgumentException("Number of elements in the tensor must be 1");
            }

            ValidateType(typeof(T));
            using var copy = is_cpu() ? null : cpu();
            var value = Unsafe.ReadUnaligned<T>(ref (copy ?? this).First());
            GC.KeepAlive(this);
            return value;
        }

        /// <summary>The only element as a number.</summary>
        public Scalar ToScalar() => dtype switch
        {
            ScalarType.Bool => item<bool>(),
            ScalarType.ComplexFloat32 => item<(float, float)>(),
            ScalarType.ComplexFloat64 => item<System.Numerics.Complex>(),
            _ => Scalar.From(Aten.local_scalar_dense.Number(this)),
        };

        /// <summary>One element of a tensor in the processor's memory, by its index in memory.</summary>
        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);

        /// <summary>One element of a tensor in the processor's memory, by its index in memory.</summary>
        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);

        /// <summary>One element of a tensor in the processor's memory, by its index in memory.</summary>
        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);

        /// <summary>One element of a tensor in the processor's memory, by its index in memory.</summary>
        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);

        /// <summary>One element of a tensor in the processor's memory, by its index in memory.</summary>
        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);

        /// <summary>One element of a tensor in the processor's memory, by its index in memory.</summary>
        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        /// <summary>One element of a tensor in the processor's memory, by its index in memory.</summary>
        public sbyte ReadCpuSByte(long i) => ReadCpuValue<sbyte>(i);

        /// <summary>One element of a tensor in the processor's memory, by its index in memory.</summary>
        public short ReadCpuInt16(long i) => ReadCpuValue<short>(i);

        /// <summary>One element of a tensor in the processor's memory, by its index in memory.</summary>
        public float ReadCpuFloat16(long i) => (float)ReadCpuValue<Half>(i);

        /// <summary>One element of a tensor in the processor's memory, by its index in memory.</summary>
        public float ReadCpuBFloat16(long i) => ReadCpuValue<BFloat16>(i).ToSingle();

        /// <summary>One element of a tensor in the processor's memory, by its index in memory.</summary>
        public T ReadCpuValue<T>(long i)
            where T : unmanaged
        {
            using var values = data<T>();
            return values[i];
        }

        internal unsafe ref byte First()
        {
            var address = NativeMethods.ts_tensor_data(Handle);
            GC.KeepAlive(this);
            return ref Unsafe.AsRef<byte>((void*)(NumberOfElements == 0 ? address : TorchError.Check(address)));
        }

        internal void ValidateType(Type type)
        {
            var expected = dtype switch
            {
                ScalarType.Byte => typeof(byte),
                ScalarType.Int8 => typeof(sbyte),
                ScalarType.Int16 => typeof(short),
                ScalarType.Int32 => typeof(int),
                ScalarType.Int64 => typeof(long),
                ScalarType.Float16 => typeof(Half),
                ScalarType.BFloat16 => typeof(BFloat16),
                ScalarType.Float32 => typeof(float),
                ScalarType.Float64 => typeof(double),
                ScalarType.ComplexFloat32 => typeof((float, float)),
                ScalarType.ComplexFloat64 => typeof(System.Numerics.Complex),
                _ => typeof(bool),
            };
            if (type != expected)
            {
                throw new ArgumentException($"The tensor's elements are {dtype}: read them as {expected.Name}, not as {type.Name}.");
            }
        }

        private void RequireOwnMemory()
        {
            if (!is_contiguous())
            {
                throw new InvalidOperationException("The bytes of a tensor that is not contiguous cannot be viewed: call contiguous() first.");
            }

            if (device.type != DeviceType.CPU)
            {
                throw new InvalidOperationException($"The bytes of a tensor on {device} cannot be viewed: call cpu() first.");
            }
        }

        private Span<byte> Memory()
        {
            RequireOwnMemory();
            var length = NumberOfElements * ElementSize;
            return length <= int.MaxValue
                ? MemoryAt(0, (int)length)
                : throw new ArgumentException(FormattableString.Invariant($"A span cannot view {length} bytes: take a part of the tensor."));
        }
    }
}
