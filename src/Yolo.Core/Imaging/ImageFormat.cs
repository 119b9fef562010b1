namespace Yolo.Imaging;

/// <summary>The picture file formats that are read; <see cref="Jpeg"/>, <see cref="Png"/> and <see cref="WebP"/> are written, too.</summary>
public enum ImageFormat
{
    /// <summary>JPEG, baseline or progressive; grey, YCbCr, RGB, CMYK or YCCK.</summary>
    Jpeg,

    /// <summary>PNG of any colour type, depth and interlacing.</summary>
    Png,

    /// <summary>WebP, lossy or lossless; of an animation the first picture is read.</summary>
    WebP,

    /// <summary>Windows or OS/2 bitmap.</summary>
    Bmp,

    /// <summary>TIFF; the first page is read. BigTIFF, tiles and pages that are compressed as faxes are refused.</summary>
    Tiff,

    /// <summary>GIF; of an animation the first picture is read.</summary>
    Gif,

    /// <summary>Truevision TGA, which is told from what its header may say, as it has no signature.</summary>
    Tga,

    /// <summary>Portable bitmap, greymap or pixmap (.pbm, .pgm, .ppm), plain or binary, of at most 8 bits a channel.</summary>
    Pbm,
}
