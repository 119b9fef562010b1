using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using Yolo.Models;
using Yolo.Modules.Heads;
using static TorchSharp.torch;

namespace Yolo.Bench;

/// <summary>The smallest network of every family and task, once on the processor and once on the device: do both say the same?</summary>
internal static class FamilyBenchmarks
{
    private const int Seed = 3;

    // Of the largest number of an output. In single precision, without TF32.
    private const double Tolerance = 1e-3;

    // Of the same blocks as a smaller one.
    private static readonly string[] Larger = ["yolov10s", "yolov10m", "yolov10b", "yolov10l", "yolov10x", "yolov9s", "yolov9m", "yolov9e-seg"];

    /// <summary>Writes a line a network; the last one counts those that agree.</summary>
    public static void Run(TextWriter output)
    {
        var (device, size) = (GpuSettings.Device, GpuSettings.IsSmall ? 64 : 320);
        var (products, convolutions) = (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32);
        backends.cuda.matmul.allow_tf32 = backends.cudnn.allow_tf32 = false;
        var (right, all) = (0, 0);
        output.WriteLine("| network | largest difference, as a share | processor, ms | device, ms | |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var family in ModelSpecCatalog.Families.Except(Larger))
        {
            all++;
            right += Compare(output, family, device, size) ? 1 : 0;
        }

        (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32) = (products, convolutions);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{right} of {all} networks agree between the processor and {device}, pictures of {size}."));
        Environment.ExitCode |= right == all ? 0 : 1;
    }

    private static bool Compare(TextWriter output, string family, Device device, int size)
    {
        var name = NameOf(family);
        try
        {
            using var mode = inference_mode();
            using var scope = NewDisposeScope();
            manual_seed(Seed);
            using var network = ModelBuilder.Build(ModelSpec.Load(name + ".yaml"));
            network.eval();
            var picture = rand(1, network.Spec.Channels, size, size);
            var (expected, local) = Time(network, picture);
            network.to(device);
            var input = picture.to(device);
            _ = Time(network, input);
            var (found, there) = Time(network, input);
            var difference = expected.Zip(found).Max(pair => Difference(pair.First, pair.Second));
            var agrees = difference <= Tolerance;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {difference:0.0e+0} | {local:0.0} | {there:0.0} | {(agrees ? "ok" : "DIFFERS")} |"));
            return agrees;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            output.WriteLine($"| {name} | | | | FAILED: {error.Message.Split('\n')[0]} |");
            return false;
        }
    }

    // The letter of the smallest stands before the task: yolo11-seg is yolo11n-seg.
    private static string NameOf(string family)
    {
        var dash = family.IndexOf('-', StringComparison.Ordinal);
        var (stem, task) = dash < 0 ? (family, "") : (family[..dash], family[dash..]);
        foreach (var letter in new[] { "n", "t", "s", "c", "" })
        {
            if (ModelSpecCatalog.Contains(stem + letter + task))
            {
                return stem + letter + task;
            }
        }

        return family;
    }

    // The raw numbers: boxes that are chosen by their rank would change places among equals.
    private static (List<Tensor> Numbers, double Milliseconds) Time(YoloNetwork network, Tensor input)
    {
        var clock = Stopwatch.StartNew();
        var output = network.call(input);
        List<Tensor> numbers = [.. Raw(output).Select(tensor => tensor.cpu())];
        return (numbers, clock.Elapsed.TotalMilliseconds);
    }

    private static IEnumerable<Tensor> Raw(NetworkOutput output) =>
        output.Logits is { } logits ? [logits] : [.. (output.OneToMany?.Tensors() ?? []), .. output.OneToOne?.Tensors() ?? []];

    private static double Difference(Tensor expected, Tensor found) =>
        expected.sub(found).abs().max().item<float>() / Math.Max(expected.abs().max().item<float>(), 1e-6);
}
