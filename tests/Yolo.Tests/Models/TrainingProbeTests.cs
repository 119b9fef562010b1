using System.Globalization;
using System.Text;
using Yolo.Models;
using Yolo.Modules.Heads;
using static TorchSharp.torch;

namespace Yolo.Tests.Models;

/// <summary>
/// Raw outputs in training (batch statistics) of networks that the goldens lack, against three numbers a tensor that were measured on the reference:
/// mean of absolute values, first and last element.
/// </summary>
public sealed class TrainingProbeTests
{
    [TestCase("yolov8n-seg", "boxes 0.2737 / 0.0700 / 0.3647; scores 0.2644 / -0.1036 / 0.6556; mask_coefficient 0.2619 / -0.0627 / -0.3897; proto 0.3754 / -0.0410 / 0.0745")]
    [TestCase("yolov8n-pose", "boxes 0.2737 / 0.0700 / 0.3647; scores 0.2917 / -0.2804 / 0.2775; kpts 0.2662 / 0.2705 / -0.3771")]
    [TestCase("yolov8n-obb", "boxes 0.2737 / 0.0700 / 0.3647; scores 0.2644 / -0.1036 / 0.6556; angle 0.8094 / 0.9534 / 0.9567")]
    [TestCase("yolov8n-cls", "logits 0.1365 / -0.0697 / 0.4078")]
    [TestCase("yolov9m", "boxes 0.2691 / 0.5257 / -0.4815; scores 0.2654 / -0.2844 / 0.0408")]
    [TestCase("yolov9e", "boxes 0.2394 / 0.0135 / -0.0901; scores 0.2417 / 0.1608 / -0.3752")]
    [TestCase("yolov10m", "boxes 0.2644 / 0.0240 / 0.2352; scores 0.2672 / 0.0775 / -0.1108")]
    [TestCase("yolov10x", "boxes 0.2611 / -0.2814 / -0.1053; scores 0.2658 / 0.2641 / 0.7077")]
    [TestCase("yolo12n", "boxes 0.2804 / 0.4468 / 0.0753; scores 0.2691 / 0.1230 / -0.1006")]
    [TestCase("yolo26n-p2", "boxes 0.2565 / -0.0910 / 0.0090; scores 0.2703 / 0.2257 / -0.0085")]
    [TestCase("yolo26n-seg", "boxes 0.2687 / -0.0500 / 0.2019; scores 0.2700 / -0.0072 / -0.2778; mask_coefficient 0.2717 / 0.1494 / 0.2729; semseg 0.2639 / -0.1085 / 0.2508; proto 0.3633 / -0.0103 / -0.1017")]
    [TestCase("yolo26n-pose", "boxes 0.2687 / -0.0500 / 0.2019; scores 0.2700 / -0.0072 / -0.2778; kpts 0.2674 / -0.1766 / -0.0837; kpts_sigma 0.2696 / -0.1794 / 0.4106")]
    [TestCase("yolo26n-obb", "boxes 0.2687 / -0.0500 / 0.2019; scores 0.2700 / -0.0072 / -0.2778; angle 0.2315 / 0.2132 / -0.1231")]
    [TestCase("yolo26n-cls", "logits 0.1381 / 0.0361 / 0.1710")]
    public void Network_InTraining_GivesTheReferencesNumbers(string name, string expected)
    {
        // Nearly cancelling batch statistics make the largest networks sensitive to the order of additions.
        var (tolerance, ends) = name switch { "yolov10x" => (1e-2, true), "yolov9e" => (1e-2, false), _ => (2.5e-3, true) };
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = ModelBuilder.Build(ModelSpec.Load(name));
        foreach (var (key, value) in network.StateEntries().Where(entry => IsFilled(entry.Key, entry.Value)))
        {
            value.copy_(tensor(Weights(key, value.shape), value.shape));
        }

        var input = tensor(Numbers(0, 2 * 3 * 128 * 64, unsigned: true), [2, 3, 128, 64]);
        var output = network.call(input);

        Assert.Multiple(() =>
        {
            foreach (var probe in expected.Split("; "))
            {
                var (what, numbers) = (probe[..probe.IndexOf(' ', StringComparison.Ordinal)], Parse(probe));
                var actual = Pick(output, what).flatten();
                Assert.That((double)actual.abs().mean().item<float>(), Is.EqualTo(numbers[0]).Within(tolerance), what);
                if (ends)
                {
                    Assert.That((double)actual[0].item<float>(), Is.EqualTo(numbers[1]).Within(tolerance), $"{what}, first");
                    Assert.That((double)actual[-1].item<float>(), Is.EqualTo(numbers[2]).Within(tolerance), $"{what}, last");
                }
            }
        });
    }

    private static double[] Parse(string probe) =>
        [.. probe[probe.IndexOf(' ', StringComparison.Ordinal)..].Split('/').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];

    private static Tensor Pick(NetworkOutput output, string what) => what switch
    {
        "logits" => output.Logits!,
        "boxes" => output.OneToMany!.Boxes,
        "scores" => output.OneToMany!.Scores,
        "mask_coefficient" => output.OneToMany!.MaskCoefficients!,
        "proto" => output.OneToMany!.Prototypes!,
        "semseg" => output.OneToMany!.SemanticLogits!,
        "kpts" => output.OneToMany!.Keypoints!,
        "kpts_sigma" => output.OneToMany!.KeypointSigmas!,
        _ => output.OneToMany!.Angles!,
    };

    private static bool IsFilled(string key, Tensor value) => value.is_floating_point()
        && !key.Contains("dfl.", StringComparison.Ordinal) && !key.Contains("flow_model.", StringComparison.Ordinal);

    private static float[] Weights(string key, long[] shape)
    {
        var count = shape.Aggregate(1L, (a, b) => a * b);
        var values = Numbers((uint)Encoding.ASCII.GetBytes(key).Sum(letter => letter), count, unsigned: false);
        Func<float, double> map = shape.Length >= 2 ? u => u / Math.Sqrt((double)count / shape[0])
            : key.EndsWith("running_var", StringComparison.Ordinal) ? u => 1 + (0.5 * Math.Abs(u))
            : key.EndsWith(".gamma", StringComparison.Ordinal) ? u => 0.5 * u
            : key.EndsWith(".weight", StringComparison.Ordinal) ? u => 1 + (0.1 * u)
            : u => 0.1 * u;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)map(values[i]);
        }

        return values;
    }

    private static float[] Numbers(uint c, long count, bool unsigned)
    {
        var values = new float[count];
        for (var j = 0u; j < values.Length; j++)
        {
            var h = unchecked((j * 2654435761u) + (c * 40503u));
            h ^= h >> 16;
            h = unchecked(h * 2246822519u);
            h ^= h >> 13;
            values[j] = (float)(unsigned ? h / 4294967296.0 : (h / 2147483648.0) - 1);
        }

        return values;
    }
}
