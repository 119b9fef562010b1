namespace Yolo.Sources.Web;

/// <summary>Tells by the first bytes, and by the server's word where they say nothing, what was sent.</summary>
internal static class WebContent
{
    internal static WebContentKind KindOf(WebResponse response)
    {
        var start = response.Beginning;
        var type = response.ContentType;
        if (start.IsEmpty)
        {
            return WebContentKind.Empty;
        }

        if (IsPicture(start))
        {
            return WebContentKind.Picture;
        }

        if (start.StartsWith("#EXTM3U"u8) || type.Contains("mpegurl", StringComparison.Ordinal) || type == "application/dash+xml")
        {
            return WebContentKind.Playlist;
        }

        if (IsPage(start) || type is "text/html" or "application/xhtml+xml")
        {
            return WebContentKind.WebPage;
        }

        if (type.StartsWith("image/", StringComparison.Ordinal) && type != "image/gif")
        {
            return WebContentKind.Picture;
        }

        if (type.StartsWith("text/", StringComparison.Ordinal) || type is "application/json" or "application/xml")
        {
            return WebContentKind.Other;
        }

        return response.Length is null || type.StartsWith("multipart/", StringComparison.Ordinal) ? WebContentKind.Endless : WebContentKind.Video;
    }

    private static bool IsPicture(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
        || (start.StartsWith("RIFF"u8) && start.Length >= 12 && start[8..12].SequenceEqual("WEBP"u8))
        || start.StartsWith("II*\0"u8)
        || start.StartsWith("MM\0*"u8)
        || (start.StartsWith("BM"u8) && start.Length >= 14 && start[6..10].SequenceEqual("\0\0\0\0"u8));

    private static bool IsPage(ReadOnlySpan<byte> start)
    {
        var text = start[(start.IndexOfAnyExcept(" \t\r\n\uFEFF"u8) is > 0 and var at ? at : 0)..];
        return Ascii(text, "<!doctype html") || Ascii(text, "<html");
    }

    private static bool Ascii(ReadOnlySpan<byte> text, string word) =>
        text.Length >= word.Length && System.Text.Ascii.EqualsIgnoreCase(text[..word.Length], word);
}
