namespace Yolo.Imaging.Kernels;

/// <summary>Two neighbouring samples and their weights, which sum to 2048.</summary>
/// <param name="Index">Index of the first sample; for columns its byte offset.</param>
/// <param name="First">Weight of the first sample.</param>
/// <param name="Second">Weight of the second sample.</param>
internal readonly record struct BilinearTap(int Index, short First, short Second)
{
    private const int One = 2048;

    /// <summary>Both weights as the pair that a multiply-add takes.</summary>
    public int Pair => (ushort)First | (Second << 16);

    /// <summary>The samples of one position; the index may lie outside by one.</summary>
    public static BilinearTap At(int position, double scale)
    {
        float place = (float)(((position + 0.5) * scale) - 0.5);
        int index = (int)MathF.Floor(place);
        float share = place - index;
        return new(index, (short)MathF.Round((1 - share) * One), (short)MathF.Round(share * One));
    }

    /// <summary>The taps of all columns: byte offsets, kept inside.</summary>
    public static void FillColumns(Span<BilinearTap> taps, int sourceWidth)
    {
        double scale = (double)sourceWidth / taps.Length;
        for (int x = 0; x < taps.Length; x++)
        {
            var tap = At(x, scale);
            taps[x] = tap.Index < 0 ? new(0, One, 0)
                : tap.Index >= sourceWidth - 1 ? new((sourceWidth - 1) * Image.Channels, One, 0)
                : tap with { Index = tap.Index * Image.Channels };
        }
    }
}
