using System.Diagnostics;
using System.Text.Json;
using Yolo.Imaging;
using Yolo.Results;
using Yolo.Tracking;

namespace Yolo.Bench;

/// <summary>
/// Trackers on 1,000 frames of about 100 objects, the detections given: those of the file that YOLO_BENCH_DETECTIONS names, so that the reference
/// takes the same ({"frames": [[[x1, y1, x2, y2, confidence, class], …], …]}), or made here. And the camera's motion between pictures of 1920 × 1080.
/// </summary>
internal static class TrackerBenchmarks
{
    private const int Frames = 1000, Objects = 100, Rounds = 15;

    internal static void Run(TextWriter output)
    {
        var frames = Environment.GetEnvironmentVariable("YOLO_BENCH_DETECTIONS") is { Length: > 0 } file ? Read(file) : Make();
        Time(output, "ByteTrack", () => new ByteTracker(), frames);
        Time(output, "BoT-SORT without camera motion", () => new BotSort(new() { Camera = CameraMotion.None }), frames);
        TimeCamera(output);
        Watch(output, frames);
    }

    private static void Time(TextWriter output, string what, Func<Tracker> make, IReadOnlyList<Detection>[] frames)
    {
        var (best, slowest, ids) = (double.PositiveInfinity, 0.0, 0);
        for (var round = 0; round <= Rounds; round++)
        {
            var tracker = make();
            var seen = new HashSet<int>();
            var total = 0L;
            foreach (var frame in frames)
            {
                var start = Stopwatch.GetTimestamp();
                var objects = tracker.Update(frame);
                total += Stopwatch.GetTimestamp() - start;
                seen.UnionWith(objects.Select(one => one.Id));
            }

            var time = Stopwatch.GetElapsedTime(0, total).TotalMilliseconds / frames.Length;

            // The first round is the compiler's.
            (best, slowest) = round == 0 ? (best, slowest) : (Math.Min(best, time), Math.Max(slowest, time));
            ids = seen.Count;
        }

        output.WriteLine($"{what,-40} {best:F3} to {slowest:F3} ms a frame, {frames.Average(frame => frame.Count):F0} detections, {ids} ids");
    }

    private static void TimeCamera(TextWriter output)
    {
        var random = new Random(3);
        var ground = new Image(2020, 1180);
        random.NextBytes(ground.Pixels);
        var pictures = Enumerable.Range(0, 20).Select(i => Cut(ground, 3 * i, 2 * i, 1920, 1080)).ToList();
        var tracker = new BotSort();
        var at = 0;
        Stopwatches.Print(output, "camera motion, 1920x1080", () => tracker.Update(Array.Empty<Detection>(), pictures[at++ % pictures.Count]));
    }

    // Ten times over, as one long video: what is in use must not grow.
    private static void Watch(TextWriter output, IReadOnlyList<Detection>[] frames)
    {
        var tracker = new BotSort(new() { Camera = CameraMotion.None });
        for (var round = 1; round <= 10; round++)
        {
            foreach (var frame in frames)
            {
                tracker.Update(frame);
            }

            output.WriteLine($"after {round * frames.Length,6} frames: {GC.GetTotalMemory(forceFullCollection: true) / 1024.0:F0} KiB in use, {tracker.Tracks.Count} tracks, {tracker.Lost.Count} lost");
        }
    }

    private static Image Cut(Image from, int left, int top, int width, int height)
    {
        var picture = new Image(width, height);
        for (var y = 0; y < height; y++)
        {
            from.Row(top + y).Slice(left * Image.Channels, picture.Stride).CopyTo(picture.Row(y));
        }

        return picture;
    }

    private static IReadOnlyList<Detection>[] Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. document.RootElement.GetProperty("frames").EnumerateArray().Select(frame => (IReadOnlyList<Detection>)[.. frame.EnumerateArray()
            .Select(row => row.EnumerateArray().Select(number => number.GetSingle()).ToArray())
            .Select(row => new Detection(new(row[0], row[1], row[2], row[3]), row[4], (int)row[5]))])];
    }

    private static IReadOnlyList<Detection>[] Make()
    {
        var random = new Random(7);
        var objects = Enumerable.Range(0, Objects).Select(_ => (X: random.NextDouble() * 1920, Y: random.NextDouble() * 1080, Size: 30 + (random.NextDouble() * 170), Turn: random.NextDouble() * 6.28, Class: random.Next(10))).ToList();
        return [.. Enumerable.Range(0, Frames).Select(frame => (IReadOnlyList<Detection>)[.. objects.Where(_ => random.NextDouble() > 0.05).Select(one =>
        {
            var (x, y) = ((float)(one.X + (200 * Math.Cos(one.Turn + (frame * 0.01)))), (float)(one.Y + (200 * Math.Sin(one.Turn + (frame * 0.01)))));
            var (width, height) = ((float)(one.Size + (random.NextDouble() * 3)), (float)((one.Size * 1.5) + (random.NextDouble() * 3)));
            return new Detection(new(x, y, x + width, y + height), 0.2f + (0.75f * random.NextSingle()), one.Class);
        }).OrderByDescending(one => one.Confidence)])];
    }
}
