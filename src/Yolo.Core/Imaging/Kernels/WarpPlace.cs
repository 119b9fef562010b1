namespace Yolo.Imaging.Kernels;

/// <summary>Places of an affine warp: sums of a column and a row part, each rounded to 1/1024 pixel; they are then rounded to 1/32 pixel.</summary>
internal static class WarpPlace
{
    private const int Bits = 10;
    private const int Drop = Bits - WarpSampler.FractionBits;

    /// <summary>Rounds to 1/1024 pixel, within half the range so that a sum of two cannot overflow.</summary>
    public static int Part(double place)
    {
        const double Limit = int.MaxValue / 2 - 64;
        double scaled = Math.Round(place * (1 << Bits));
        return double.IsNaN(scaled) ? 0 : (int)Math.Clamp(scaled, -Limit, Limit);
    }

    /// <summary>The place in 1/32 pixel.</summary>
    public static int Sum(int row, int column) => (row + column + (1 << (Drop - 1))) >> Drop;
}
