using Yolo.Engine;
using Yolo.Engine.Inference;
using Yolo.Engine.Prediction;
using Yolo.Engine.Settings;
using Yolo.Engine.Tracking;
using Yolo.Imaging;
using Yolo.Results;
using Yolo.Sources;
using Yolo.Tests.Sources;
using Yolo.Tracking;

namespace Yolo.Tests.Engine.Tracking;

/// <summary>Blood cells under a camera that moves, followed from frame to frame.</summary>
public sealed class TrackTests : BloodCellFixture
{
    private const int Frames = 8, Step = 4;

    // What computes does not depend on what lies in the cache.
    private static readonly TrackOptions Small = new() { ImageSize = 256, Engine = EngineKind.Torch };

    [TearDown]
    public void TearDown() => Assert.That(Videos.Running(), Is.Zero, "no ffmpeg is left behind");

    [TestCase("botsort.yaml")]
    [TestCase("bytetrack.yaml")]
    public void Track_AVideo_KeepsIdsAtTheirObjects(string tracker)
    {
        var video = MovingCamera.Video(Folder, "cells", MovingCamera.OverCells(Frames, Step));

        var results = Model.Track(video, Small with { Tracker = tracker }).ToList();

        Assert.That(results.Select(result => result.Frame!.Number), Is.EqualTo(Enumerable.Range(1, Frames)));
        Assert.That(results.SelectMany(result => result.Boxes.TrackIds), Has.All.Positive);
        Assert.That(results.Select(result => result.Boxes.TrackIds), Has.All.Unique);
        Assert.That(results[0].Boxes.TrackIds.Intersect(results[^1].Boxes.TrackIds).Count(), Is.GreaterThan(4));
        var ways = results.Zip(results.Skip(1)).SelectMany(pair => pair.First.Boxes.Join(pair.Second.Boxes, box => box.TrackId, box => box.TrackId, Way)).ToList();
        Assert.That(ways, Has.All.InRange(-4 * Step, 2 * Step));
        Assert.That(ways.Order().ElementAt(ways.Count / 2), Is.EqualTo(-Step).Within(1));

        static float Way(Detection from, Detection to) => to.Box.CenterX - from.Box.CenterX;
    }

    [Test]
    public void Track_SeveralFramesAtOnce_GivesTheSameIds()
    {
        var video = MovingCamera.Video(Folder, "cells", MovingCamera.OverCells(Frames));

        var (one, four) = (Model.Track(video, Small).ToList(), Model.Track(video, Small with { Batch = 4 }).ToList());

        Assert.That(Ids(four), Is.EqualTo(Ids(one)));
        Assert.That(four.SelectMany(Numbers), Is.EqualTo(one.SelectMany(Numbers)).Within(0.1f));
    }

    [Test]
    public void Track_TwoVideos_BeginsWith1InEach_UnlessTracksPersist()
    {
        string[] videos = [MovingCamera.Video(Folder, "a", MovingCamera.OverCells(4)), MovingCamera.Video(Folder, "b", MovingCamera.OverCells(4, -Step, 6))];
        var alone = videos.SelectMany(video => Ids(Model.Track(video, Small))).ToList();

        var found = Run(PictureSource.FromFiles(videos), Small);
        var persistent = Run(PictureSource.FromFiles(videos), Small with { Persist = true });

        Assert.That(found.Ids, Is.EqualTo(alone));
        Assert.That(found.Ids[4], Is.EquivalentTo(Enumerable.Range(1, found.Ids[4].Length)));
        Assert.That(found.Tracker.Frame, Is.EqualTo(4));
        Assert.That(persistent.Ids.Take(4), Is.EqualTo(alone.Take(4)));
        Assert.That(persistent.Ids.Skip(4), Is.Not.EqualTo(alone.Skip(4)));
        Assert.That(persistent.Tracker.Frame, Is.EqualTo(8));
    }

    [Test]
    public void Track_AFolderOfPictures_BeginsWith1InEach_UnlessTracksPersist()
    {
        var frames = MovingCamera.OverCells(4);
        var folder = MovingCamera.Pictures(Folder, "cells", frames);

        var found = Run(PictureSource.Parse(folder), Small);
        var persistent = Run(PictureSource.Parse(folder), Small with { Persist = true });

        Assert.That(found.Ids.Select(ids => ids.Order()), Is.EqualTo(found.Ids.Select(ids => Enumerable.Range(1, ids.Length))));
        Assert.That(persistent.Ids[0], Is.EqualTo(found.Ids[0]));
        Assert.That(persistent.Ids[0].Intersect(persistent.Ids[3]).Count(), Is.GreaterThan(4));
        Assert.That((found.Tracker.Frame, persistent.Tracker.Frame), Is.EqualTo((1, 4)));
    }

    [Test]
    public void Track_FramesOneByOne_GoesOnIfTracksPersist()
    {
        var frames = MovingCamera.OverCells(Frames);
        var expected = Ids(Model.Track(PictureSource.FromImages(frames), Small with { Persist = true }));
        using var another = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));

        var persistent = frames.SelectMany(frame => Ids(another.Track(frame, Small with { Persist = true }))).ToList();
        var single = frames.SelectMany(frame => Ids(another.Track(frame, Small))).ToList();

        Assert.That(persistent, Is.EqualTo(expected));
        Assert.That(single.Select(ids => ids.Order()), Is.EqualTo(single.Select(ids => Enumerable.Range(1, ids.Length))));
        Assert.That(Run(frames[^1], Small with { Persist = true }).Tracker.Frame, Is.EqualTo(Frames + 1), "what does not persist leaves the others alone");
    }

    [Test]
    public void Track_WithOtherSettingsOfTheTracker_BeginsAnew()
    {
        var frames = MovingCamera.OverCells(3);
        var (bytes, bots) = (Small with { Persist = true, Tracker = "bytetrack.yaml" }, Small with { Persist = true });

        var framesSeen = new[] { bots, bots, bots with { TrackerSettings = new BotSortOptions() }, bytes, bytes, bytes with { TrackerSettings = new() { Buffer = 60 } }, bots }
            .Select(options => Run(frames[0], options).Tracker.Frame);

        Assert.That(framesSeen, Is.EqualTo(new[] { 1, 2, 3, 1, 2, 1, 1 }));
    }

    [Test]
    public void Callbacks_SeeTracks_AndWhatFollowsThem()
    {
        var frames = MovingCamera.OverCells(4);
        var (atStart, after, atEnd, trackers) = (0, new List<int[]>(), new List<int[]>(), new List<Tracker>());
        Model.AddCallback("on_predict_start", (Predictor predictor) => atStart = predictor.Trackers.Count);
        Model.AddCallback("on_predict_postprocess_end", (Predictor predictor) => after.AddRange(Ids(predictor.Results)));
        Model.AddCallback("on_predict_batch_end", (Predictor predictor) =>
        {
            atEnd.AddRange(Ids(predictor.Results));
            trackers.Add(predictor.Trackers.Single());
            Assert.That(predictor.Trackers[0].Tracks.Where(track => track.IsConfirmed).Select(track => (int?)track.Id), Is.EqualTo(predictor.Results[^1].Boxes.TrackIds));
        });

        var results = Model.Track(MovingCamera.Video(Folder, "cells", frames), Small with { Batch = 2 }).ToList();

        Assert.That(atStart, Is.Zero);
        Assert.That(after, Is.EqualTo(Ids(results)));
        Assert.That(atEnd, Is.EqualTo(Ids(results)));
        Assert.That(trackers, Has.Count.EqualTo(2).And.All.SameAs(trackers[0]));
        Assert.That((trackers[0].Frame, trackers[0].Reported), Is.EqualTo((4, results.SelectMany(result => result.Boxes.TrackIds).Distinct().Count())));
    }

    [Test]
    public void Predict_AfterTracking_FollowsNothing()
    {
        var frames = MovingCamera.OverCells(2);
        _ = Model.Track(PictureSource.FromImages(frames), Small with { Persist = true }).Count();

        var results = Model.Predict(PictureSource.FromImages(frames), new() { ImageSize = 256 }).ToList();

        Assert.That(results.SelectMany(result => result.Boxes.TrackIds), Is.Not.Empty.And.All.Null);
        Assert.That(results[0].Trails, Is.Null);
    }

    [Test]
    public async Task TrackAsync_GivesTheSame()
    {
        var video = MovingCamera.Video(Folder, "cells", MovingCamera.OverCells(Frames));
        var found = new List<Result>();

        await foreach (var result in Model.TrackAsync(video, Small))
        {
            found.Add(result);
        }

        var expected = Model.Track(video, Small).ToList();
        Assert.That(Ids(found), Is.EqualTo(Ids(expected)));
        Assert.That(found.SelectMany(Numbers), Is.EqualTo(expected.SelectMany(Numbers)).Within(0.1f));
    }

    [Test]
    public void Track_LiveStreams_FollowsEachByItself()
    {
        List<Image>[] streams = [MovingCamera.OverCells(4), MovingCamera.OverCells(4, -Step, 6)];
        var alone = streams.Select(frames => Ids(Model.Track(new LiveFrames([frames]), Small))).ToList();
        var trackers = 0;
        Model.AddCallback("on_predict_batch_end", (Predictor predictor) => trackers = predictor.Trackers.Count);

        var results = Model.Track(new LiveFrames(streams), Small with { Batch = 2 }).ToList();

        Assert.That(trackers, Is.EqualTo(2));
        Assert.That(results, Has.Count.EqualTo(8));
        Assert.That(Enumerable.Range(0, 2).Select(video => Ids(results.Where(result => result.Frame!.Video == video))), Is.EqualTo(alone));
    }

    [Test]
    [NonParallelizable]
    public void Track_OnTwoThreadsWithOneModel_GivesWhatEachGivesAlone()
    {
        string[] videos = [MovingCamera.Video(Folder, "a", MovingCamera.OverCells(Frames)), MovingCamera.Video(Folder, "b", MovingCamera.OverCells(Frames, -Step, 6))];
        var alone = videos.Select(video => Ids(Model.Track(video, Small))).ToList();
        using var storm = new Storm();

        var together = videos.Select(video => Task.Run(() => Enumerable.Range(0, 2).Select(_ => Ids(Model.Track(video, Small))).ToList())).ToArray();

        for (var i = 0; i < videos.Length; i++)
        {
            Assert.That(together[i].Result, Has.All.EqualTo(alone[i]));
        }
    }

    // Their frames mingle, but none is lost, and no number is given out twice.
    [Test]
    [NonParallelizable]
    public void Track_PersistentCallsAtTheSameTime_GetThroughUnharmed()
    {
        var frames = MovingCamera.OverCells(Frames);
        var persistent = Small with { Persist = true };
        using var storm = new Storm();

        var calls = Enumerable.Range(0, 2).Select(_ => Task.Run(() => frames.Select(frame => Model.Track(frame, persistent).Single()).ToList())).ToArray();

        foreach (var result in calls.SelectMany(call => call.Result))
        {
            Assert.That(result.Boxes.Where(box => box.TrackId is not null).Select(box => box.TrackId), Is.Unique);
        }
    }

    [Test]
    public void Track_AnExportedNetwork_GivesTheSameIds()
    {
        var video = MovingCamera.Video(Folder, "cells", MovingCamera.OverCells(Frames));
        using var exported = new YoloModel(Model.Export(new() { Dynamic = true, File = Folder.Path("cells.onnx") }));

        var (found, expected) = (exported.Track(video, Small with { Engine = EngineKind.Auto }).ToList(), Model.Track(video, Small).ToList());

        Assert.That(Ids(found), Is.EqualTo(Ids(expected)));
        Assert.That(found.SelectMany(Numbers), Is.EqualTo(expected.SelectMany(Numbers)).Within(0.2f));
    }

    [Test]
    public void Trail_IsWhereEachObjectWasLast()
    {
        var results = Model.Track(MovingCamera.Video(Folder, "cells", MovingCamera.OverCells(Frames)), Small with { Trail = 3 }).ToList();

        var ages = new Dictionary<int, int>();
        foreach (var result in results)
        {
            Assert.That(result.Trails, Has.Count.EqualTo(result.Boxes.Count));
            for (var i = 0; i < result.Boxes.Count; i++)
            {
                var (trail, box) = (result.Trails![i], result.Boxes[i]);
                ages[box.TrackId!.Value] = ages.GetValueOrDefault(box.TrackId.Value) + 1;
                Assert.That(trail, Has.Count.EqualTo(Math.Min(3, ages[box.TrackId.Value])));
                Assert.That(Math.Max(Math.Abs(trail[^1].X - box.Box.CenterX), Math.Abs(trail[^1].Y - box.Box.CenterY)), Is.LessThan(8), "the box is cut at the picture, its trail is not");
            }
        }

        Assert.That(ages.Values.Max(), Is.EqualTo(Frames));
    }

    [Test]
    public void Trail_AskedForLater_IsThere()
    {
        var frames = MovingCamera.OverCells(2);
        _ = Model.Track(frames[0], Small with { Persist = true }).Single();

        var second = Model.Track(frames[1], Small with { Persist = true, Trail = 5 }).Single();
        var third = Model.Track(frames[1], Small with { Persist = true, Trail = 5 }).Single();

        Assert.That(second.Trails, Has.Count.EqualTo(second.Boxes.Count).And.All.Count.EqualTo(1));
        Assert.That(third.Trails!.Max(trail => trail.Count), Is.EqualTo(2));
        Assert.That(Run(frames[1], Small with { Persist = true }).Tracker.Frame, Is.EqualTo(4), "a trail is nothing of the tracker's");
    }

    [Test]
    public void FrameInWhichNothingIsFound_IsEmpty_AndOneWithoutATrackKeepsItsDetections()
    {
        var frames = MovingCamera.OverCells(1);

        var results = Model.Track(PictureSource.FromImages([new Image(256, 192), frames[0], frames[0]]), Small with { Persist = true }).ToList();

        Assert.That(results.Select(result => result.Boxes.Count > 4), Is.EqualTo(new[] { false, true, true }));
        Assert.That(results[1].Boxes.TrackIds, Has.All.Null);
        Assert.That(results[2].Boxes.TrackIds, Has.All.Positive);
    }

    [Test]
    public void Track_LeavesNoTensorBehind()
    {
        var source = PictureSource.FromImages(MovingCamera.OverCells(3));
        foreach (var options in new[] { Small with { Persist = true }, Small with { Persist = true, TrackerSettings = new BotSortOptions { UseAppearance = true }, Batch = 2 } })
        {
            _ = Model.Track(source, options).Count();
            var before = LiveTensors.Count;

            _ = Model.Track(source, options).Count();

            Assert.That(LiveTensors.Count, Is.EqualTo(before));
        }
    }

    [Test]
    public void Track_WhatIsNotThere_IsRefused()
    {
        var frame = new Image(64, 48);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Model.Track(frame, new() { Tracker = "bytetrak.yaml" }).Count(), Throws.TypeOf<SettingException>().With.Message.Contains("did you mean 'bytetrack.yaml'"));
            Assert.That(() => Model.Track(frame, new() { Trail = -1 }).Count(), Throws.TypeOf<SettingException>().With.Message.Contains("trail"));
            Assert.That(() => Model.Track(frame, new() { TrackerSettings = new() { Buffer = -1 }, Save = true, Project = Folder.Path("runs") }).Count(), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(Directory.Exists(Folder.Path("runs")), Is.False, "before anything is written");
            Assert.That(() => Model.Track(Folder.Path("missing.mp4")).Count(), Throws.TypeOf<SourceException>());
        }
    }

    [Test]
    public void Track_ByAClassifier_IsRefused()
    {
        using var model = new YoloModel(Shared.Path("weights", "yolo11n-cls.pt"));

        Assert.That(() => model.Track(new Image(64, 48)).Count(), Throws.TypeOf<NotSupportedException>().With.Message.Contains("nothing to follow"));
    }

    /// <summary>Numbers of the tracks in each result; 0 where there is none.</summary>
    internal static List<int[]> Ids(IEnumerable<Result> results) => [.. results.Select(result => Array.ConvertAll(result.Boxes.TrackIds, id => id ?? 0))];

    private static IEnumerable<float> Numbers(Result result) => result.Boxes.Xyxy.SelectMany(box => new[] { box.X1, box.Y1, box.X2, box.Y2 });

    private (List<int[]> Ids, Tracker Tracker) Run(PictureSource source, TrackOptions options)
    {
        var predictor = new Predictor(Model, options);
        return (Ids(predictor.Run(source)), predictor.Trackers.Single());
    }

    // Streams side by side: the first frame of each, then the second of each.
    private sealed class LiveFrames(IReadOnlyList<List<Image>> streams) : PictureSource
    {
        public override bool IsLive => true;

        public override int PreferredBatch => streams.Count;

        public override IEnumerable<SourceItem> Read(CancellationToken cancellation) =>
            from number in Enumerable.Range(0, streams[0].Count)
            from video in Enumerable.Range(0, streams.Count)
            select new FrameItem($"stream{video}", streams[video][number], new(video, number + 1, null, 0, IsLive: true));
    }
}
