using System.Runtime.InteropServices;
using Yolo.Export;
using Yolo.Models;
using Yolo.Tests.Models;
using static TorchSharp.torch;

namespace Yolo.Tests.Export;

/// <summary>Networks with known weights, exported and run by ONNX Runtime: what comes out is what the network itself gives.</summary>
public sealed class ExportTests : FolderFixture
{
    [TestCaseSource(typeof(GoldenModels), nameof(GoldenModels.Names))]
    public void OnnxRuntime_OnEveryModelOfTheGoldens_GivesWhatTheNetworkAndTheReferenceGive(string name)
    {
        using var network = GoldenModels.Build(name);
        using var input = GoldenModels.Input(network);
        var file = Write(network, new GraphOptions { Height = (int)input.shape[2], Width = (int)input.shape[3], Batch = 2, Opset = 19 });
        OnnxChecker.Check(file);
        var outputs = AssertSame(network, file, 1e-4, input)[0];

        var golden = new GoldenFile(Shared.Path("goldens", "models", name + ".safetensors"));
        var keys = golden.Names.Where(key => key is "eval" or "eval.0" or "eval.1").Order(StringComparer.Ordinal).ToList();
        Assert.That(keys, Has.Count.EqualTo(outputs.Count));
        foreach (var (key, output) in keys.Zip(outputs))
        {
            var expected = MemoryMarshal.Cast<byte, float>(golden.Bytes(key)).ToArray();
            var values = key != "eval.1" && network.Head is { EndToEnd: true, Settings.EndToEnd: true } ? EndToEndRows.Align(expected, output.Values, (int)output.Shape[1], (int)output.Shape[2]) : output.Values;
            Assert.That(Distance(expected, values), Is.LessThan(1e-4), key);
        }
    }

    [TestCaseSource(typeof(GoldenModels), nameof(GoldenModels.Names))]
    public void OnnxRuntime_OnADynamicFile_GivesWhatTheNetworkGivesAtEveryShape(string name)
    {
        using var network = GoldenModels.Build(name);
        var file = Write(network, new GraphOptions { Height = 64, Width = 64, Opset = 17, Dynamic = true });
        OnnxChecker.Check(file);

        AssertSame(network, file, [1, 3, 64, 64], [2, 3, 64, 64], [1, 3, 96, 64], [2, 3, 96, 64], [1, 3, 32, 128], [2, 3, 32, 128]);
    }

    [TestCaseSource(typeof(GoldenModels), nameof(GoldenModels.Names))]
    public void OnnxRuntime_OnHalfPrecision_IsNear(string name)
    {
        using var network = GoldenModels.Build(name);
        using var input = GoldenModels.Input(network);
        var file = Write(network, new GraphOptions { Height = (int)input.shape[2], Width = (int)input.shape[3], Batch = 2, Opset = 19, Half = true });
        OnnxChecker.Check(file);

        AssertSame(network, file, 1e-2, input);
    }

    [Test]
    public void OnnxRuntime_WithoutSimplifying_GivesTheSameWithMoreNodes([Values("yolo11n", "yolov9t", "yolo12n")] string name)
    {
        using var network = GoldenModels.Build(name);
        var simple = NetworkGraph.Of(network, new GraphOptions { Height = 64, Width = 64, Opset = 17 });
        var file = Write(network, new GraphOptions { Height = 64, Width = 64, Opset = 17, Simplify = false });

        Assert.That(OnnxReader.Open(file).Message(7).Messages(1), Has.Count.GreaterThan(simple.Nodes.Count));
        AssertSame(network, file, [1, 3, 64, 64]);
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
        using var network = Make(Folder.Write("rare.yaml", """
            nc: 3
            backbone:
              - [-1, 1, Focus, [16, 3]]
              - [-1, 1, BottleneckCSP, [16]]
              - [-1, 1, C1, [16]]
              - [-1, 1, C2, [16]]
              - [-1, 1, C3f, [16, 16]]
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
    public void OnnxRuntime_OnTheRarestBlocks_GivesWhatTheNetworkGives([Values] bool dynamic, [Values] bool simplify)
    {
        using var network = Make(Folder.Write("rarest.yaml", RarestBlocks.Yaml));
        var file = Write(network, new GraphOptions { Height = 64, Width = 64, Opset = 19, Dynamic = dynamic, Simplify = simplify });
        OnnxChecker.Check(file);

        AssertSame(network, file, [1, 3, 64, 64]);
        network.Fuse();
        AssertSame(network, Write(network, new GraphOptions { Height = 64, Width = 64, Opset = 19, Dynamic = dynamic }), [1, 3, 64, 64]);
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
    public void OnnxRuntime_OnWeightsInASecondFile_GivesWhatTheNetworkGives()
    {
        using var network = Make("yolov8n");
        var file = Folder.Path("large.onnx");
        var written = OnnxFile.Write(NetworkGraph.Of(network, new GraphOptions { Height = 64, Width = 64, Opset = 17 }), file, largestWhole: 1 << 20);

        Assert.That(written, Is.EqualTo(new[] { file, Folder.Path("large.onnx.data") }));
        Assert.That(new FileInfo(file).Length, Is.LessThan(1 << 20));
        OnnxChecker.Check(file);
        AssertSame(network, file, [1, 3, 64, 64]);
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
        var file = Folder.Path("model.onnx");
        OnnxFile.Write(NetworkGraph.Of(network, options), file);
        return file;
    }

    private void AssertSame(YoloNetwork network, string file, params long[][] shapes) =>
        AssertSame(network, file, 1e-4, [.. shapes.Select(shape => DeterministicFill.Input("export", shape))]);

    private IReadOnlyList<IReadOnlyList<OnnxRuntime.Output>> AssertSame(YoloNetwork network, string file, double tolerance, params Tensor[] inputs)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        var results = OnnxRuntime.Run(file, [.. inputs.Select(input => (Numbers(input), input.shape))]);
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

        return results;
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

    // The norm of the difference, relative to that of what is expected.
    private static double Distance(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        var (error, norm) = (0.0, 0.0);
        for (var i = 0; i < expected.Length; i++)
        {
            error += Math.Pow((double)actual[i] - expected[i], 2);
            norm += Math.Pow(expected[i], 2);
        }

        return Math.Sqrt(error / norm);
    }

    private static double Difference(float[] expected, float[] actual) =>
        expected.Zip(actual, (want, have) => Math.Abs(want - have) / Math.Max(1, Math.Abs(want))).Max();

    private static float[] Numbers(Tensor tensor)
    {
        using var plain = tensor.contiguous();
        return MemoryMarshal.Cast<byte, float>(plain.bytes).ToArray();
    }
}
