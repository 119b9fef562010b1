using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Resizes the dimensions after the first two to a size or by a factor, one of which is given.</summary>
            /// <param name="x">[B, C, L], [B, C, H, W] or [B, C, D, H, W].</param>
            /// <param name="size">The size of each direction, or one for all.</param>
            /// <param name="scale_factor">The factor of each direction, or one for all.</param>
            /// <param name="mode">How values between pixels are found.</param>
            /// <param name="align_corners">Whether the centres of the corner pixels stay in place; for linear and cubic modes alone.</param>
            /// <param name="recompute_scale_factor">Whether the factor is computed again from the sizes.</param>
            /// <param name="antialias">Whether to smooth before making smaller; bilinear and bicubic modes alone.</param>
            /// <exception cref="ExternalException">The arguments do not go together.</exception>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null,
                bool recompute_scale_factor = false, bool antialias = false)
            {
                var directions = (int)x.ndim - 2;
                var linear = mode is not (InterpolationMode.Nearest or InterpolationMode.NearestExact or InterpolationMode.Area);
                RequireConsistent(size, scale_factor, mode, linear, align_corners, recompute_scale_factor, antialias);
                size = PerDirection(size, directions, nameof(size));
                scale_factor = PerDirection(scale_factor, directions, nameof(scale_factor));
                if (scale_factor is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                {
                    size = Scaled(x.shape, scale_factor);
                    scale_factor = null;
                }

                return mode == InterpolationMode.Area ? AdaptiveAverage(x, size!, directions)
                    : linear ? Resampler(mode, directions, antialias).Tensor(x, size, align_corners ?? false, scale_factor)
                    : Nearest(mode, directions).Tensor(x, size, scale_factor);
            }

            /// <summary>Resizes to a size or by a factor.</summary>
            public static Tensor upsample(
                Tensor input, long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool align_corners = false) =>
                interpolate(input, size, scale_factor, (InterpolationMode)mode, mode == UpsampleMode.Nearest ? null : align_corners);

            private static void RequireConsistent(
                long[]? size, double[]? factors, InterpolationMode mode, bool linear, bool? alignCorners, bool recompute, bool antialias)
            {
                var problem = (size is null) == (factors is null) ? "give either size or scale_factor"
                    : size is not null && recompute ? "recompute_scale_factor goes with scale_factor alone"
                    : alignCorners is not null && !linear ? "align_corners goes with linear and cubic modes alone"
                    : antialias && mode is not (InterpolationMode.Bilinear or InterpolationMode.Bicubic) ? "antialias goes with bilinear and bicubic modes alone"
                    : null;
                if (problem is not null)
                {
                    throw new ExternalException($"interpolate: {problem} (mode {mode}).");
                }
            }

            private static T[]? PerDirection<T>(T[]? values, int directions, string name)
            {
                if (values is null || values.Length == directions)
                {
                    return values;
                }

                return values.Length == 1
                    ? [.. Enumerable.Repeat(values[0], directions)]
                    : throw new ExternalException(FormattableString.Invariant($"interpolate: {name} has {values.Length} numbers for {directions} directions."));
            }

            private static long[] Scaled(long[] shape, double[] factors) =>
                [.. factors.Select((factor, i) => (long)Math.Floor(shape[i + 2] * factor))];

            private static Tensor AdaptiveAverage(Tensor x, long[] size, int directions) => directions switch
            {
                1 => Aten.adaptive_avg_pool1d.Tensor(x, size),
                2 => Aten.adaptive_avg_pool2d.Tensor(x, size),
                _ => Aten.adaptive_avg_pool3d.Tensor(x, size),
            };

            private static Operator Nearest(InterpolationMode mode, int directions) => (mode, directions) switch
            {
                (InterpolationMode.Nearest, 1) => Aten.upsample_nearest1d_vec,
                (InterpolationMode.Nearest, 2) => Aten.upsample_nearest2d_vec,
                (InterpolationMode.Nearest, 3) => Aten.upsample_nearest3d_vec,
                (_, 1) => Aten.upsample_nearest_exact1d_vec,
                (_, 2) => Aten.upsample_nearest_exact2d_vec,
                (_, 3) => Aten.upsample_nearest_exact3d_vec,
                _ => throw WrongDimensions(mode, directions),
            };

            private static Operator Resampler(InterpolationMode mode, int directions, bool antialias) => (mode, directions, antialias) switch
            {
                (InterpolationMode.Linear, 1, false) => Aten.upsample_linear1d_vec,
                (InterpolationMode.Bilinear, 2, false) => Aten.upsample_bilinear2d_vec,
                (InterpolationMode.Bilinear, 2, true) => Aten.upsample_bilinear2d_aa_vec,
                (InterpolationMode.Bicubic, 2, false) => Aten.upsample_bicubic2d_vec,
                (InterpolationMode.Bicubic, 2, true) => Aten.upsample_bicubic2d_aa_vec,
                (InterpolationMode.Trilinear, 3, false) => Aten.upsample_trilinear3d_vec,
                _ => throw WrongDimensions(mode, directions),
            };

            private static ExternalException WrongDimensions(InterpolationMode mode, int directions) =>
                new(FormattableString.Invariant($"interpolate: mode {mode} does not go with {directions + 2} dimensions."));
        }
    }
}
