using System.Runtime.InteropServices;
using Yolo.Engine;
using Yolo.Engine.Exporting;
using Yolo.Engine.Prediction;
using Yolo.Geometry;
using Yolo.Results;
using Yolo.Tests.Export;
using static TorchSharp.torch;

namespace Yolo.Tests.Engine;

/// <summary>A trained model, exported and run on real pictures.</summary>
/// <remarks>Legend: C classes, A anchor points.</remarks>
public sealed class ExportedModelTests
{
    private const double Pixels = 0.1;

    [Test]
    public void OnnxRuntime_OnPicturesOfBloodCells_FindsTheBoxesThatTheNetworkFinds()
    {
        using var folder = new TemporaryFolder();
        using var model = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));
        var file = model.Export(new ExportOptions { ImageSize = 640, File = folder.Path("bccd.onnx") });
        var pictures = Directory.EnumerateFiles(Shared.Path("datasets", "bccd", "images", "test")).Order(StringComparer.Ordinal).ToList();
        var inputs = new List<Seen>();
        model.AddCallback("on_predict_batch_end", (Predictor predictor) => inputs.Add(new Seen(
            (Numbers(predictor.Batch!.Input), predictor.Batch.Input.shape),
            predictor.Batch.TransformOf(0),
            predictor.Batch.OriginalImages[0].Width,
            predictor.Batch.OriginalImages[0].Height,
            [.. predictor.Results[0].Boxes!])));
        Assert.That(model.Predict(pictures, new PredictOptions { ImageSize = 640, Rect = false }).Count(), Is.EqualTo(pictures.Count).And.GreaterThan(30));

        var outputs = OnnxRuntime.Run(file, [.. inputs.Select(entry => entry.Input)]);

        var options = new SuppressionOptions { Confidence = 0.25f, Iou = 0.7, MaximumDetections = 300 };
        foreach (var ((_, transform, width, height, found), output) in inputs.Zip(outputs))
        {
            var chosen = new NonMaxSuppression().Run(output[0].Values, model.Names.Count, (int)output[0].Shape[2], options);
            Assert.That(chosen, Has.Count.EqualTo(found.Count));
            foreach (var (own, other) in found.Zip(chosen))
            {
                var box = transform.ToPicture(other.Box).Clip(width, height);
                Assert.That(new[] { box.X1, box.Y1, box.X2, box.Y2 }, Is.EqualTo(new[] { own.Box.X1, own.Box.Y1, own.Box.X2, own.Box.Y2 }).Within(Pixels));
                Assert.That(other.Class, Is.EqualTo(own.Class));
                Assert.That(other.Confidence, Is.EqualTo(own.Confidence).Within(1e-3));
            }
        }
    }

    private sealed record Seen((float[] Values, long[] Shape) Input, LetterboxTransform Transform, int Width, int Height, IReadOnlyList<Detection> Found);

    private static float[] Numbers(Tensor tensor)
    {
        using var plain = tensor.contiguous();
        return MemoryMarshal.Cast<byte, float>(plain.bytes).ToArray();
    }
}
