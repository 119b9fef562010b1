using System.Runtime.InteropServices;
using System.Text;

namespace Yolo.Imaging.Codecs;

/// <summary>The entry points of <c>native/yoloimages.h</c>.</summary>
internal static unsafe partial class NativeCodec
{
    public const int ErrorSize = 256;

    private const string Library = "yoloimages";

    [LibraryImport(Library, EntryPoint = "yolo_jpeg_decode")]
    public static partial int JpegDecode(byte* data, nuint length, byte* rgb, int width, int height, int strict, byte* error);

    [LibraryImport(Library, EntryPoint = "yolo_png_decode")]
    public static partial int PngDecode(byte* data, nuint length, byte* rgb, int width, int height, byte* error);

    [LibraryImport(Library, EntryPoint = "yolo_webp_decode")]
    public static partial int WebPDecode(byte* data, nuint length, byte* rgb, int width, int height, byte* error);

    [LibraryImport(Library, EntryPoint = "yolo_tiff_decode")]
    public static partial int TiffDecode(byte* data, nuint length, byte* rgb, int width, int height, byte* error);

    [LibraryImport(Library, EntryPoint = "yolo_jpeg_encode")]
    public static partial int JpegEncode(byte* rgb, int width, int height, int quality, byte** data, nuint* length, byte* error);

    [LibraryImport(Library, EntryPoint = "yolo_png_encode")]
    public static partial int PngEncode(byte* rgb, int width, int height, byte** data, nuint* length, byte* error);

    [LibraryImport(Library, EntryPoint = "yolo_webp_encode")]
    public static partial int WebPEncode(byte* rgb, int width, int height, int quality, byte** data, nuint* length, byte* error);

    [LibraryImport(Library, EntryPoint = "yolo_free")]
    public static partial void Free(byte* memory);

    public static string Text(ReadOnlySpan<byte> error)
    {
        int end = error.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? error : error[..end]).TrimEnd('.');
    }
}
