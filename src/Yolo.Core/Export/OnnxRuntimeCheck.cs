using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Yolo.Export;

/// <summary>
/// ONNX Runtime, where this machine has it: as the package onnxruntime-node of a node that is on the path. It is looked for in the folders of the
/// environment's NODE_PATH, beside the program and in the folders above it; never in the working folder, whose code nobody has vouched for.
/// </summary>
internal static class OnnxRuntimeCheck
{
    private const string Package = "onnxruntime-node";

    // Where packages are, seen from a folder: its own, and those of this repository's measurements.
    private static readonly string[] Places = ["node_modules", Path.Combine("bench", "onnxruntime", "node_modules")];

    private const string Script = """
        const [packages, model, input, shape, output] = process.argv.slice(1);
        const fs = require('fs');
        const ort = require(packages + '/onnxruntime-node');
        (async () => {
          const session = await ort.InferenceSession.create(model);
          const bytes = fs.readFileSync(input);
          const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
          const results = await session.run({ [session.inputNames[0]]: new ort.Tensor('float32', numbers, shape.split('x').map(Number)) });
          session.outputNames.forEach((name, index) => fs.writeFileSync(output + '.' + index, new Uint8Array(results[name].data.buffer, results[name].data.byteOffset, results[name].data.byteLength)));
        })().catch(error => { console.error(String(error && error.message || error)); process.exit(1); });
        """;

    /// <summary>The folder of packages that holds ONNX Runtime; null without one.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("NODE_PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(Above(AppContext.BaseDirectory).SelectMany(folder => Places.Select(place => Path.Combine(folder, place))))
        .FirstOrDefault(packages => Directory.Exists(Path.Combine(packages, Package)));

    /// <summary>Runs a file on one input.</summary>
    /// <param name="packages">From <see cref="Find"/>.</param>
    /// <param name="model">The file.</param>
    /// <param name="input">The numbers.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="outputs">How many outputs the file has.</param>
    /// <returns>The numbers of each output; null if there is no node on this machine.</returns>
    /// <exception cref="ExportException">ONNX Runtime refuses the file.</exception>
    public static IReadOnlyList<float[]>? Run(string packages, string model, float[] input, long[] shape, int outputs)
    {
        var folder = Directory.CreateTempSubdirectory("yolo-export-");
        try
        {
            var (from, to) = (Path.Combine(folder.FullName, "in"), Path.Combine(folder.FullName, "out"));
            File.WriteAllBytes(from, MemoryMarshal.AsBytes<float>(input));
            string[] words = ["-e", Script, packages, Path.GetFullPath(model), from, string.Join('x', shape), to];
            return Node(words) is not { } error ? null
                : error.Length > 0 ? throw new ExportException($"ONNX Runtime refuses {model}: {error}")
                : [.. Enumerable.Range(0, outputs).Select(index => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(FormattableString.Invariant($"{to}.{index}"))).ToArray())];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // What node says of errors; null if there is no node.
    private static string? Node(string[] words)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("node", words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEnd().Trim();
            process.WaitForExit();
            output.Wait();
            return process.ExitCode == 0 ? "" : errors.Length > 0 ? errors : FormattableString.Invariant($"node ended with {process.ExitCode}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static IEnumerable<string> Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            yield return folder.FullName;
        }
    }
}
