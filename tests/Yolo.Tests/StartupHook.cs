using System.Diagnostics.CodeAnalysis;
using TorchSharp;
using Yolo.Engine;

/// <summary>What a started command runs before its own first line, if DOTNET_STARTUP_HOOKS names this assembly: GPUs are taken for being there.</summary>
[SuppressMessage("Design", "CA1050", Justification = "The runtime looks for it by this name.")]
internal static class StartupHook
{
    public static void Initialize() => Devices.StandIn = new torch.Device(DeviceType.CUDA, 0);
}
