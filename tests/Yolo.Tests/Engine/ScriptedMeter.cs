using TorchSharp;
using Yolo.Runtime.Devices;

namespace Yolo.Tests.Engine;

/// <summary>Says of any device that so much memory is used, one figure a reading; the last stays.</summary>
/// <param name="total">What there is, in bytes.</param>
/// <param name="used">The figures, in bytes.</param>
internal sealed class ScriptedMeter(double total, params double[] used) : IMemoryMeter
{
    private readonly Queue<double> left = new(used);

    /// <inheritdoc/>
    public DeviceMemory? Read(torch.Device device) => new DeviceMemory((long)(left.Count > 1 ? left.Dequeue() : left.Peek()), (long)total);
}
