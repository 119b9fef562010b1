using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Yolo.Cli;

/// <summary><c>yolo checks</c>: what the program runs on, for bug reports.</summary>
internal static class ChecksCommand
{
    internal static int Run(TextWriter output)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        output.WriteLine($"system   {RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}");
        output.WriteLine($"runtime  {RuntimeInformation.FrameworkDescription}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"machine  {Environment.ProcessorCount} processors, {memory:F1} GiB"));
        output.WriteLine($"torch    {torch.__version__}, {torch.get_num_threads()} threads");
        output.WriteLine($"cuda     {(torch.cuda.is_available() ? $"{torch.cuda.device_count()} devices" : "none")}");
        return 0;
    }
}
