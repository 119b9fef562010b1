using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Yolo.Tests.Export;

/// <summary>ONNX Runtime, reached through node and the package that `npm install` puts into bench/onnxruntime.</summary>
internal static class OnnxRuntime
{
    internal sealed record Output(string Name, long[] Shape, float[] Values);

    private sealed record Described(string Name, long[] Shape);

    /// <summary>Runs a file on inputs of single precision; without ONNX Runtime the test that asks is skipped, and says why.</summary>
    internal static IReadOnlyList<IReadOnlyList<Output>> Run(string model, TemporaryFolder folder, params (float[] Values, long[] Shape)[] inputs)
    {
        var script = Path.Combine(Shared.Repository, "bench", "onnxruntime", "run.mjs");
        if (!Directory.Exists(Path.Combine(Path.GetDirectoryName(script)!, "node_modules", "onnxruntime-node")))
        {
            Assert.Ignore("ONNX Runtime is not installed: run npm install --ignore-scripts in bench/onnxruntime.");
        }

        List<string> words = [script, model];
        for (var i = 0; i < inputs.Length; i++)
        {
            var file = folder.Write($"in{i}.bin", MemoryMarshal.AsBytes<float>(inputs[i].Values).ToArray());
            words.AddRange([file, string.Join('x', inputs[i].Shape), folder.Path($"out{i}")]);
        }

        var lines = Node(words).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select((line, input) => (IReadOnlyList<Output>)[.. JsonSerializer.Deserialize<Described[]>(line, JsonSerializerOptions.Web)!.Select(
            (output, index) => new Output(output.Name, output.Shape, MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(folder.Path($"out{input}.{index}.bin"))).ToArray()))])];
    }

    private static string Node(IEnumerable<string> words)
    {
        using var process = Process.Start(new ProcessStartInfo("node", words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors.Result);
        return text;
    }
}
