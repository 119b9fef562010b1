using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;
using Yolo.Runtime.Devices;

namespace Yolo.Cli.Display;

/// <summary>What a network runs on, for people.</summary>
internal static class DeviceName
{
    private const double Gibibyte = 1 << 30;
    private const string ProcessorFile = "/proc/cpuinfo";
    private const string ProcessorLine = "model name";

    /// <summary>The memory that this process may use, in GiB.</summary>
    internal static double Gibibytes => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gibibyte;

    /// <summary>The device with its name and its memory.</summary>
    internal static string Of(torch.Device device) => device.type == DeviceType.CPU
        ? string.Create(CultureInfo.InvariantCulture, $"cpu, {Processor()}, {Gibibytes:F1} GiB")
        : string.Join(", ", Parts(device));

    // What the driver does not say is left out.
    private static IEnumerable<string> Parts(torch.Device device)
    {
        yield return device.ToString();
        if (CudaDriver.Shared.Name(device) is { } name)
        {
            yield return name;
        }

        if (CudaDriver.Shared.Read(device) is { } memory)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{memory.TotalBytes / Gibibyte:F1} GiB");
        }
    }

    private static string Processor()
    {
        try
        {
            var line = File.Exists(ProcessorFile) ? File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith(ProcessorLine, StringComparison.Ordinal)) : null;
            return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? Architecture;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Architecture;
        }
    }

    private static string Architecture => RuntimeInformation.ProcessArchitecture.ToString();
}
