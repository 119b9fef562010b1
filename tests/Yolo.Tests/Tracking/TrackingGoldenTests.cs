using System.Text.Json;
using Yolo.Tracking;
using Yolo.Tracking.Kalman;
using Yolo.Tracking.Motion;

namespace Yolo.Tests.Tracking;

/// <summary>Trackers beside the reference's, frame by frame.</summary>
public sealed class TrackingGoldenTests
{
    [TestCase("boxes")]
    [TestCase("obb")]
    public void Update_GivesTheReferencesTracks(string name)
    {
        var golden = new TrackingGolden(name);
        var detections = golden["detections"].EnumerateArray().ToList();
        foreach (var (run, options, expected) in golden.Runs)
        {
            Follow(options.CreateTracker(), detections, expected, run);
        }
    }

    [Test]
    public void Update_WithAppearances_GivesTheReferencesTracks()
    {
        var golden = new TrackingGolden("reid");
        var detections = new TrackingGolden("boxes")["detections"].EnumerateArray().ToList();
        var appearances = golden["features"].EnumerateArray().Select(frame => frame.EnumerateArray().Select(TrackingGolden.Numbers).ToList()).ToList();
        foreach (var (run, options, expected) in golden.Runs)
        {
            Assert.That(options, Is.InstanceOf<BotSortOptions>().With.Property(nameof(BotSortOptions.UseAppearance)).True);
            Follow(options.CreateTracker(), detections, expected, run, appearances);
        }
    }

    [Test]
    public void Update_WithTheReferencesCamera_GivesItsTracks()
    {
        var golden = new TrackingGolden("gmc");
        var detections = golden["detections"].EnumerateArray().ToList();
        foreach (var (run, options, expected) in golden.Runs)
        {
            var camera = expected.TryGetProperty("warps", out var warps) ? new GivenCamera(warps) : null;
            Follow(new BotSort((BotSortOptions)options, camera), detections, expected, run, picture: new(64, 64));
        }
    }

    [Test]
    public void Reset_BeginsAnew()
    {
        var golden = new TrackingGolden("boxes");
        var detections = golden["detections"].EnumerateArray().Take(40).ToList();
        foreach (var (run, options, expected) in golden.Runs)
        {
            var tracker = options.CreateTracker();
            Follow(tracker, detections, expected, run);
            tracker.Reset();
            Follow(tracker, detections, expected, $"{run}, once more");
        }
    }

    [TestCase("xyah")]
    [TestCase("xywh")]
    public void Filter_EqualsTheReferences(string form)
    {
        var golden = new TrackingGolden("kalman");
        var filter = Run(golden, form);
        if (form == "xywh")
        {
            var warp = TrackingGolden.Flat(golden["gmc"].GetProperty("warp"));
            filter.Warp(new(warp[0], warp[1], warp[2], warp[3], warp[4], warp[5]));
            AssertState(filter, golden["gmc"], "", "warped");
        }
    }

    [TestCase("xyah")]
    [TestCase("xywh")]
    public void Filter_OfWhatIsLost_EqualsTheReferences(string form)
    {
        var golden = new TrackingGolden("kalman");
        var filter = Run(golden, form);

        filter.Predict(isLost: true);

        AssertState(filter, golden["lost"].GetProperty(form), "", "lost");
    }

    private static void Follow(Tracker tracker, List<JsonElement> detections, JsonElement run, string name, List<List<float[]>>? appearances = null, Yolo.Imaging.Image? picture = null)
    {
        var frames = run.GetProperty("frames").EnumerateArray().ToList();
        for (var i = 0; i < detections.Count; i++)
        {
            var objects = TrackingGolden.Update(tracker, detections[i], appearances?[i], picture);
            TrackingGolden.AssertFrame(tracker, objects, detections[i], frames[i], $"{name}, frame {i + 1}");
        }
    }

    private static KalmanFilter Run(TrackingGolden golden, string form)
    {
        BoxModel model = form == "xyah" ? AspectModel.Instance : SizeModel.Instance;
        KalmanFilter? filter = null;
        foreach (var (step, index) in golden[form].EnumerateArray().Select((step, index) => (step, index)))
        {
            var measured = step.GetProperty("measurement") is { ValueKind: JsonValueKind.Array } row ? TrackingGolden.Doubles(row) : null;
            if (filter is null)
            {
                filter = new KalmanFilter(model, measured);
                AssertState(filter, step, "", $"step {index}");
                continue;
            }

            filter.Predict(isLost: false);
            AssertState(filter, step, "predicted_", $"step {index}, predicted");
            if (measured is not null)
            {
                filter.Update(measured);
                AssertState(filter, step, "", $"step {index}");
            }
        }

        return filter!;
    }

    private static void AssertState(KalmanFilter filter, JsonElement expected, string prefix, string where)
    {
        Assert.That(filter.Mean.ToArray(), Is.EqualTo(TrackingGolden.Doubles(expected.GetProperty(prefix + "mean"))).Within(1e-8), $"{where}: mean");
        Assert.That(filter.Covariance.ToArray(), Is.EqualTo(TrackingGolden.Flat(expected.GetProperty(prefix + "covariance"))).Within(1e-8), $"{where}: covariance");
    }

    private sealed class GivenCamera(JsonElement warps) : ICameraMotion
    {
        private int frame;

        public CameraWarp Follow(Yolo.Imaging.Image picture)
        {
            var warp = TrackingGolden.Flat(warps[frame++]);
            return new(warp[0], warp[1], warp[2], warp[3], warp[4], warp[5]);
        }

        public void Reset() => frame = 0;
    }
}
