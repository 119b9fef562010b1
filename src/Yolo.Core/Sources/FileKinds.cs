using System.Collections.Frozen;

namespace Yolo.Sources;

/// <summary>Which endings are taken for pictures, and which for videos, when a folder is searched.</summary>
internal static class FileKinds
{
    private static readonly string[] PictureEndings = ["bmp", "jpeg", "jpg", "jpe", "mpo", "png", "tif", "tiff", "webp"];
    private static readonly string[] VideoEndings = ["asf", "avi", "gif", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "ts", "wmv", "webm"];
    private static readonly FrozenSet<string> Pictures = PictureEndings.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> Videos = VideoEndings.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them, for messages.</summary>
    internal static string Described => $"pictures ({string.Join(' ', PictureEndings)}) and videos ({string.Join(' ', VideoEndings)})";

    internal static bool IsPicture(string path) => Pictures.Contains(Ending(path));

    internal static bool IsVideo(string path) => Videos.Contains(Ending(path));

    private static string Ending(string path) => Path.GetExtension(path).TrimStart('.');
}
