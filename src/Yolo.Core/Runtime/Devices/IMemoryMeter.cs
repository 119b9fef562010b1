using TorchSharp;

namespace Yolo.Runtime.Devices;

/// <summary>Reads how full the memory of a device is.</summary>
internal interface IMemoryMeter
{
    /// <summary>The memory of a device; null where nobody can say: of the processor, or without the library that knows.</summary>
    DeviceMemory? Read(torch.Device device);
}
