namespace Yolo.Callbacks.Tests;

/// <summary>Heads of image files: all that is read here.</summary>
internal static class Images
{
    /// <summary>5 × 3 pixels.</summary>
    public static byte[] Png { get; } = [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 5, 0, 0, 0, 3, 8, 2, 0, 0, 0];

    /// <summary>9 × 7 pixels: an APP0 segment, a Huffman table, then the frame.</summary>
    public static byte[] Jpeg { get; } =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC4, 0, 3, 9, 0xFF, 0xC0, 0, 11, 8, 0, 7, 0, 9, 1, 1, 0x11, 0, 0xFF, 0xD9];
}
