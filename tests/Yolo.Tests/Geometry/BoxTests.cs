using System.Runtime.InteropServices;
using System.Text.Json;
using Yolo.Geometry;

namespace Yolo.Tests.Geometry;

public sealed class BoxTests
{
    [Test]
    public void ToPicture_GoldenBoxes_EqualTheReference([Range(0, 2)] int setting)
    {
        var file = new GoldenFile(Shared.Path("goldens", "ops", "boxes.safetensors"));
        using var sizes = JsonDocument.Parse(file.Metadata($"scale_boxes.{setting}"));
        var input = sizes.RootElement.GetProperty("img1_shape");
        var picture = sizes.RootElement.GetProperty("img0_shape");
        var (width, height) = (picture[1].GetInt32(), picture[0].GetInt32());
        var transform = LetterboxTransform.Between(width, height, input[1].GetInt32(), input[0].GetInt32());
        var boxes = MemoryMarshal.Cast<byte, Box>(file.Bytes("scale_boxes.in"));
        var expected = MemoryMarshal.Cast<byte, Box>(file.Bytes($"scale_boxes.{setting}"));

        for (var i = 0; i < boxes.Length; i++)
        {
            var box = transform.ToPicture(boxes[i]).Clip(width, height);
            Assert.That(new[] { box.X1, box.Y1, box.X2, box.Y2 }, Is.EqualTo(new[] { expected[i].X1, expected[i].Y1, expected[i].X2, expected[i].Y2 }).Within(1e-3f));
        }
    }

    [Test]
    public void Iou_GoldenPairs_EqualTheReference()
    {
        var file = new GoldenFile(Shared.Path("goldens", "ops", "boxes.safetensors"));
        var first = MemoryMarshal.Cast<byte, Box>(file.Bytes("iou.b1"));
        var second = MemoryMarshal.Cast<byte, Box>(file.Bytes("iou.b2"));
        var expected = MemoryMarshal.Cast<byte, float>(file.Bytes("iou.pairs"));

        for (var i = 0; i < first.Length; i++)
        {
            for (var j = 0; j < second.Length; j++)
            {
                Assert.That(first[i].Iou(second[j]), Is.EqualTo(expected[(i * second.Length) + j]).Within(1e-5f));
            }
        }
    }

    [Test]
    public void FromCenter_Box_HasThatCentreAndSize()
    {
        var box = Box.FromCenter(50, 40, 20, 10);

        Assert.That((box.X1, box.Y1, box.X2, box.Y2, box.CenterX, box.CenterY, box.Area), Is.EqualTo((40f, 35f, 60f, 45f, 50f, 40f, 200f)));
    }

    [Test]
    public void Iou_BoxesWithoutArea_IsZero() => Assert.That(default(Box).Iou(default), Is.Zero);
}
