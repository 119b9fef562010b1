namespace Yolo.Imaging;

/// <summary>The picture file formats that are read; <see cref="Bmp"/> and <see cref="Tiff"/> are read only.</summary>
public enum ImageFormat
{
    /// <summary>JPEG, baseline or progressive; grey, YCbCr, RGB, CMYK or YCCK.</summary>
    Jpeg,

    /// <summary>PNG of any colour type, depth and interlacing.</summary>
    Png,

    /// <summary>WebP, lossy or lossless, a single picture.</summary>
    WebP,

    /// <summary>Windows or OS/2 bitmap.</summary>
    Bmp,

    /// <summary>TIFF; the first page is read.</summary>
    Tiff,
}
