namespace Yolo.Imaging.Codecs;

internal static partial class ImageCodecs
{
    private static partial IImageCodec Create()
    {
        try
        {
            unsafe
            {
                NativeCodec.Free(null);
            }

            return new SystemImageCodec();
        }
        catch (DllNotFoundException error)
        {
            throw new InvalidOperationException(
                "libyoloimages is missing beside the program. Run setup.sh, which builds it from src/Yolo.Core/Imaging/Codecs/native, then build again; " +
                "or build with -p:Images=imagesharp where the package feed has ImageSharp.", error);
        }
    }
}
