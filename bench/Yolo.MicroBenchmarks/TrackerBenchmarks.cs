using BenchmarkDotNet.Attributes;
using Yolo.Bench;
using Yolo.Results;
using Yolo.Tracking;

namespace Yolo.MicroBenchmarks;

/// <summary>
/// A frame of a video of 1,000 with about 100 objects, its detections given: those of the file that YOLO_BENCH_DETECTIONS names, or made here.
/// </summary>
public class TrackerBenchmarks
{
    private IReadOnlyList<Detection>[] frames = [];

    [GlobalSetup]
    public void SetUp()
    {
        frames = DetectionFrames.Get();
        Check.That(frames.Length == DetectionFrames.Count, FormattableString.Invariant($"There are {DetectionFrames.Count} frames."));
        var (first, second) = (ByteTrack(), BotSortWithoutCamera());
        Check.That(
            first > 0 && second > 0 && ByteTrack() == first && BotSortWithoutCamera() == second,
            "Objects are found, the same ones each time.");
        Console.WriteLine(FormattableString.Invariant($"// {frames.Average(frame => frame.Count):F0} detections a frame, {first} and {second} ids"));
    }

    [Benchmark(OperationsPerInvoke = DetectionFrames.Count)]
    public int ByteTrack() => Follow(new ByteTracker());

    [Benchmark(OperationsPerInvoke = DetectionFrames.Count)]
    public int BotSortWithoutCamera() => Follow(new BotSort(new() { Camera = CameraMotion.None }));

    private int Follow(Tracker tracker)
    {
        foreach (var frame in frames)
        {
            tracker.Update(frame);
        }

        return tracker.Reported;
    }
}
