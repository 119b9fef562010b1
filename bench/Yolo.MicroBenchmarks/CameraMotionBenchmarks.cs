using BenchmarkDotNet.Attributes;
using Yolo.Imaging;
using Yolo.Results;
using Yolo.Tracking;

namespace Yolo.MicroBenchmarks;

/// <summary>How the camera moved between two pictures of 1920 × 1080, as BoT-SORT finds it for each frame.</summary>
public class CameraMotionBenchmarks
{
    private const int Width = 1920, Height = 1080, Right = 3, Down = 2;

    private readonly Image[] pictures = new Image[20];
    private readonly BotSort tracker = new();
    private int at;

    [GlobalSetup]
    public void SetUp()
    {
        var ground = new Image(Width + 100, Height + 100);
        new Random(3).NextBytes(ground.Pixels);
        for (var i = 0; i < pictures.Length; i++)
        {
            pictures[i] = ground.Crop(Right * i, Down * i, Width, Height);
        }

        Follow();
        Follow();
        var found = tracker.CameraWarp;
        Check.That(
            Math.Abs(found.X + Right) < 0.5 && Math.Abs(found.Y + Down) < 0.5,
            FormattableString.Invariant($"The ground moves by ({-Right}, {-Down}), not by ({found.X:F2}, {found.Y:F2})."));
    }

    [Benchmark]
    public IReadOnlyList<TrackedObject> Follow() => tracker.Update(Array.Empty<Detection>(), pictures[at++ % pictures.Length]);
}
