namespace Yolo.Imaging.Codecs;

/// <summary>How a bitmap's pixels are stored, by the number in its header.</summary>
internal enum BmpCompression
{
    None = 0,
    RunLength8 = 1,
    RunLength4 = 2,
    BitFields = 3,
    AlphaBitFields = 6,
}
