namespace TorchSharp;

public static partial class torch
{
    /// <summary>How <see cref="Modules.Upsample"/> finds values between pixels.</summary>
    public enum UpsampleMode
    {
        /// <summary>The nearest pixel.</summary>
        Nearest = 0,

        /// <summary>Linear, for 3 dimensions.</summary>
        Linear = 1,

        /// <summary>Linear in both directions, for 4 dimensions.</summary>
        Bilinear = 2,

        /// <summary>Cubic in both directions, for 4 dimensions.</summary>
        Bicubic = 3,

        /// <summary>Linear in three directions, for 5 dimensions.</summary>
        Trilinear = 4,
    }

    /// <summary>How <see cref="nn.functional.interpolate"/> finds values between pixels.</summary>
    public enum InterpolationMode
    {
        /// <summary>The nearest pixel, as OpenCV rounds.</summary>
        Nearest = 0,

        /// <summary>Linear, for 3 dimensions.</summary>
        Linear = 1,

        /// <summary>Linear in both directions, for 4 dimensions.</summary>
        Bilinear = 2,

        /// <summary>Cubic in both directions, for 4 dimensions.</summary>
        Bicubic = 3,

        /// <summary>Linear in three directions, for 5 dimensions.</summary>
        Trilinear = 4,

        /// <summary>The mean of the area that an output pixel covers.</summary>
        Area = 5,

        /// <summary>The nearest pixel by its centre.</summary>
        NearestExact = 6,
    }

    /// <summary>How <see cref="nn.functional.grid_sample"/> finds values between pixels.</summary>
    public enum GridSampleMode
    {
        /// <summary>The nearest pixel.</summary>
        Nearest = 0,

        /// <summary>Linear in every direction.</summary>
        Bilinear = 2,
    }

    /// <summary>What <see cref="nn.functional.grid_sample"/> sees outside of the picture.</summary>
    public enum GridSamplePaddingMode
    {
        /// <summary>Zeros.</summary>
        Zeros = 0,

        /// <summary>The picture mirrored.</summary>
        Reflection = 1,

        /// <summary>The pixel at the border.</summary>
        Border = 2,
    }
}
