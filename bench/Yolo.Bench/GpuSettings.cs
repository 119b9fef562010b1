using TorchSharp;
using Yolo.Data.Shapes;
using Yolo.Engine;

namespace Yolo.Bench;

/// <summary>What bench/gpu/run.sh tells the measurements that it asks for, by its environment.</summary>
internal static class GpuSettings
{
    /// <summary><c>DEVICE</c>: where networks run; the processor if it is not set.</summary>
    internal static torch.Device Device => Devices.Parse(Environment.GetEnvironmentVariable("DEVICE") is { Length: > 0 } name ? name : "cpu");

    /// <summary><c>SMALL=1</c>: sizes that a processor manages in seconds.</summary>
    internal static bool IsSmall => Environment.GetEnvironmentVariable("SMALL") == "1";

    /// <summary>The data set that <c>DATA</c> names; where nothing is named, shapes that are generated below a folder.</summary>
    internal static string Data(string folder) =>
        Environment.GetEnvironmentVariable("DATA") is { Length: > 0 } data ? data : ShapesDataset.Ensure(Path.Combine(folder, "shapes"), new() { ImageSize = 640 });
}
