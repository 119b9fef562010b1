using System.Globalization;

namespace Yolo.Sources.Video;

/// <summary>The cameras of this machine.</summary>
internal static class Camera
{
    internal static FfmpegInput Input(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var number = index.ToString(CultureInfo.InvariantCulture);
        string[] words = OperatingSystem.IsWindows() ? ["-f", "vfwcap", "-i", number]
            : OperatingSystem.IsMacOS() ? ["-f", "avfoundation", "-framerate", "30", "-i", $"{number}:none"]
            : ["-f", "v4l2", "-i", "/dev/video" + number];
        return new FfmpegInput($"camera {number}", ["-nostdin", .. words]) { IsLive = true };
    }
}
