using System.Globalization;
using System.Text.Json;
using Yolo.Engine.Tracking;
using Yolo.Results;
using Yolo.Sources;
using Yolo.Tests.Cli;

namespace Yolo.Tests.Engine.Tracking;

/// <summary>What a run that tracks writes.</summary>
public sealed class TrackFilesTests : BloodCellFixture
{
    private const int Frames = 3;

    private string Run => Folder.Path("runs", "track");

    [TestCase(false, 6)]
    [TestCase(true, 7)]
    public void SaveTxt_HasTheIdLast(bool confidence, int columns)
    {
        var results = Track(new() { SaveTxt = true, SaveConfidence = confidence });

        foreach (var (index, result) in results.Index())
        {
            var lines = File.ReadAllLines(Path.Combine(Run, "labels", $"cells_{index + 1}.txt")).Select(line => line.Split(' ')).ToList();
            Assert.That(lines, Has.All.Length.EqualTo(columns));
            Assert.That(lines.Select(line => (int?)int.Parse(line[^1], CultureInfo.InvariantCulture)), Is.EqualTo(result.Boxes.TrackIds));
        }
    }

    [Test]
    public void SaveJson_NamesTheTrack()
    {
        var results = Track(new() { SaveJson = true });

        Assert.That(Rows(Run), Is.EqualTo(results.SelectMany(result => result.Boxes.Select(box => (result.Frame!.Number, box.TrackId)))));
    }

    [Test]
    public void Save_DrawsIdsInTheirColours_AndTrails()
    {
        var results = Track(new() { Save = true, Trail = 5 });

        Assert.That(PictureSource.Parse(Path.Combine(Run, "cells.mp4")).Read(default).OfType<FrameItem>().Count(), Is.EqualTo(Frames));
        var last = results[^1];
        var byObject = new PlotOptions { ColourByObject = true };
        var bare = last.Plot(byObject with { Trails = false });
        Assert.That(last.Plot(byObject).Pixels.SequenceEqual(bare.Pixels), Is.False, "a trail is to be seen");
        Assert.That(last.Plot(new() { Trails = false }).Pixels.SequenceEqual(bare.Pixels), Is.False, "cells of one kind have several colours");
        last.Boxes = new Boxes(last.Boxes.Select(box => box with { TrackId = null }), 256, 192);
        Assert.That(last.Plot(new() { Trails = false }).Pixels.SequenceEqual(bare.Pixels), Is.False, "ids are to be seen");
    }

    [Test]
    public void Arguments_OfARun_NameItsTracker_AndRepeatIt()
    {
        var tracker = Folder.Write("mine.yaml", "tracker_type: bytetrack\ntrack_buffer: 7\n");
        var results = Track(new() { SaveJson = true, Tracker = tracker, Trail = 2, Confidence = 0.2 });
        var arguments = Path.Combine(Run, "args.yaml");

        Assert.That(File.ReadAllLines(arguments), Is.SupersetOf(new[] { "mode: track", $"tracker: {tracker}", "trail: 2", "conf: 0.2", "imgsz: 256", "name: track" }));
        var (status, output, errors) = YoloCommand.Run("track", $"cfg={arguments}", $"source={Folder.Path("cells.mp4")}", "name=again");
        Assert.That((status, errors), Is.EqualTo((0, string.Empty)));
        Assert.That(output, Does.Contain($"Tracks: {results.SelectMany(result => result.Boxes.TrackIds).Distinct().Count()}"));
        Assert.That(Rows(Folder.Path("runs", "again")), Is.EqualTo(Rows(Run)));
        Assert.That(File.ReadAllLines(Folder.Path("runs", "again", "args.yaml")).Except(File.ReadAllLines(arguments)), Is.EqualTo(new[] { "name: again" }));
    }

    [Test]
    public void Arguments_OfARun_WhoseTrackerIsNoFile_NameNone()
    {
        _ = Track(new() { SaveJson = true, TrackerSettings = new() { Buffer = 7 } });

        Assert.That(File.ReadAllText(Path.Combine(Run, "args.yaml")), Does.Contain("tracker: null\n"));
    }

    private static List<(int Frame, int? Track)> Rows(string run)
    {
        using var written = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "predictions.json")));
        return [.. written.RootElement.EnumerateArray().Select(row => (row.GetProperty("frame").GetInt32(), (int?)row.GetProperty("track_id").GetInt32()))];
    }

    private List<Result> Track(TrackOptions options)
    {
        var video = MovingCamera.Video(Folder, "cells", MovingCamera.OverCells(Frames));
        return [.. Model.Track(video, options with { ImageSize = 256, Project = Folder.Path("runs") })];
    }
}
