using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Yolo.Imaging.Kernels;

/// <summary>Perspective warp: each place is computed in double precision and rounded to 1/32 pixel.</summary>
internal static class PerspectiveKernel
{
    public static void Run(Image image, ReadOnlySpan<double> inverse, Image target, byte border)
    {
        var sampler = new WarpSampler(image, border);
        for (int y = 0; y < target.Height; y++)
        {
            double rowX = (inverse[1] * y) + inverse[2];
            double rowY = (inverse[4] * y) + inverse[5];
            double rowW = (inverse[7] * y) + inverse[8];
            ref byte to = ref MemoryMarshal.GetReference(target.Row(y));
            for (int x = 0; x < target.Width; x++)
            {
                double w = rowW + (inverse[6] * x);
                double scale = w == 0 ? 0 : (1 << WarpSampler.FractionBits) / w;
                sampler.Sample(Fixed((rowX + (inverse[0] * x)) * scale), Fixed((rowY + (inverse[3] * x)) * scale), ref to);
                to = ref Unsafe.Add(ref to, Image.Channels);
            }
        }
    }

    private static int Fixed(double place)
    {
        const double Limit = int.MaxValue / 2;
        return double.IsNaN(place) ? 0 : (int)Math.Round(Math.Clamp(place, -Limit, Limit));
    }
}
