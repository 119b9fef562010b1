namespace Yolo.Imaging;

/// <summary>Order of the numbers of a picture.</summary>
internal enum PixelLayout
{
    /// <summary>Three planes: all red, all green, all blue; channel, row, column.</summary>
    Chw,

    /// <summary>Row, column, channel; the order of channels-last tensors.</summary>
    Hwc,
}
