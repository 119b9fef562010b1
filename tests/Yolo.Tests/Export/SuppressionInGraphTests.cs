using System.Runtime.InteropServices;
using Yolo.Export;
using Yolo.Geometry;
using Yolo.Modules.Heads;
using Yolo.Tests.Models;
using static TorchSharp.torch;

namespace Yolo.Tests.Export;

/// <summary>Files that suppress by themselves: ONNX Runtime chooses what our own suppression chooses from the network's output.</summary>
/// <remarks>Legend: B images, A anchor points, C classes, E extra numbers, K rows, Q boxes compared.</remarks>
public sealed class SuppressionInGraphTests : FolderFixture
{
    private const int Rows = 20;

    [Test]
    public void Suppression_InsideTheGraph_ChoosesWhatOursChooses(
        [Values("yolov8n", "yolo12n", "yolov8n-seg", "yolo11n-pose", "yolo11n-obb", "yolov8n-obb")] string name,
        [Values] bool agnostic,
        [Values] bool dynamic)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        using var network = GoldenModels.Build(name);
        var suppression = new SuppressionInGraph(network.Head is ObbHead ? 0.3 : 0.5, 0.6, Rows, agnostic);
        var file = Folder.Path("model.onnx");
        OnnxFile.Write(NetworkGraph.Of(network, new GraphOptions { Height = 64, Width = 96, Opset = 17, Batch = 2, Dynamic = dynamic, Suppression = suppression }), file);
        OnnxChecker.Check(file);
        var input = DeterministicFill.Input("export", 2, 3, 64, 96);

        var output = OnnxRuntime.Run(file, (Numbers(input), input.shape))[0][0];

        var decoded = network.call(input).Decoded!; // [B, 4+C+E, A]
        var classes = network.Spec.Classes;
        var width = 6 + (int)decoded.shape[1] - 4 - classes;
        Assert.That(output.Shape, Is.EqualTo(new[] { 2, Rows, width }));
        for (var picture = 0; picture < 2; picture++)
        {
            var expected = network.Head is ObbHead ? Rotated(decoded[picture], classes, suppression) : Upright(decoded[picture], classes, suppression);
            Assert.That(expected, Has.Count.GreaterThan(1));
            var flat = expected.SelectMany(row => row).Concat(Enumerable.Repeat(0f, (Rows - expected.Count) * width));
            Assert.That(output.Values.Skip(picture * Rows * width).Take(Rows * width), Is.EqualTo(flat).Within(1e-2f));
        }
    }

    [Test]
    public void Suppression_OfFewerBoxesThanRows_EndsWithRowsOfZeros([Values("yolov8n", "yolov8n-obb")] string name)
    {
        const int Many = 200;
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        using var network = GoldenModels.Build(name);
        var file = Folder.Path("model.onnx");
        OnnxFile.Write(NetworkGraph.Of(network, new GraphOptions { Height = 64, Width = 64, Opset = 17, Suppression = new SuppressionInGraph(0.5, 0.3, Many, true) }), file);
        var input = DeterministicFill.Input("export", 1, 3, 64, 64);

        var output = OnnxRuntime.Run(file, (Numbers(input), input.shape))[0][0];

        Assert.That(output.Shape[1], Is.EqualTo(Many), "more rows than the 84 anchor points");
        var rows = output.Values.Chunk((int)output.Shape[2]).ToList();
        var count = rows.FindIndex(row => row[4] == 0);
        Assert.That(count, Is.InRange(1, 83));
        Assert.That(rows.Skip(count).SelectMany(row => row), Is.All.Zero);
    }

    private static List<float[]> Upright(Tensor decoded, int classes, SuppressionInGraph suppression)
    {
        var options = new SuppressionOptions { Confidence = (float)suppression.Confidence, Iou = suppression.Iou, MaximumDetections = Rows, Agnostic = suppression.Agnostic };
        var (numbers, anchors) = (Numbers(decoded), (int)decoded.shape[1]);
        float[] Extras(int anchor) => [.. Enumerable.Range(4 + classes, (int)decoded.shape[0] - 4 - classes).Select(row => numbers[(row * anchors) + anchor])];
        return [.. new NonMaxSuppression().Run(numbers, classes, anchors, options)
            .Select(box => (float[])[box.Box.X1, box.Box.Y1, box.Box.X2, box.Box.Y2, box.Confidence, box.Class, .. Extras(box.Anchor)])];
    }

    // The family's rule for rotated boxes: one pass, in which boxes that were dropped drop others too.
    private static List<float[]> Rotated(Tensor decoded, int classes, SuppressionInGraph suppression)
    {
        var (scores, labels) = decoded.narrow(0, 4, classes).max(0); // [A]
        var order = scores.argsort(0, descending: true); // [A]
        var wanted = order.narrow(0, 0, (scores > suppression.Confidence).sum().item<long>()); // [Q]
        var places = decoded.narrow(0, 0, 2) + (suppression.Agnostic ? 0 : labels.unsqueeze(0) * 7680); // [2, A]
        var boxes = cat([places, decoded.narrow(0, 2, 2), decoded.narrow(0, 4 + classes, 1)], 0).transpose(0, 1).index_select(0, wanted); // [Q, 5]
        var similar = RotatedIou.Probabilistic(boxes.unsqueeze(1), boxes.unsqueeze(0)).triu(1) >= suppression.Iou; // [Q, Q]
        var kept = wanted.masked_select(similar.sum([0L]) == 0);
        var all = cat([decoded.narrow(0, 0, 4), scores.unsqueeze(0), labels.unsqueeze(0).to(float32), decoded.narrow(0, 4 + classes, 1)], 0); // [7, A]
        return [.. Numbers(all.transpose(0, 1).index_select(0, kept)).Chunk(7).Take(Rows)];
    }

    private static float[] Numbers(Tensor tensor)
    {
        using var plain = tensor.contiguous();
        return MemoryMarshal.Cast<byte, float>(plain.bytes).ToArray();
    }
}
