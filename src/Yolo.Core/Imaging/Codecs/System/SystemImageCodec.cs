namespace Yolo.Imaging.Codecs;

/// <summary>libjpeg-turbo, libpng, libwebp and libtiff of the machine.</summary>
internal sealed unsafe class SystemImageCodec : IImageCodec
{
    public void Decode(ReadOnlySpan<byte> data, ImageInfo info, bool strict, Span<byte> pixels)
    {
        byte* error = stackalloc byte[NativeCodec.ErrorSize];
        error[0] = 0;
        (int width, int height) = (info.StoredWidth, info.StoredHeight);
        nuint length = (nuint)data.Length;
        fixed (byte* start = data, rgb = pixels)
        {
            int failed = info.Format switch
            {
                ImageFormat.Jpeg => NativeCodec.JpegDecode(start, length, rgb, width, height, strict ? 1 : 0, error),
                ImageFormat.Png => NativeCodec.PngDecode(start, length, rgb, width, height, error),
                ImageFormat.WebP => NativeCodec.WebPDecode(start, length, rgb, width, height, error),
                _ => NativeCodec.TiffDecode(start, length, rgb, width, height, error),
            };
            ThrowIf(failed, error);
        }
    }

    public byte[] Encode(Image image, ImageFormat format, int quality)
    {
        byte* error = stackalloc byte[NativeCodec.ErrorSize];
        error[0] = 0;
        byte* data = null;
        nuint length = 0;
        fixed (byte* rgb = image.Pixels)
        {
            int failed = format switch
            {
                ImageFormat.Jpeg => NativeCodec.JpegEncode(rgb, image.Width, image.Height, quality, &data, &length, error),
                ImageFormat.Png => NativeCodec.PngEncode(rgb, image.Width, image.Height, &data, &length, error),
                _ => NativeCodec.WebPEncode(rgb, image.Width, image.Height, quality, &data, &length, error),
            };
            ThrowIf(failed, error);
        }

        try
        {
            return new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
        }
        finally
        {
            NativeCodec.Free(data);
        }
    }

    private static void ThrowIf(int failed, byte* error)
    {
        if (failed != 0)
        {
            throw new CodecException(NativeCodec.Text(new(error, NativeCodec.ErrorSize)));
        }
    }
}
