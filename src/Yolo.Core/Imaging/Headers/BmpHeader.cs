namespace Yolo.Imaging.Headers;

/// <summary>Reads size and depth of a bitmap; a negative height means top-down rows.</summary>
internal static class BmpHeader
{
    public static ImageInfo Parse(HeaderReader reader)
    {
        reader.BigEndian = false;
        reader.Position = 14;
        uint size = reader.UInt32();
        if (size is not (12 or >= 16 and <= 256))
        {
            throw new HeaderException($"the header length {size} is unknown");
        }

        int width = size == 12 ? reader.UInt16() : (int)reader.UInt32();
        int height = size == 12 ? reader.UInt16() : (int)reader.UInt32();
        reader.UInt16();
        int bits = reader.UInt16();
        if (height == int.MinValue)
        {
            throw new HeaderException("the height is out of range");
        }

        int channel = bits switch { 1 or 4 or 8 => bits, 16 => 5, _ => 8 };
        return new(ImageFormat.Bmp, width, Math.Abs(height), 1, channel, false);
    }
}
