using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The tensor as truth values.</summary>
        public Tensor @bool() => to_type(ScalarType.Bool);

        /// <summary>The tensor as unsigned 8-bit integers.</summary>
        public Tensor @byte() => to_type(ScalarType.Byte);

        /// <summary>The tensor as signed 8-bit integers.</summary>
        public Tensor @char() => to_type(ScalarType.Int8);

        /// <summary>The tensor as 16-bit integers.</summary>
        public Tensor @short() => to_type(ScalarType.Int16);

        /// <summary>The tensor as 32-bit integers.</summary>
        public Tensor @int() => to_type(ScalarType.Int32);

        /// <summary>The tensor as 64-bit integers.</summary>
        public Tensor @long() => to_type(ScalarType.Int64);

        /// <summary>The tensor in half precision.</summary>
        public Tensor half() => to_type(ScalarType.Float16);

        /// <summary>The tensor in 16-bit brain floating point.</summary>
        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        /// <summary>The tensor in single precision.</summary>
        public Tensor @float() => to_type(ScalarType.Float32);

        /// <summary>The tensor in double precision.</summary>
        public Tensor @double() => to_type(ScalarType.Float64);

        /// <summary>The tensor as complex numbers in single precision.</summary>
        public Tensor cfloat() => to_type(ScalarType.ComplexFloat32);

        /// <summary>The tensor as complex numbers in double precision.</summary>
        public Tensor cdouble() => to_type(ScalarType.ComplexFloat64);

        /// <summary>A copy with memory of its own; strides are kept.</summary>
        public Tensor clone() => Aten.clone.Tensor(this);

        /// <summary>Copies another tensor's elements into this one; shapes broadcast.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Aten.copy_.InPlace(this, source, nonBlocking);

        /// <summary>The elements without gaps in memory, the last dimension fastest: itself under another handle if they lie so.</summary>
        public Tensor contiguous() => Aten.contiguous.Tensor(this);

        /// <summary>The same elements, outside the graph of gradients.</summary>
        public Tensor detach() => Aten.detach.Tensor(this);

        /// <summary>Takes the tensor itself out of the graph of gradients.</summary>
        public Tensor detach_() => Aten.detach_.InPlace(this);

        /// <summary>Makes the tensor share another's storage, shape and strides.</summary>
        public Tensor set_(Tensor source) => Aten.set__source_Tensor.InPlace(this, source);

        /// <summary>Another handle of the same tensor of libtorch's, to be disposed by itself.</summary>
        public Tensor alias() => new(Checked(NativeMethods.ts_tensor_alias(Handle)));

        /// <summary>A copy in memory that cannot be paged out, from which transfers to a GPU are fast.</summary>
        public Tensor pin_memory() => Aten.pin_memory.Tensor(this);
    }
}
