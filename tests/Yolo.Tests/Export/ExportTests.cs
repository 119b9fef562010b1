using System.Runtime.InteropServices;
using Yolo.Export;
using Yolo.Geometry;
using Yolo.Models;
using Yolo.Tests.Models;
using static TorchSharp.torch;

namespace Yolo.Tests.Export;

/// <summary>Networks with known weights, exported and run by ONNX Runtime: what comes out is what the network itself gives.</summary>
public sealed class ExportTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void OnnxRuntime_OnAStaticFile_GivesWhatTheNetworkGives(
        [Values(
            "yolov3-tiny", "yolov5n", "yolov6n", "yolov8n", "yolov9t", "yolov10n", "yolo11n", "yolo12n", "yolo26n",
            "yolov8n-seg", "yolo11n-pose", "yolo11n-obb", "yolo11n-cls", "yolo26n-seg", "yolo26n-pose", "yolo26n-obb", "yolov8n-ghost", "yolov10s")] string name)
    {
        using var network = Make(name);
        var file = Write(network, new GraphOptions { Height = 96, Width = 64, Opset = 19 });

        AssertSame(network, file, [1, 3, 96, 64]);
    }

    [Test]
    public void OnnxRuntime_OnADynamicFile_GivesWhatTheNetworkGivesAtEveryShape(
        [Values("yolov8n", "yolo12n", "yolo26n", "yolov9t", "yolo26n-seg")] string name)
    {
        using var network = Make(name);
        var file = Write(network, new GraphOptions { Height = 64, Width = 64, Opset = 19, Dynamic = true });

        AssertSame(network, file, [1, 3, 96, 64], [2, 3, 64, 64], [2, 3, 32, 128]);
    }

    [Test]
    public void OnnxRuntime_OnEveryOpset_GivesWhatTheNetworkGives([Range(12, 20)] int opset)
    {
        using var network = Make("yolo26n");
        var file = Write(network, new GraphOptions { Height = 64, Width = 64, Opset = opset, Batch = 2 });

        AssertSame(network, file, [2, 3, 64, 64]);
    }

    [Test]
    public void OnnxRuntime_OnTheRarerBlocks_GivesWhatTheNetworkGives([Values] bool dynamic)
    {
        using var network = Make(folder.Write("rare.yaml", """
            nc: 3
            backbone:
              - [-1, 1, Focus, [16, 3]]
              - [-1, 1, BottleneckCSP, [16]]
              - [-1, 1, C1, [16]]
              - [-1, 1, C2, [16]]
              - [-1, 1, C3f, [16]]
              - [-1, 1, RepC3, [16]]
              - [-1, 1, SPP, [16]]
              - [-1, 1, C3x, [16]]
              - [-1, 1, nn.BatchNorm2d, []]
              - [-1, 1, nn.ConvTranspose2d, [16, 2, 2, 0]]
              - [2, 1, CBLinear, [[8, 16]]]
              - [[10, 9], 1, CBFuse, [[1]]]
              - [-1, 1, Conv, [32, 3, 4, 1]]
              - [-1, 2, C2fPSA, [32]]
              - [-1, 1, GhostConv, [32]]
              - [-1, 1, ELAN1, [32, 16, 16]]
            head:
              - [[14, 15], 1, Detect, [nc]]
            """));
        var file = Write(network, new GraphOptions { Height = 64, Width = 64, Opset = 19, Dynamic = dynamic });

        AssertSame(network, file, [1, 3, 64, 64]);
    }

    [Test]
    public void OnnxRuntime_OnAFusedNetwork_GivesWhatTheNetworkGives([Values("yolov10n", "yolov9t", "yolo26n-seg")] string name)
    {
        using var network = Make(name);
        network.Fuse();
        var file = Write(network, new GraphOptions { Height = 64, Width = 64, Opset = 19 });

        AssertSame(network, file, [1, 3, 64, 64]);
    }

    [Test]
    public void OnnxRuntime_OnHalfPrecision_IsNear()
    {
        using var network = Make("yolov8n");
        var file = Write(network, new GraphOptions { Height = 64, Width = 64, Opset = 19, Half = true });

        AssertSame(network, file, 1e-2, [1, 3, 64, 64]);
    }

    [Test]
    public void Suppression_InsideTheGraph_ChoosesWhatOursChooses([Values] bool agnostic, [Values] bool dynamic)
    {
        const int Rows = 20;
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        using var network = Make("yolov8n");
        var file = Write(network, new GraphOptions
        {
            Height = 64,
            Width = 96,
            Opset = 19,
            Batch = 2,
            Dynamic = dynamic,
            Suppression = new SuppressionInGraph(0.5, 0.6, Rows, agnostic),
        });
        var input = DeterministicFill.Input("export", 2, 3, 64, 96);

        var output = OnnxRuntime.Run(file, folder, (Numbers(input), input.shape)).Single().Single();

        Assert.That(output.Shape, Is.EqualTo(new[] { 2, Rows, 6 }));
        using var own = network.call(input);
        var options = new SuppressionOptions { Confidence = 0.5f, Iou = 0.6, MaximumDetections = Rows, Agnostic = agnostic };
        for (var picture = 0; picture < 2; picture++)
        {
            var decoded = own.Decoded![picture];
            var chosen = new NonMaxSuppression().Run(Numbers(decoded), 80, (int)decoded.shape[1], options);
            var expected = chosen.SelectMany(box => new[] { box.Box.X1, box.Box.Y1, box.Box.X2, box.Box.Y2, box.Confidence, box.Class })
                .Concat(Enumerable.Repeat(0f, (Rows - chosen.Count) * 6));
            Assert.That(chosen, Is.Not.Empty);
            Assert.That(output.Values.Skip(picture * Rows * 6).Take(Rows * 6), Is.EqualTo(expected).Within(1e-2f));
        }
    }

    private static YoloNetwork Make(string name)
    {
        var network = ModelBuilder.Build(ModelSpec.Load(name));
        DeterministicFill.Fill(network);
        network.eval();
        return network;
    }

    private string Write(YoloNetwork network, GraphOptions options)
    {
        var file = folder.Path("model.onnx");
        OnnxFile.Write(NetworkGraph.Of(network, options), file);
        return file;
    }

    private void AssertSame(YoloNetwork network, string file, params long[][] shapes) => AssertSame(network, file, 1e-4, shapes);

    private void AssertSame(YoloNetwork network, string file, double tolerance, params long[][] shapes)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        Tensor[] inputs = [.. shapes.Select(shape => DeterministicFill.Input("export", shape))];
        var results = OnnxRuntime.Run(file, folder, [.. inputs.Select(input => (Numbers(input), input.shape))]);
        for (var i = 0; i < inputs.Length; i++)
        {
            using var expected = network.call(inputs[i]);
            if (network.Head is { EndToEnd: true, Settings.EndToEnd: true })
            {
                CompareRows(expected.Decoded!, results[i][0], tolerance);
            }
            else
            {
                Compare(expected.Decoded!, results[i][0], tolerance);
            }

            if (expected.Prototypes is { } masks)
            {
                Compare(masks, results[i][1], tolerance);
            }
        }
    }

    private static void Compare(Tensor expected, OnnxRuntime.Output actual, double tolerance)
    {
        Assert.That(actual.Shape, Is.EqualTo(expected.shape));
        Assert.That(Difference(Numbers(expected), actual.Values), Is.LessThan(tolerance), actual.Name);
    }

    // Rows of almost equal probability may come in another order; where the last rows are that near, others may have been chosen.
    private static void CompareRows(Tensor expected, OnnxRuntime.Output actual, double tolerance)
    {
        Assert.That(actual.Shape, Is.EqualTo(expected.shape));
        var (count, width) = ((int)expected.shape[1], (int)expected.shape[2]);
        var (want, have) = (Numbers(expected).Chunk(width).ToArray(), actual.Values.Chunk(width).ToArray());
        for (var i = 0; i < want.Length; i++)
        {
            var first = i / count * count;
            Assert.That(have[i][4], Is.EqualTo(want[i][4]).Within(tolerance), "probabilities fall alike");
            if (want[i][4] - want[first + count - 1][4] > tolerance)
            {
                Assert.That(have.Skip(first).Take(count).Min(row => Difference(want[i], row)), Is.LessThan(tolerance), $"row {i}");
            }
        }
    }

    private static double Difference(float[] expected, float[] actual) =>
        expected.Zip(actual, (want, have) => Math.Abs(want - have) / Math.Max(1, Math.Abs(want))).Max();

    private static float[] Numbers(Tensor tensor)
    {
        using var plain = tensor.contiguous();
        return MemoryMarshal.Cast<byte, float>(plain.bytes).ToArray();
    }
}
