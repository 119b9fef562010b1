using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;
using Yolo.Runtime;
using Yolo.Runtime.Kernels;

namespace Yolo.Cli;

/// <summary><c>yolo checks</c>: what the program runs on, for bug reports.</summary>
internal static class ChecksCommand
{
    internal static int Run(TextWriter output)
    {
        LibTorch.Load();
        var kernels = TryKernels();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        output.WriteLine($"system   {RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}");
        output.WriteLine($"runtime  {RuntimeInformation.FrameworkDescription}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"machine  {Environment.ProcessorCount} processors, {memory:F1} GiB"));
        output.WriteLine($"torch    {torch.__version__}, {torch.get_num_threads()} threads");
        output.WriteLine($"kernels  {kernels}{(ProcessorTrial.Level is { } level ? $", {ProcessorTrial.Variable}={level}" : "")}");
        output.WriteLine($"cuda     {(torch.cuda.is_available() ? $"{torch.cuda.device_count()} devices" : "none")}");
        return 0;
    }

    // Where a lower level is left to try, the command tries it.
    private static string TryKernels()
    {
        try
        {
            ProcessorTrial.Require();
            return "right";
        }
        catch (WrongKernelsException error) when (error.Level is null)
        {
            return $"wrong: {error.Message}";
        }
    }
}
