using System.Text.Json;
using Yolo.Engine.Tracking;
using Yolo.Imaging;
using Yolo.Results;
using Yolo.Tracking;

namespace Yolo.Tests.Tracking;

/// <summary>A golden file of trackers: frames of detections that go in, and for each run the tracks that came out of the reference.</summary>
internal sealed class TrackingGolden
{
    private readonly JsonElement root;

    internal TrackingGolden(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Shared.Path("goldens", $"tracking-{name}.json")));
        root = document.RootElement.Clone();
    }

    internal IEnumerable<(string Name, TrackerOptions Options, JsonElement Run)> Runs =>
        root.GetProperty("runs").EnumerateObject().Select(run => (run.Name, Settings(run.Value.GetProperty("settings")), run.Value));

    internal JsonElement this[string name] => root.GetProperty(name);

    internal static float[] Numbers(JsonElement row) => [.. row.EnumerateArray().Select(number => number.GetSingle())];

    internal static double[] Doubles(JsonElement row) => [.. row.EnumerateArray().Select(number => number.GetDouble())];

    internal static double[] Flat(JsonElement rows) => [.. rows.EnumerateArray().SelectMany(Doubles)];

    /// <summary>Rows of six numbers are upright boxes, of seven rotated ones.</summary>
    internal static IReadOnlyList<TrackedObject> Update(Tracker tracker, JsonElement rows, IReadOnlyList<float[]>? appearances = null, Image? picture = null)
    {
        var numbers = rows.EnumerateArray().Select(Numbers).ToList();
        return numbers is [{ Length: 7 }, ..]
            ? tracker.Update(numbers.ConvertAll(row => new RotatedBox(row[0], row[1], row[2], row[3], row[4], row[5], (int)row[6])), picture, appearances)
            : tracker.Update(numbers.ConvertAll(row => new Detection(new(row[0], row[1], row[2], row[3]), row[4], (int)row[5])), picture, appearances);
    }

    /// <summary>Holds the tracks of a frame to the reference's.</summary>
    internal static void AssertFrame(Tracker tracker, IReadOnlyList<TrackedObject> objects, JsonElement rows, JsonElement expected, string where)
    {
        var scores = rows.EnumerateArray().Select(row => Numbers(row)[^2]).ToList();
        var tracks = expected.GetProperty("tracks").EnumerateArray().Select(Numbers).ToList();

        Assert.That(objects.Select(one => one.Id), Is.EqualTo(tracks.Select(track => (int)track[^4])), $"{where}: ids");
        Assert.That(objects.Select(one => one.Confidence), Is.EqualTo(tracks.Select(track => track[^3])), $"{where}: scores");
        Assert.That(objects.Select(one => one.Class), Is.EqualTo(tracks.Select(track => (int)track[^2])), $"{where}: classes");
        Assert.That(objects.Select(one => PlaceInGroup(one.Detection)), Is.EqualTo(tracks.Select(track => (int)track[^1])), $"{where}: detections");
        Assert.That(objects.SelectMany(Place), Is.EqualTo(tracks.SelectMany(track => track[..^4])).Within(1e-3f), $"{where}: boxes");
        Assert.That(tracker.Lost.Select(track => track.Id), Is.EqualTo(Numbers(expected.GetProperty("lost")).Select(id => (int)id)), $"{where}: lost");
        Assert.That(tracker.Count, Is.EqualTo(expected.GetProperty("count").GetInt32()), $"{where}: count");

        // The reference counts confident and unsure detections apart.
        int PlaceInGroup(int detection) => scores.Take(detection).Count(score => IsHigh(score) == IsHigh(scores[detection]) && score > (float)tracker.Options.LowThreshold);

        bool IsHigh(float score) => score >= (float)tracker.Options.HighThreshold;
    }

    private static float[] Place(TrackedObject one) => one.Rotated is { } rotated
        ? [rotated.CenterX, rotated.CenterY, rotated.Width, rotated.Height, rotated.Angle]
        : [one.Box.X1, one.Box.Y1, one.Box.X2, one.Box.Y2];

    // By way of a file, as people have them.
    private static TrackerOptions Settings(JsonElement settings)
    {
        using var folder = new TemporaryFolder();
        var lines = settings.EnumerateObject().Select(setting => $"{setting.Name}: {setting.Value.GetRawText().Trim('"')}\n");
        return TrackerFile.Read(folder.Write("tracker.yaml", string.Concat(lines)));
    }
}
