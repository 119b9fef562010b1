using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>NVIDIA GPUs.</summary>
    public static class cuda
    {
        /// <summary>Whether libtorch was built for CUDA and finds a device.</summary>
        public static bool is_available() => NativeMethods.ts_cuda_is_available() > 0;

        /// <summary>Whether cuDNN is available.</summary>
        public static bool is_cudnn_available() => NativeMethods.ts_cudnn_is_available() > 0;

        /// <summary>How many devices there are.</summary>
        public static int device_count() => Math.Max(0, NativeMethods.ts_cuda_device_count());

        /// <summary>Starts the current device's generator from a seed; does nothing without a device.</summary>
        public static void manual_seed(long seed) => Seed(seed, 0);

        /// <summary>Starts every device's generator from a seed; does nothing without a device.</summary>
        public static void manual_seed_all(long seed) => Seed(seed, 1);

        /// <summary>Waits until a device, the current one unless told otherwise, has done all its work.</summary>
        public static void synchronize(Device? device = null) => TorchError.Check(NativeMethods.ts_cuda_synchronize(device?.index ?? -1));

        private static void Seed(long seed, int all)
        {
            if (is_available())
            {
                TorchError.Check(NativeMethods.ts_cuda_manual_seed(seed, all));
            }
        }
    }

    /// <summary>Whether libtorch was built for CUDA and finds a device.</summary>
    public static bool cuda_is_available() => cuda.is_available();
}
