using System.Runtime.CompilerServices;
using Microsoft.ML.OnnxRuntime;

namespace Yolo.Export;

/// <summary>Runs a written file in ONNX Runtime. The one place that knows the package: its native library is not loaded before a file is run.</summary>
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
            return InSession(model, input, shape, threads);
        }
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or FileNotFoundException or FileLoadException)
        {
            throw new ExportException($"{model} was checked but not run, because ONNX Runtime does not load: {Reason(error)}", error);
        }
    }

    // Not inlined, because a method is compiled with all that it mentions: a package that is missing would be an error of the caller's.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float[][] InSession(string model, float[] input, long[] shape, int threads)
    {
        try
        {
            HushWarnings();
            using var options = Options(threads);
            using var session = new InferenceSession(model, options);
            using var run = new RunOptions();
            using var picture = OrtValue.CreateTensorValueFromMemory(input, shape); // keeps the numbers where they are until it is disposed
            using var results = session.Run(run, session.InputNames, [picture], session.OutputNames);
            return [.. results.Select(result => result.GetTensorDataAsSpan<float>().ToArray())];
        }
        catch (OnnxRuntimeException error)
        {
            throw new ExportException($"ONNX Runtime refuses {model}: {error.Message}", error);
        }
    }

    // A number of threads of its own would also pin them to processors, which the system may refuse; and whoever waits for the only run need not spin.
    private static SessionOptions Options(int threads)
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            EnableCpuMemArena = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    // It looks for graphics cards when it starts, and tells the error stream of each that it cannot read. Whoever started it before us has decided for us.
    private static void HushWarnings()
    {
        if (!OrtEnv.IsCreated)
        {
            var options = new EnvironmentCreationOptions { logId = "yolo", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            OrtEnv.CreateInstanceWithOptions(ref options);
        }
    }

    // The innermost error knows; where it goes on to list each place that was looked at, the last line names the library.
    private static string Reason(Exception error) => error.GetBaseException().Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
}
