namespace Yolo.Imaging.Codecs;

/// <summary>The seam to a library that decodes and encodes. Implementations are thread-safe and know nothing of files.</summary>
internal interface IImageCodec
{
    /// <summary>Reads what the header says, without decoding a pixel; whether the file has its end is not asked here.</summary>
    /// <param name="data">Content of the file; a part of it from the start will do where the header is not spread over the file.</param>
    /// <param name="format">Its format.</param>
    /// <exception cref="CodecException">The header is corrupt or says what is not supported.</exception>
    ImageInfo Identify(ReadOnlySpan<byte> data, ImageFormat format);

    /// <summary>Decodes a file, the first picture of several, into RGB pixels as stored, without applying the orientation.</summary>
    /// <param name="data">Content of the file.</param>
    /// <param name="info">What its header says.</param>
    /// <param name="strict">Missing picture data is an error; otherwise it is painted over as far as the library can.</param>
    /// <param name="pixels">StoredHeight × StoredWidth × 3 bytes.</param>
    /// <returns>Whether all of it was there; otherwise some was painted over.</returns>
    /// <exception cref="CodecException">The data is corrupt or uses a feature that is not supported.</exception>
    bool Decode(ReadOnlySpan<byte> data, ImageInfo info, bool strict, Span<byte> pixels);

    /// <summary>Encodes a picture.</summary>
    /// <exception cref="CodecException">The format cannot hold the picture.</exception>
    byte[] Encode(Image image, ImageFormat format, int quality);
}
