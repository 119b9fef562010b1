using TorchSharp;
using Yolo.Runtime.Devices;

namespace Yolo.Tests.Runtime.Devices;

public sealed class CudaDriverTests
{
    [Test]
    public void Read_WithoutTheLibrary_IsNull()
    {
        var driver = new CudaDriver("libnothing-of-that-name.so.1");

        Assert.Multiple(() =>
        {
            Assert.That(driver.Read(new torch.Device("cuda")), Is.Null);
            Assert.That(driver.Capability(new torch.Device("cuda:1")), Is.Null);
        });
    }

    [Test]
    public void Read_OfTheProcessor_IsNull() => Assert.That(CudaDriver.Shared.Read(torch.CPU), Is.Null);

    // Any library that is there, but is not a driver.
    [Test]
    public void Read_OfAnotherLibrary_IsNull() =>
        Assert.That(new CudaDriver(OperatingSystem.IsWindows() ? "kernel32.dll" : "libc.so.6").Read(new torch.Device("cuda")), Is.Null);

    [Test]
    public void Read_OfAGpu_SaysHowFullItsMemoryIs()
    {
        if (!torch.cuda.is_available())
        {
            Assert.Ignore("This machine has no GPU.");
        }

        var memory = CudaDriver.Shared.Read(new torch.Device("cuda"));
        var capability = CudaDriver.Shared.Capability(new torch.Device("cuda"));

        Assert.Multiple(() =>
        {
            Assert.That(memory!.Value.UsedBytes, Is.InRange(1, memory.Value.TotalBytes));
            Assert.That(memory!.Value.FreeBytes, Is.EqualTo(memory.Value.TotalBytes - memory.Value.UsedBytes));
            Assert.That(capability!.Value.Major, Is.InRange(3, 20));
        });
    }
}
