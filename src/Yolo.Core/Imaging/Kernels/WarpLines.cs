namespace Yolo.Imaging.Kernels;

/// <summary>The two neighbouring rows that a row of a warp lies between. Each is asked for once while places go down or up.</summary>
internal ref struct WarpLines<TRows>
    where TRows : IWarpRows
{
    private readonly TRows rows;
    private readonly int first, end;
    private readonly Span<byte> border, evenSpare, oddSpare;
    private ReadOnlySpan<byte> even, odd;
    private int evenLine = -1, oddLine = -1;

    /// <summary>Prepares lines.</summary>
    /// <param name="rows">The picture.</param>
    /// <param name="first">The first column that is needed.</param>
    /// <param name="end">The column after the last.</param>
    /// <param name="memory">Room for three such parts of a row.</param>
    /// <param name="border">Grey level outside the picture.</param>
    public WarpLines(TRows rows, int first, int end, Span<byte> memory, byte border)
    {
        int length = (end - first) * Image.Channels;
        (this.rows, this.first, this.end) = (rows, first, end);
        this.border = memory[..length];
        evenSpare = memory.Slice(length, length);
        oddSpare = memory.Slice(2 * length, length);
        this.border.Fill(border);
    }

    /// <summary>A line; beyond the picture it is of the border.</summary>
    public ReadOnlySpan<byte> At(int line)
    {
        if ((uint)line >= (uint)rows.Height)
        {
            return border;
        }

        if ((line & 1) == 0)
        {
            even = line == evenLine ? even : rows.Row(line, first, end, evenSpare);
            evenLine = line;
            return even;
        }

        odd = line == oddLine ? odd : rows.Row(line, first, end, oddSpare);
        oddLine = line;
        return odd;
    }
}
