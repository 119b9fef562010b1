using System.Text.Json;
using Yolo.Imaging;
using Yolo.Results;

namespace Yolo.Tests.Tracking;

/// <summary>What is written of tracked results, beside the reference's.</summary>
public sealed class TrackingResultsTests : FolderFixture
{
    private const string Tracked = "boxes", Untracked = "untracked", Rotated = "obb", Pose = "pose";

    [Test]
    public void Labels_AreTheReferences([Values(Tracked, Untracked, Rotated, Pose)] string section, [Values] bool confidence)
    {
        var golden = new TrackingGolden("results");
        var file = Folder.Path("labels.txt");

        ResultOf(golden, section).SaveTxt(file, confidence);

        Assert.That(File.ReadAllLines(file), Is.EqualTo(golden[section].GetProperty(confidence ? "txt_conf" : "txt").EnumerateArray().Select(line => line.GetString())));
    }

    [Test]
    public void Summary_HasTheReferencesTracksClassesAndConfidences([Values(Tracked, Untracked, Rotated, Pose)] string section)
    {
        var golden = new TrackingGolden("results");
        var expected = golden[section].GetProperty("summary").EnumerateArray().ToList();

        using var document = JsonDocument.Parse(ResultOf(golden, section).ToJson());

        var rows = document.RootElement.EnumerateArray().ToList();
        Assert.That(rows.Select(TrackOf), Is.EqualTo(expected.Select(TrackOf)));
        Assert.That(rows.Select(row => row.GetProperty("name").GetString()), Is.EqualTo(expected.Select(row => row.GetProperty("name").GetString())));
        Assert.That(rows.Select(row => row.GetProperty("confidence").GetDouble()), Is.EqualTo(expected.Select(row => row.GetProperty("confidence").GetDouble())).Within(1e-4));
    }

    [Test]
    public void Description_IsTheReferences([Values(Tracked, Untracked, Rotated, Pose)] string section)
    {
        var golden = new TrackingGolden("results");

        Assert.That(ResultOf(golden, section).Describe() + ", ", Is.EqualTo(golden[section].GetProperty("verbose").GetString()));
    }

    private static int? TrackOf(JsonElement row) => row.TryGetProperty("track_id", out var id) && id.ValueKind == JsonValueKind.Number ? id.GetInt32() : null;

    // Rows end in id, confidence and class; where nothing is tracked in confidence and class.
    private static Result ResultOf(TrackingGolden golden, string section)
    {
        var size = golden["image"].EnumerateArray().Select(side => side.GetInt32()).ToList();
        var (height, width) = (size[0], size[1]);
        var rows = golden[section].GetProperty("rows").EnumerateArray().Select(TrackingGolden.Numbers).ToList();
        var names = golden["names"].EnumerateObject().ToDictionary(name => int.Parse(name.Name, System.Globalization.CultureInfo.InvariantCulture), name => name.Value.GetString()!);
        RotatedBox[]? rotated = section == Rotated ? [.. rows.Select(row => new RotatedBox(row[0], row[1], row[2], row[3], row[4], row[6], (int)row[7], (int)row[5]))] : null;
        var detections = rotated?.Select(box => new Detection(box.Upright(), box.Confidence, box.Class, TrackId: box.TrackId))
            ?? rows.Select(row => new Detection(new Yolo.Geometry.Box(row[0], row[1], row[2], row[3]).Clip(width, height), row[^2], (int)row[^1], TrackId: section == Untracked ? null : (int)row[^3]));
        var points = section == Pose
            ? golden[section].GetProperty("keypoints").EnumerateArray().Select(one => one.EnumerateArray().Select(TrackingGolden.Numbers).Select(point => new Keypoint(point[0], point[1], point[2])))
            : null;
        return new("street.jpg", new Image(width, height), names, new Boxes(detections, width, height))
        {
            RotatedBoxes = rotated,
            Keypoints = points is null ? null : new Keypoints(points, width, height, hasConfidence: true),
        };
    }
}
