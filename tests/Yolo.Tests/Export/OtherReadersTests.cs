using System.Diagnostics;
using System.Runtime.InteropServices;
using Yolo.Export;
using Yolo.Tests.Models;
using static TorchSharp.torch;

namespace Yolo.Tests.Export;

/// <summary>Readers other than ONNX Runtime take the static files: the format's own checker, and OpenCV's network module, which must compute the same.</summary>
public sealed class OtherReadersTests : FolderFixture
{
    // Debian's checker knows the operators up to this version.
    private const int CheckersOpset = 17;
    private const int OpenCvsOpset = 12;

    private const string CheckScript = """
        import sys, onnx
        model = onnx.load(sys.argv[1])
        onnx.checker.check_model(model, full_check=True)
        print(len(model.graph.node))
        """;

    private const string RunScript = """
        import sys, numpy, cv2
        network = cv2.dnn.readNetFromONNX(sys.argv[1])
        shape = [int(side) for side in sys.argv[3].split('x')]
        network.setInput(numpy.fromfile(sys.argv[2], numpy.float32).reshape(shape))
        names = network.getUnconnectedOutLayersNames()
        for index, output in enumerate(network.forward(names)):
            output.astype(numpy.float32).tofile('%s.%d' % (sys.argv[4], index))
        """;


    [TestCaseSource(typeof(GoldenModels), nameof(GoldenModels.Names))]
    public void Checker_OfTheFormat_TakesTheFile(string name)
    {
        Need("onnx", "python3-onnx");
        using var network = GoldenModels.Build(name);
        var file = Write(NetworkGraph.Of(network, new GraphOptions { Height = 64, Width = 64, Opset = CheckersOpset }));

        Assert.That(Python(CheckScript, file), Is.Not.Empty);
    }

    [TestCase("yolov8n")]
    [TestCase("yolo11n-obb")]
    public void Checker_OfTheFormat_TakesAFileThatSuppresses(string name)
    {
        Need("onnx", "python3-onnx");
        using var network = GoldenModels.Build(name);
        var file = Write(NetworkGraph.Of(network, new GraphOptions { Height = 64, Width = 64, Opset = CheckersOpset, Suppression = new SuppressionInGraph(0.25, 0.7, 300, false) }));

        Assert.That(Python(CheckScript, file), Is.Not.Empty);
    }

    [TestCase("yolov3-tiny")]
    [TestCase("yolov5n")]
    [TestCase("yolov6n")]
    [TestCase("yolov8n")]
    [TestCase("yolov8n-seg")]
    [TestCase("yolov8n-pose")]
    [TestCase("yolov8n-cls")]
    [TestCase("yolov9t")]
    [TestCase("yolo11n")]
    [TestCase("yolo11n-obb")]
    [TestCase("yolo12n")]
    public void OpenCv_OnTheFile_GivesWhatTheNetworkGives(string name)
    {
        Need("cv2", "python3-opencv");
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        using var network = GoldenModels.Build(name);
        var file = Write(NetworkGraph.Of(network, new GraphOptions { Height = 64, Width = 64, Opset = OpenCvsOpset }));
        var input = DeterministicFill.Input("export", 1, 3, 64, 64);

        Python(RunScript, file, Folder.Write("in.bin", MemoryMarshal.AsBytes<float>(Numbers(input)).ToArray()), string.Join('x', input.shape), Folder.Path("out"));

        var expected = network.call(input);
        var outputs = new[] { expected.Decoded, expected.Prototypes }.OfType<Tensor>().Select(Numbers).ToList();
        var actual = Enumerable.Range(0, outputs.Count)
            .Select(index => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Folder.Path($"out.{index}"))).ToArray())
            .OrderBy(numbers => outputs.FindIndex(output => output.Length == numbers.Length));
        foreach (var (want, have) in outputs.Zip(actual))
        {
            Assert.That(have, Is.EqualTo(want).Within(1e-2f));
        }
    }

    private static void Need(string module, string package)
    {
        if (Start($"import {module}").Status != 0)
        {
            Assert.Ignore($"Python has no module '{module}': install Debian's {package}.");
        }
    }

    private string Write(OnnxGraph graph)
    {
        var file = Folder.Path("model.onnx");
        OnnxFile.Write(graph, file);
        return file;
    }

    private static string Python(string script, params string[] words)
    {
        var (status, output, errors) = Start(script, words);
        Assert.That(status, Is.Zero, errors);
        return output;
    }

    private static (int Status, string Output, string Errors) Start(string script, params string[] words)
    {
        try
        {
            // Debian's packages serve Debian's own Python, whichever else is on the path.
            using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", script, .. words]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, errors.Result);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return (-1, "", error.Message);
        }
    }

    private static float[] Numbers(Tensor tensor)
    {
        using var plain = tensor.contiguous();
        return MemoryMarshal.Cast<byte, float>(plain.bytes).ToArray();
    }
}
