namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>What follows a layer.</summary>
            public enum NonlinearityType
            {
                /// <summary>Nothing.</summary>
                Linear = 0,

                /// <summary>A convolution over one direction.</summary>
                Conv1D = 1,

                /// <summary>A convolution over two directions.</summary>
                Conv2D = 2,

                /// <summary>A convolution over three directions.</summary>
                Conv3D = 3,

                /// <summary>A transposed convolution over one direction.</summary>
                ConvTranspose1D = 4,

                /// <summary>A transposed convolution over two directions.</summary>
                ConvTranspose2D = 5,

                /// <summary>A transposed convolution over three directions.</summary>
                ConvTranspose3D = 6,

                /// <summary>The sigmoid.</summary>
                Sigmoid = 7,

                /// <summary>The hyperbolic tangent.</summary>
                Tanh = 8,

                /// <summary>max(0, x).</summary>
                ReLU = 9,

                /// <summary>x above zero, a fraction of it below.</summary>
                LeakyReLU = 10,
            }

            /// <summary>What is counted.</summary>
            public enum FanInOut
            {
                /// <summary>The inputs of an output.</summary>
                FanIn = 0,

                /// <summary>The outputs of an input.</summary>
                FanOut = 1,
            }
        }
    }
}
