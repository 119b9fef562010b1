using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The tensor in the processor's memory: itself under another handle if it is there, else a copy.</summary>
        public Tensor cpu() => Aten.to_device.Tensor(this, CPU, dtype);
    }
}
