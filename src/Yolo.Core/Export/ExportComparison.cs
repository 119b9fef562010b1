using System.Runtime.InteropServices;
using Yolo.Models;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Export;

/// <summary>Holds what a written file gives in ONNX Runtime against what the network itself gives, on one random picture.</summary>
internal static class ExportComparison
{
    private const int Seed = 1;

    /// <summary>Compares.</summary>
    /// <param name="network">The network, in evaluation or not; left as it was.</param>
    /// <param name="file">The file.</param>
    /// <param name="options">What the file was made for.</param>
    /// <returns>The largest difference, as a part of the number where that is above 1; null if the file suppresses by itself: it is run, no more.</returns>
    /// <exception cref="ExportException">ONNX Runtime refuses the file, or cannot be loaded in this program.</exception>
    public static double? LargestDifference(YoloNetwork network, string file, GraphOptions options)
    {
        long[] shape = [options.Batch, network.Spec.Channels, options.Height, options.Width];
        var random = new Random(Seed);
        var input = new float[shape.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < input.Length; i++)
        {
            input[i] = random.NextSingle();
        }

        var actual = OnnxRuntimeCheck.Run(file, input, shape, get_num_threads());
        if (options.Suppression is not null)
        {
            return null;
        }

        var expected = Expected(network, input, shape);
        var choosesTop = network.Head is { EndToEnd: true, Settings.EndToEnd: true };
        return expected.Outputs.Zip(actual).Select((pair, output) => output == 0 && choosesTop
            ? EndToEndRows.LargestDifference(pair.First, pair.Second, (int)expected.Shape[1], (int)expected.Shape[2])
            : EndToEndRows.Difference(pair.First, pair.Second)).Max();
    }

    private static (IReadOnlyList<float[]> Outputs, long[] Shape) Expected(YoloNetwork network, float[] input, long[] shape)
    {
        var trained = network.training;
        if (trained)
        {
            network.eval();
        }

        try
        {
            using var scope = NewDisposeScope();
            using var mode = InferenceMode.Begin();
            var like = network.parameters().First();
            var output = network.call(tensor(input, shape).to(like.dtype, like.device));
            Tensor[] all = [.. new[] { output.Decoded, output.Prototypes }.OfType<Tensor>()];
            return ([.. all.Select(Numbers)], all[0].shape);
        }
        finally
        {
            if (trained)
            {
                network.train();
            }
        }
    }

    private static float[] Numbers(Tensor tensor)
    {
        using var plain = tensor.to(float32).cpu().contiguous();
        return MemoryMarshal.Cast<byte, float>(plain.bytes).ToArray();
    }
}
