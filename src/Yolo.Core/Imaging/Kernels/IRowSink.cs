namespace Yolo.Imaging.Kernels;

/// <summary>Takes the finished rows of a resized picture, so that one kernel serves bytes and the network's floats.</summary>
internal interface IRowSink
{
    /// <summary>Memory of at least <paramref name="bytes"/> bytes, into which the row is to be written.</summary>
    Span<byte> Begin(int y, int bytes);

    /// <summary>The row that <see cref="Begin"/> gave is complete.</summary>
    void End(int y, ReadOnlySpan<byte> row);

    /// <summary>A row that needs no change.</summary>
    void Copy(int y, ReadOnlySpan<byte> row);

    /// <summary>Paints a rectangle of the canvas in one grey level.</summary>
    void Pad(int x, int y, int width, int height, byte value);
}
