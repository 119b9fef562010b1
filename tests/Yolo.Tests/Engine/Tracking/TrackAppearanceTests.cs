using Yolo.Engine;
using Yolo.Engine.Inference;
using Yolo.Engine.Prediction;
using Yolo.Engine.Settings;
using Yolo.Engine.Tracking;
using Yolo.Imaging;
using Yolo.Sources;
using Yolo.Tracking;

namespace Yolo.Tests.Engine.Tracking;

/// <summary>with_reid: what objects look like is taken from what enters the network's head.</summary>
public sealed class TrackAppearanceTests : BloodCellFixture
{
    private TrackOptions Looking => new() { ImageSize = 256, Tracker = Folder.Write("mine.yaml", "tracker_type: botsort\nwith_reid: true\n") };

    [Test]
    public void Track_ByLooks_KeepsIds_HoweverManyFramesAtOnce()
    {
        var video = MovingCamera.Video(Folder, "cells", MovingCamera.OverCells(6));
        var looks = new List<float[]?>();
        Model.AddCallback("on_predict_batch_end", (Predictor predictor) => looks.AddRange(predictor.Trackers[0].Tracks.Select(track => track.Appearance)));

        var (one, three) = (TrackTests.Ids(Model.Track(video, Looking)), TrackTests.Ids(Model.Track(video, Looking with { Batch = 3 })));

        Assert.That(three, Is.EqualTo(one));
        Assert.That(one[0].Intersect(one[^1]).Count(), Is.GreaterThan(4));
        Assert.That(looks, Is.Not.Empty.And.All.Length.EqualTo(64), "the level with the fewest channels has 64");
        Assert.That(looks.Select(vector => vector!.Sum(number => number * number)), Has.All.EqualTo(1).Within(1e-4));
    }

    [TestCase("yolo11n-seg.pt")]
    [TestCase("yolo11n-pose.pt")]
    [TestCase("yolo11n-obb.pt")]
    public void Track_ByLooks_WorksForEveryTask(string weights)
    {
        using var model = new YoloModel(Shared.Path("weights", weights));
        var picture = Image.Decode(ExportedModelTests.Pictures(model.Task)[0]);

        var ids = TrackTests.Ids(model.Track(PictureSource.FromImages([picture, picture]), Looking with { ImageSize = 320, Persist = true }));

        Assert.That(ids[0], Is.Not.Empty.And.All.Positive);
        Assert.That(ids[1], Is.EqualTo(ids[0]));
    }

    [Test]
    public void Track_ByLooks_WithWhatHasNone_SaysWhy()
    {
        var frame = new Image(64, 48);
        using var exported = new YoloModel(Shared.Path("goldens", "onnx", "bccd-yolov8n-640.onnx"));
        using var endToEnd = new YoloModel(Shared.Path("weights", "bccd-yolo26n.pt"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => exported.Track(frame, Looking with { ImageSize = null }).Count(), Throws.TypeOf<NotSupportedException>().With.Message.Contains("with_reid").And.Message.Contains("is an exported network"));
            Assert.That(() => endToEnd.Track(frame, Looking).Count(), Throws.TypeOf<NotSupportedException>().With.Message.Contains("with_reid").And.Message.Contains("end-to-end"));
            Assert.That(() => Model.Track(frame, Looking with { Augment = true }).Count(), Throws.TypeOf<NotSupportedException>().With.Message.Contains("with_reid").And.Message.Contains("augment"));
            Assert.That(() => Model.Track(frame, Looking with { Engine = EngineKind.Onnx }).Count(), Throws.TypeOf<SettingException>().With.Message.Contains("engine=onnx").And.Message.Contains("with_reid"));
            Assert.That(() => endToEnd.Track(frame, new() { ImageSize = 64 }).Count(), Throws.Nothing);
            Assert.That(() => Model.Track(frame, new() { ImageSize = 64, TrackerSettings = new BotSortOptions { UseAppearance = true } }).Count(), Throws.Nothing);
        }
    }
}
