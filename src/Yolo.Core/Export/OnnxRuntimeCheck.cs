using System.Runtime.InteropServices;
using Yolo.Onnx;

namespace Yolo.Export;

/// <summary>Runs a written file in ONNX Runtime.</summary>
internal static class OnnxRuntimeCheck
{
    /// <summary>Runs a file on one input.</summary>
    /// <param name="model">The file; its weights are read from beside it if they are apart.</param>
    /// <param name="input">The numbers.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="threads">Threads that compute. From 1.</param>
    /// <returns>The numbers of each output.</returns>
    /// <exception cref="ExportException">ONNX Runtime refuses the file, or cannot be loaded in this program.</exception>
    public static IReadOnlyList<float[]> Run(string model, float[] input, long[] shape, int threads)
    {
        try
        {
            using var session = OnnxSession.Open(model, threads, keepsMemory: false);
            List<float[]> results = [];
            foreach (var output in session.Run(MemoryMarshal.AsBytes(input.AsSpan()), SessionElement.Float32, shape, session.Outputs))
            {
                using (output)
                {
                    results.Add(output.All.ToArray());
                }
            }

            return results;
        }
        catch (OnnxSessionException error)
        {
            throw new ExportException(error.IsMissing
                ? $"{model} was checked but not run, because ONNX Runtime does not load: {error.Message}"
                : $"ONNX Runtime refuses {model}: {error.Message}", error);
        }
    }
}
