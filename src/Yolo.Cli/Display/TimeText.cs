using System.Globalization;

namespace Yolo.Cli.Display;

/// <summary>Lengths of time for people: 0:07, 12:30, 1:04:33.</summary>
internal static class TimeText
{
    /// <summary>Minutes and seconds, and hours if there are any.</summary>
    internal static string Of(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}")
        : string.Create(CultureInfo.InvariantCulture, $"{time:m\\:ss}");
}
