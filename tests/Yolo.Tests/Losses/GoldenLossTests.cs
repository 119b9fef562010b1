using System.Globalization;
using System.Runtime.InteropServices;
using Yolo.Engine.Training;
using Yolo.Losses;
using Yolo.Models;
using Yolo.Tests.Models;
using static TorchSharp.torch;

namespace Yolo.Tests.Losses;

/// <summary>Terms, logged items and gradients of training networks against the reference's.</summary>
public sealed class GoldenLossTests
{
    private const double Tolerance = 1e-3;

    // Errors divided by spreads near 0 make gradients of 1e10, which shows the rounding of whichever BLAS and number of threads compute them.
    private const double SteepTolerance = 5e-3;

    private static readonly string[] Names =
    [
        "yolov5n", "yolov8n", "yolov9t", "yolov10n", "yolo11n", "yolo12n", "yolo26n", "yolov8n-seg", "yolo11n-seg", "yolo26n-seg",
        "yolov8n-pose", "yolo11n-pose", "yolo26n-pose", "yolov8n-obb", "yolo11n-obb", "yolo26n-obb", "yolov8n-cls", "yolo11n-cls",
    ];

    // The numbers for masks are those of few on a processor, whose boxes are cut at whole pixels.
    private static IEnumerable<TestCaseData> Cases =>
    [
        .. Names.Select(name => new TestCaseData(name, true)),
        .. Names.Where(name => !name.EndsWith("-seg", StringComparison.Ordinal)).Select(name => new TestCaseData(name, false)),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Loss_OfAFamily_EqualsTheReference(string name, bool waits)
    {
        var golden = new GoldenFile(Shared.Path("goldens", "losses", name + ".safetensors"));
        using var scope = NewDisposeScope();
        using var network = ModelBuilder.Build(ModelSpec.Load(name) with { Classes = int.Parse(golden.Metadata("nc"), CultureInfo.InvariantCulture) });
        DeterministicFill.Fill(network);
        network.train();
        var (height, width) = network.Task == ModelTask.Classify ? (64, 64) : (128, 160);
        using var input = DeterministicFill.Input("lossinput", 4, 3, height, width);
        using var loss = NetworkLoss.For(network, new LossGains(), 100, waits);

        using var output = network.call(input);
        using var result = loss.Compute(output, Targets(golden));
        result.Total.backward();

        Assert.Multiple(() =>
        {
            CheckEach(result.Items, Floats(golden, "items"), "items");
            CheckEach(result.Terms, Floats(golden, "loss"), "terms");
            Assert.That(loss.ItemNames, Has.Count.EqualTo(golden.Shape("items")[0]));
            CheckGradients(network, golden, name == "yolo26n-pose" ? SteepTolerance : Tolerance);
        });
    }

    private static void CheckEach(Tensor actual, float[] expected, string what)
    {
        var values = MemoryMarshal.Cast<byte, float>(actual.detach().contiguous().bytes).ToArray();
        Assert.That(values, Has.Length.EqualTo(expected.Length), what);
        for (var i = 0; i < values.Length; i++)
        {
            Assert.That(values[i], Is.EqualTo(expected[i]).Within(Math.Abs(expected[i]) * Tolerance), $"{what} {i}");
        }
    }

    private static void CheckGradients(YoloNetwork network, GoldenFile golden, double tolerance)
    {
        var parameters = network.StateEntries().ToDictionary(entry => entry.Key, entry => entry.Value);
        foreach (var key in golden.Names.Where(key => key.StartsWith("grad.", StringComparison.Ordinal) && key != "grad.norm"))
        {
            Assert.That(Distance(parameters[key["grad.".Length..]].grad!, golden, key), Is.LessThan(tolerance), key);
        }

        var squares = network.parameters().Where(parameter => parameter.grad is not null).Sum(parameter => parameter.grad!.to(float64).square().sum().item<double>());
        var norm = MemoryMarshal.Cast<byte, double>(golden.Bytes("grad.norm"))[0];
        Assert.That(Math.Sqrt(squares), Is.EqualTo(norm).Within(norm * tolerance), "norm of all gradients");
    }

    private static LossTargets Targets(GoldenFile golden) => new()
    {
        Images = Array.ConvertAll(Floats(golden, "batch.batch_idx"), value => (int)value),
        Classes = Classes(golden),
        Boxes = Floats(golden, "batch.bboxes"),
        Keypoints = Floats(golden, "batch.keypoints"),
        Masks = golden.Names.Contains("batch.masks") ? Expected(golden, "batch.masks") : null,
        SemanticClasses = golden.Names.Contains("batch.sem_masks") ? Expected(golden, "batch.sem_masks") : null,
    };

    // Classifiers have whole numbers, the others fractions.
    private static int[] Classes(GoldenFile golden) => golden.Names.Contains("batch.batch_idx")
        ? Array.ConvertAll(Floats(golden, "batch.cls"), value => (int)value)
        : Array.ConvertAll(MemoryMarshal.Cast<byte, long>(golden.Bytes("batch.cls")).ToArray(), value => (int)value);

    private static float[] Floats(GoldenFile golden, string name) =>
        golden.Names.Contains(name) ? MemoryMarshal.Cast<byte, float>(golden.Bytes(name)).ToArray() : [];

    private static Tensor Expected(GoldenFile golden, string name) => tensor(Floats(golden, name), [.. golden.Shape(name).Select(side => (long)side)]);

    private static double Distance(Tensor actual, GoldenFile golden, string name)
    {
        using var scope = NewDisposeScope();
        var expected = Expected(golden, name);
        Assert.That(actual.shape, Is.EqualTo(expected.shape), name);
        return ((actual.detach() - expected).norm() / expected.norm()).item<float>();
    }
}
