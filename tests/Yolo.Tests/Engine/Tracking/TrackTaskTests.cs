using Yolo.Engine;
using Yolo.Engine.Inference;
using Yolo.Engine.Tracking;
using Yolo.Imaging;
using Yolo.Results;
using Yolo.Sources;

namespace Yolo.Tests.Engine.Tracking;

/// <summary>Masks, points and rotated boxes stay with their objects, which are followed by their boxes.</summary>
public sealed class TrackTaskTests
{
    private const int Frames = 4;

    // The number of a picture on which there are several objects.
    [TestCase("yolo11n-seg.pt", 4)]
    [TestCase("yolo11n-pose.pt", 2)]
    [TestCase("yolo11n-obb.pt", 2)]
    public void Track_WhatBelongsToADetection_StaysWithIt(string weights, int picture)
    {
        using var model = new YoloModel(Shared.Path("weights", weights));
        var options = new TrackOptions { ImageSize = 320, Persist = true, Engine = EngineKind.Torch };
        var source = PictureSource.FromImages(FramesOf(model.Task, picture));
        var plain = model.Predict(source, new() { ImageSize = 320, Confidence = options.Confidence, Engine = EngineKind.Torch }).ToList();

        var tracked = model.Track(source, options).ToList();

        Assert.That(tracked.SelectMany(result => result.Boxes.TrackIds), Has.All.Positive);
        Assert.That(tracked[0].Boxes.TrackIds.Intersect(tracked[^1].Boxes.TrackIds).Count(), Is.GreaterThan(2));
        foreach (var (result, all) in tracked.Zip(plain))
        {
            AssertBelongs(result, all);
        }
    }

    // A detection is known by the place of the network that it came from.
    private static void AssertBelongs(Result tracked, Result plain)
    {
        Assert.That(new[] { tracked.Masks?.Count, tracked.Keypoints?.Count, tracked.RotatedBoxes?.Count }, Has.Exactly(1).EqualTo(tracked.Boxes.Count).And.Exactly(2).Null);
        var anchors = plain.Boxes.Select(box => box.Anchor).ToList();
        for (var i = 0; i < tracked.Boxes.Count; i++)
        {
            var (box, index) = (tracked.Boxes[i], anchors.IndexOf(tracked.Boxes[i].Anchor));
            Assert.That((box.Class, box.Confidence), Is.EqualTo((plain.Boxes[index].Class, plain.Boxes[index].Confidence)));
            Assert.That(box.Box.Iou(plain.Boxes[index].Box), Is.GreaterThan(0.5), "the filter smooths, and does not lead away");
            if (tracked.Masks is { } masks)
            {
                var (mask, own) = (masks[i], plain.Masks![index]);
                Assert.That((mask.Left, mask.Top, mask.Width, mask.Height, mask.Area), Is.EqualTo((own.Left, own.Top, own.Width, own.Height, own.Area)));
            }

            if (tracked.Keypoints is { } points)
            {
                Assert.That(points[i], Is.EqualTo(plain.Keypoints![index]));
            }

            if (tracked.RotatedBoxes is { } rotated)
            {
                Assert.That((rotated[i].TrackId, rotated[i].Class, rotated[i].Confidence, rotated[i].Angle), Is.EqualTo((box.TrackId, box.Class, box.Confidence, plain.RotatedBoxes![index].Angle)));
                Assert.That(rotated[i].Upright().Clip(tracked.OriginalImage.Width, tracked.OriginalImage.Height), Is.EqualTo(box.Box));
            }
        }
    }

    private static List<Image> FramesOf(string task, int index)
    {
        var picture = Image.Decode(ExportedModelTests.Pictures(task, index + 1)[index]);
        var scale = 344.0 / Math.Max(picture.Width, picture.Height);
        return MovingCamera.Over(Resize.Bilinear(picture, (int)(picture.Width * scale), (int)(picture.Height * scale)), Frames, step: 3, room: 24);
    }
}
