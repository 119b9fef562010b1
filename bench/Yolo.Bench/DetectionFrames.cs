using System.Text.Json;
using Yolo.Results;

namespace Yolo.Bench;

/// <summary>What a detector saw in a video of about 100 objects, for measurements of trackers.</summary>
internal static class DetectionFrames
{
    /// <summary>How many frames are made.</summary>
    internal const int Count = 1000;

    private const int Objects = 100;

    /// <summary>
    /// Those of the file that YOLO_BENCH_DETECTIONS names, so that the reference takes the same ({"frames": [[[x1, y1, x2, y2, confidence, class],
    /// …], …]}); else frames that are made here, always the same.
    /// </summary>
    internal static IReadOnlyList<Detection>[] Get() =>
        Environment.GetEnvironmentVariable("YOLO_BENCH_DETECTIONS") is { Length: > 0 } file ? Read(file) : Make();

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
        var objects = Enumerable.Range(0, Objects).Select(_ => (
            X: random.NextDouble() * 1920,
            Y: random.NextDouble() * 1080,
            Size: 30 + (random.NextDouble() * 170),
            Turn: random.NextDouble() * 6.28,
            Class: random.Next(10))).ToList();
        return [.. Enumerable.Range(0, Count).Select(Frame)];

        // One in twenty is not seen.
        IReadOnlyList<Detection> Frame(int frame) => [.. objects.Where(_ => random.NextDouble() > 0.05).Select(one =>
        {
            var turn = one.Turn + (frame * 0.01);
            var (x, y) = ((float)(one.X + (200 * Math.Cos(turn))), (float)(one.Y + (200 * Math.Sin(turn))));
            var (width, height) = ((float)(one.Size + (random.NextDouble() * 3)), (float)((one.Size * 1.5) + (random.NextDouble() * 3)));
            return new Detection(new(x, y, x + width, y + height), 0.2f + (0.75f * random.NextSingle()), one.Class);
        }).OrderByDescending(one => one.Confidence)];
    }
}
