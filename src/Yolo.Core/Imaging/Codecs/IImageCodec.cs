namespace Yolo.Imaging.Codecs;

/// <summary>The seam to the library that decodes and encodes. Implementations are thread-safe and know nothing of files and orientation.</summary>
internal interface IImageCodec
{
    /// <summary>Decodes a JPEG, PNG, WebP or TIFF file into RGB pixels as stored, without applying the orientation.</summary>
    /// <param name="data">Content of the file.</param>
    /// <param name="info">What its header says.</param>
    /// <param name="strict">Damage that can be painted over is an error, as far as the library notices it.</param>
    /// <param name="pixels">StoredHeight × StoredWidth × 3 bytes.</param>
    /// <exception cref="CodecException">The data is corrupt or uses a feature that is not supported.</exception>
    void Decode(ReadOnlySpan<byte> data, ImageInfo info, bool strict, Span<byte> pixels);

    /// <summary>Encodes a picture as JPEG, PNG or WebP.</summary>
    /// <exception cref="CodecException">The format cannot hold the picture.</exception>
    byte[] Encode(Image image, ImageFormat format, int quality);
}
