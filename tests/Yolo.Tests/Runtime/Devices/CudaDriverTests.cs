using TorchSharp;
using Yolo.Runtime.Devices;

namespace Yolo.Tests.Runtime.Devices;

public sealed class CudaDriverTests
{
    [Test]
    public void Read_WithoutTheLibrary_IsNull()
    {
        var driver = CudaDriver.OfLibrary("libnothing-of-that-name.so.1");

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
        Assert.That(CudaDriver.OfLibrary(OperatingSystem.IsWindows() ? "kernel32.dll" : "libc.so.6").Read(new torch.Device("cuda")), Is.Null);

    [TestCase("cuda", 4_000_000_000, 7, 5)]
    [TestCase("cuda:0", 4_000_000_000, 7, 5)]
    [TestCase("cuda:1", 5_000_000_000, 8, 6)]
    public void Read_OfEachGpu_GivesItsOwn(string device, long used, int major, int minor)
    {
        var driver = new CudaDriver(FakeDriver.Find);
        var retained = FakeDriver.Retained;

        _ = driver.Read(new torch.Device(device));

        Assert.Multiple(() =>
        {
            Assert.That(driver.Read(new torch.Device(device)), Is.EqualTo(new DeviceMemory(used, 24_000_000_000)));
            Assert.That(driver.Capability(new torch.Device(device)), Is.EqualTo((major, minor)));
            Assert.That(FakeDriver.Retained, Is.EqualTo(retained + 1), "once, and kept");
            Assert.That(FakeDriver.HasCurrent, Is.False);
        });
    }

    [TestCase("cuda", "First GPU")]
    [TestCase("cuda:1", "Second GPU")]
    [TestCase("cuda:2", null)]
    [TestCase("cpu", null)]
    public void Name_OfADevice_IsWhatTheDriverCallsIt(string device, string? name) =>
        Assert.That(new CudaDriver(FakeDriver.Find).Name(new torch.Device(device)), Is.EqualTo(name));

    [Test]
    public void Read_OfAGpuThatIsNotThere_IsNull()
    {
        var driver = new CudaDriver(FakeDriver.Find);

        Assert.That((driver.Read(new torch.Device("cuda:2")), driver.Capability(new torch.Device("cuda:2"))), Is.EqualTo(((DeviceMemory?)null, ((int, int)?)null)));
    }

    [TestCase("cuInit")]
    [TestCase("cuDevicePrimaryCtxRetain")]
    [TestCase("cuMemGetInfo_v2")]
    public void Read_WhereTheDriverLacksAFunction_IsNull(string missing) =>
        Assert.That(new CudaDriver(name => name == missing ? 0 : FakeDriver.Find(name)).Read(new torch.Device("cuda")), Is.Null);

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
