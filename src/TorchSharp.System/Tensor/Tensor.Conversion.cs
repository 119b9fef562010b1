using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The tensor in the processor's memory: itself under another handle if it is there, else a copy.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>The tensor on a CUDA device, the current one unless told otherwise.</summary>
        public Tensor cuda(Device? device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);

        /// <summary>The tensor with another element type: itself under another handle if it has it, unless a copy is asked for.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);

        /// <summary>The tensor on a device: itself under another handle if it is there, unless a copy is asked for.</summary>
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        /// <summary>The tensor on a device: itself under another handle if it is there, unless a copy is asked for.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Done(Aten.to_device.Tensor(this, InitializeDevice(device), dtype, non_blocking, copy), disposeAfter);

        /// <summary>The tensor on a device: itself under another handle if it is there, unless a copy is asked for.</summary>
        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        /// <summary>The tensor on a device with another element type.</summary>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Done(Aten.to_device.Tensor(this, InitializeDevice(device), type, non_blocking, copy), disposeAfter);

        /// <summary>The tensor on another's device with its element type.</summary>
        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        /// <summary>The tensor with another element type: itself under another handle if it has it, unless a copy is asked for.</summary>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Done(Aten.to_dtype.Tensor(this, type, non_blocking, copy), disposeAfter);

        /// <summary>Whatever a function makes of the tensor.</summary>
        public Tensor type(Func<Tensor, Tensor> typeFunc) => typeFunc(this);

        /// <summary>The tensor with another element type.</summary>
        public Tensor type(ScalarType dtype) => to_type(dtype);

        /// <summary>The tensor with another's element type.</summary>
        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);
    }
}
