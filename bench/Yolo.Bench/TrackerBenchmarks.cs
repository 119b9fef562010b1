using System.Globalization;
using Yolo.Tracking;

namespace Yolo.Bench;

/// <summary>A tracker that sees the same 1,000 frames ten times over, as one long video: what is in use must not grow.</summary>
internal static class TrackerBenchmarks
{
    /// <summary>Writes what is in use after each round.</summary>
    internal static void Run(TextWriter output)
    {
        var frames = DetectionFrames.Get();
        var tracker = new BotSort(new() { Camera = CameraMotion.None });
        for (var round = 1; round <= 10; round++)
        {
            foreach (var frame in frames)
            {
                tracker.Update(frame);
            }

            var used = GC.GetTotalMemory(forceFullCollection: true) / 1024.0;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"after {round * frames.Length,6} frames: {used:F0} KiB in use, {tracker.Tracks.Count} tracks, {tracker.Lost.Count} lost"));
        }
    }
}
