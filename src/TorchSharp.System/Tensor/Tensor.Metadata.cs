using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private const int DimensionsOnStack = 8;

        /// <summary>The number of dimensions.</summary>
        public long Dimensions => Checked(NativeMethods.ts_tensor_dim(Handle));

        /// <summary>The number of dimensions.</summary>
        public long ndim => Dimensions;

        /// <summary>The number of elements.</summary>
        public long NumberOfElements => Checked(NativeMethods.ts_tensor_numel(Handle));

        /// <summary>Bytes of one element.</summary>
        public long ElementSize => SizeOf(dtype);

        /// <summary>The type of the elements.</summary>
        public ScalarType dtype => (ScalarType)Checked(NativeMethods.ts_tensor_dtype(Handle));

        /// <summary>Where the tensor lives.</summary>
        public Device device => Device.Unpack(Checked(NativeMethods.ts_tensor_device(Handle)));

        /// <summary>The kind of device on which the tensor lives.</summary>
        public DeviceType device_type => device.type;

        /// <summary>The number of the device on which the tensor lives.</summary>
        public int device_index => device.index;

        /// <summary>Whether the tensor lives on a CUDA device.</summary>
        public bool is_cuda => device.type == DeviceType.CUDA;

        /// <summary>Whether the tensor has a shape and no memory.</summary>
        public bool is_meta => device.type == DeviceType.META;

        /// <summary>Whether the tensor is sparse.</summary>
        public bool is_sparse => Checked(NativeMethods.ts_tensor_is_sparse(Handle)) != 0;

        /// <summary>The size of each dimension.</summary>
        public unsafe long[] shape
        {
            get
            {
                var buffer = stackalloc long[DimensionsOnStack];
                var count = Checked(NativeMethods.ts_tensor_sizes(Handle, buffer, DimensionsOnStack));
                if (count <= DimensionsOnStack)
                {
                    return new Span<long>(buffer, (int)count).ToArray();
                }

                var sizes = new long[count];
                fixed (long* all = sizes)
                {
                    Checked(NativeMethods.ts_tensor_sizes(Handle, all, count));
                }

                return sizes;
            }
        }

        /// <summary>The number of dimensions.</summary>
        public long dim() => Dimensions;

        /// <summary>The number of elements.</summary>
        public long numel() => NumberOfElements;

        /// <summary>Bytes of one element.</summary>
        public long element_size() => ElementSize;

        /// <summary>The size of each dimension.</summary>
        public long[] size() => shape;

        /// <summary>The size of one dimension; negative numbers count from the last.</summary>
        public long size(int dim) => At(shape, dim);

        /// <summary>How many elements apart neighbours of each dimension lie.</summary>
        public unsafe long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* all = strides)
            {
                Checked(NativeMethods.ts_tensor_strides(Handle, all, strides.Length));
            }

            return strides;
        }

        /// <summary>How many elements apart neighbours of one dimension lie; negative numbers count from the last.</summary>
        public long stride(int dim) => At(stride(), dim);

        /// <summary>Where in its storage the tensor begins, in elements.</summary>
        public long storage_offset() => Checked(NativeMethods.ts_tensor_storage_offset(Handle));

        /// <summary>Whether the elements lie in memory without gaps, the last dimension fastest.</summary>
        public bool is_contiguous() => Checked(NativeMethods.ts_tensor_is_contiguous(Handle, 0)) != 0;

        /// <summary>Whether the elements are integers or truth values.</summary>
        public bool is_integral() => torch.is_integral(dtype);

        /// <summary>Whether the elements are real floating numbers.</summary>
        public bool is_floating_point() => torch.is_floating_point(dtype);

        /// <summary>Whether the elements are complex numbers.</summary>
        public bool is_complex() => torch.is_complex(dtype);

        /// <summary>Whether the tensor lives in the processor's memory.</summary>
        public bool is_cpu() => device.type == DeviceType.CPU;

        private static long At(long[] values, int dim)
        {
            var index = dim < 0 ? dim + values.Length : dim;
            return index >= 0 && index < values.Length
                ? values[index]
                : throw new ArgumentOutOfRangeException(nameof(dim), dim, FormattableString.Invariant($"The tensor has {values.Length} dimensions."));
        }
    }
}
