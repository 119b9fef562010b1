using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Switches of the libraries below libtorch.</summary>
    public static class backends
    {
        private static bool Flag(int which) => TorchError.Check(NativeMethods.ts_backend_flag(which, -1)) > 0;

        private static void Set(int which, bool value) => TorchError.Check(NativeMethods.ts_backend_flag(which, value ? 1 : 0));

        /// <summary>CUDA.</summary>
        public static class cuda
        {
            /// <summary>Products of matrices.</summary>
            public static class matmul
            {
                /// <summary>Whether products in single precision may use TensorFloat-32: faster, with a mantissa of 10 bits.</summary>
                public static bool allow_tf32
                {
                    get => Flag(0);
                    set => Set(0, value);
                }
            }
        }

        /// <summary>cuDNN.</summary>
        public static class cudnn
        {
            /// <summary>Whether convolutions in single precision may use TensorFloat-32: faster, with a mantissa of 10 bits.</summary>
            public static bool allow_tf32
            {
                get => Flag(1);
                set => Set(1, value);
            }
        }
    }
}
