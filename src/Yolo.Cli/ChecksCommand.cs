using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;
using Yolo.Cli.Display;
using Yolo.Runtime;
using Yolo.Runtime.Kernels;

namespace Yolo.Cli;

/// <summary><c>yolo checks</c>: what the program runs on, for bug reports.</summary>
internal static class ChecksCommand
{
    /// <summary>Its name. It tries the processor anew, whatever an earlier trial ended at.</summary>
    internal const string Mode = "checks";

    private const int Width = 9;

    internal static int Run(Terminal terminal)
    {
        LibTorch.Load();
        var kernels = TryKernels();
        terminal.Entry("system", Width, $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}");
        terminal.Entry("runtime", Width, RuntimeInformation.FrameworkDescription);
        terminal.Entry("machine", Width, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors, {DeviceName.Gibibytes:F1} GiB"));
        terminal.Entry("torch", Width, string.Create(CultureInfo.InvariantCulture, $"{torch.__version__}, {torch.get_num_threads()} threads"));
        terminal.Entry("kernels", Width, $"{kernels}{(ProcessorTrial.Level is { } level ? $", {ProcessorTrial.Variable}={level}" : "")}{(ProcessorCaches.Mend() ? ", told of the caches that this machine hides" : "")}");
        terminal.Entry("cuda", Width, torch.cuda.is_available() ? string.Create(CultureInfo.InvariantCulture, $"{torch.cuda.device_count()} devices") : "none");
        return 0;
    }

    // Where a lower level is left to try, the command tries it.
    private static string TryKernels()
    {
        try
        {
            ProcessorTrial.Require();
            if (ProcessorTrial.Level is null)
            {
                RememberedLevel.Forget();
            }

            return "right";
        }
        catch (WrongKernelsException error) when (error.Level is null)
        {
            return $"wrong: {error.Message}";
        }
    }
}
