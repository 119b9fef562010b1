using System.Buffers;

namespace Yolo.Imaging.Codecs;

/// <summary>Reads a stream to its end into memory that is lent for the time of one call.</summary>
internal static class WholeFile
{
    /// <summary>Makes something of the bytes from the stream's position to its end.</summary>
    /// <exception cref="ImageFormatException">There are too many.</exception>
    public static TResult Use<TState, TResult>(Stream stream, TState state, Func<ReadOnlySpan<byte>, TState, TResult> use, string name)
    {
        if (!stream.CanSeek)
        {
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return use(copy.GetBuffer().AsSpan(0, (int)copy.Length), state);
        }

        long length = Math.Max(0, stream.Length - stream.Position);
        if (length > Array.MaxLength)
        {
            throw new ImageFormatException($"{name}: {length} bytes are too many for a picture. Scale it down or cut it into tiles.");
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            int count = stream.ReadAtLeast(rented.AsSpan(0, (int)length), (int)length, throwOnEndOfStream: false);
            return use(rented.AsSpan(0, count), state);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
