using System.Runtime.CompilerServices;
using Microsoft.ML.OnnxRuntime;

namespace Yolo.Onnx;

/// <summary>
/// An open file in ONNX Runtime. The one place that knows the package: its native library is not loaded before a file is opened. Any number of threads may run it at the
/// same time.
/// </summary>
internal sealed class OnnxSession : IDisposable
{
    private static readonly Lock Starting = new();

    // What ONNX Runtime calls its engine for GPUs.
    private const string Cuda = "CUDAExecutionProvider";

    private readonly InferenceSession session;
    private readonly RunOptions run = new();
    private readonly OrtMemoryInfo answers;

    private OnnxSession(string path, InferenceSession session, int? gpu)
    {
        (Path, this.session) = (path, session);

        // A GPU sends its answers to memory that it reaches by itself.
        answers = gpu is null ? OrtMemoryInfo.DefaultInstance : new OrtMemoryInfo(OrtMemoryInfo.allocatorCUDA_PINNED, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.CpuOutput);
        Inputs = PortsOf(session.InputNames, session.InputMetadata);
        Outputs = PortsOf(session.OutputNames, session.OutputMetadata);
        Metadata = session.ModelMetadata.CustomMetadataMap;
    }

    /// <summary>The file.</summary>
    internal string Path { get; }

    /// <summary>What the file says of itself.</summary>
    internal IReadOnlyDictionary<string, string> Metadata { get; }

    internal IReadOnlyList<SessionPort> Inputs { get; }

    internal IReadOnlyList<SessionPort> Outputs { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; its weights are read from beside it if they are apart.</param>
    /// <param name="threads">Threads that compute. From 1.</param>
    /// <param name="keepsMemory">Whether memory of a run is kept for the next one.</param>
    /// <param name="optimization">How far the graph is improved.</param>
    /// <param name="gpu">The GPU that computes, by its number; null: the processor.</param>
    /// <exception cref="OnnxSessionException">ONNX Runtime refuses the file, is for the processor alone, or cannot be loaded in this program.</exception>
    internal static OnnxSession Open(string path, int threads, bool keepsMemory, GraphOptimization optimization = GraphOptimization.All, int? gpu = null)
    {
        try
        {
            return OpenInRuntime(path, threads, keepsMemory, optimization, gpu);
        }
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or FileNotFoundException or FileLoadException)
        {
            throw new OnnxSessionException(Reason(error), error) { IsMissing = true };
        }
    }

    /// <summary>Runs on one input.</summary>
    /// <param name="input">The numbers, row-major; they are read where they are.</param>
    /// <param name="elements">Their type.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="outputs">The outputs that are asked for; the others are not computed.</param>
    /// <returns>One for each of those, to be disposed by the caller.</returns>
    /// <exception cref="OnnxSessionException">ONNX Runtime cannot run it on this input.</exception>
    internal unsafe IReadOnlyList<SessionNumbers> Run(ReadOnlySpan<byte> input, SessionElement elements, long[] shape, IReadOnlyList<SessionPort> outputs)
    {
        try
        {
            fixed (byte* numbers = input)
            {
                using var value = OrtValue.CreateTensorValueWithData(
                    OrtMemoryInfo.DefaultInstance, (Microsoft.ML.OnnxRuntime.Tensors.TensorElementType)elements, shape, (nint)numbers, input.Length);
                if (answers == OrtMemoryInfo.DefaultInstance)
                {
                    return [.. session.Run(run, [Inputs[0].Name], [value], [.. outputs.Select(output => output.Name)]).Select(result => new SessionNumbers(result))];
                }

                using var binding = session.CreateIoBinding();
                binding.BindInput(Inputs[0].Name, value);
                foreach (var output in outputs)
                {
                    binding.BindOutputToDevice(output.Name, answers);
                }

                // The collection is not disposed: its values live on.
                var results = session.RunWithBoundResults(run, binding);
                return [.. results.Select(result => new SessionNumbers(result))];
            }
        }
        catch (OnnxRuntimeException error)
        {
            throw new OnnxSessionException(error.Message, error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        run.Dispose();
        session.Dispose();
        if (answers != OrtMemoryInfo.DefaultInstance)
        {
            answers.Dispose();
        }
    }

    // Not inlined, because a method is compiled with all that it mentions: a package that is missing would be an error of the caller's.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static OnnxSession OpenInRuntime(string path, int threads, bool keepsMemory, GraphOptimization optimization, int? gpu)
    {
        try
        {
            HushWarnings();
            using var options = Options(threads, keepsMemory, optimization);
            if (gpu is { } number)
            {
                RequireGpus();
                options.AppendExecutionProvider_CUDA(number);
            }

            return new(path, new InferenceSession(path, options), gpu);
        }
        catch (OnnxRuntimeException error)
        {
            throw new OnnxSessionException(error.Message, error);
        }
    }

    private static void RequireGpus()
    {
        if (!OrtEnv.Instance().GetAvailableProviders().Contains(Cuda, StringComparer.Ordinal))
        {
            throw new OnnxSessionException("ONNX Runtime is here for the processor alone; for GPUs a program has the package Microsoft.ML.OnnxRuntime.Gpu in its place", null) { LacksGpus = true };
        }
    }

    // A number of threads of its own would also pin them to processors, which the system may refuse; and who waits beside other work need not spin.
    private static SessionOptions Options(int threads, bool keepsMemory, GraphOptimization optimization)
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            EnableCpuMemArena = keepsMemory,
            EnableMemoryPattern = false, // one block planned for a whole run, where sizes are fixed, is 10 to 20 MB more than its parts, and no faster
            GraphOptimizationLevel = optimization switch
            {
                GraphOptimization.None => GraphOptimizationLevel.ORT_DISABLE_ALL,
                GraphOptimization.Basic => GraphOptimizationLevel.ORT_ENABLE_BASIC,
                GraphOptimization.Extended => GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
                _ => GraphOptimizationLevel.ORT_ENABLE_ALL,
            },
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    // It looks for graphics cards when it starts, and tells the error stream of each that it cannot read. Whoever started it before us has decided for us. It starts once: not even two
    // threads that open their first files at the same time start it twice.
    private static void HushWarnings()
    {
        lock (Starting)
        {
            if (!OrtEnv.IsCreated)
            {
                var options = new EnvironmentCreationOptions { logId = "yolo", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
                OrtEnv.CreateInstanceWithOptions(ref options);
            }
        }
    }

    private static List<SessionPort> PortsOf(IEnumerable<string> names, IReadOnlyDictionary<string, NodeMetadata> metadata) =>
        [.. names.Select(name => metadata[name] is { IsTensor: true } port
            ? new SessionPort(name, (SessionElement)port.ElementDataType, port.Dimensions)
            : new SessionPort(name, default, []))];

    // The innermost error knows; where it goes on to list each place that was looked at, the last line names the library.
    private static string Reason(Exception error) => error.GetBaseException().Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
}
