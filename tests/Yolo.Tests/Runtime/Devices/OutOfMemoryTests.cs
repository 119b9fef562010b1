using System.Runtime.InteropServices;
using TorchSharp;
using Yolo.Runtime.Devices;

namespace Yolo.Tests.Runtime.Devices;

public sealed class OutOfMemoryTests
{
    [TestCase("CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 79.11 GiB", ExpectedResult = true)]
    [TestCase("CUDA error: out of memory", ExpectedResult = true)]
    [TestCase("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`", ExpectedResult = true)]
    [TestCase("cuDNN error: CUDNN_STATUS_ALLOC_FAILED", ExpectedResult = true)]
    [TestCase("CUDA error: an illegal memory access was encountered", ExpectedResult = false)]
    public bool Is_OfAnErrorOfLibtorch_GoesByItsMessage(string message) => OutOfMemory.Is(new ExternalException(message));

    [Test]
    public void Is_OfTheProcessorsOwnError_IsTrue()
    {
        const long petabyte = 1L << 50;
        var error = Assert.Catch(() => torch.empty(petabyte, dtype: torch.ScalarType.Byte).Dispose());

        Assert.That(OutOfMemory.Is(error!), Is.True, error!.Message);
    }

    [Test]
    public void Is_OfAnotherKindOfError_IsFalse() =>
        Assert.That(OutOfMemory.Is(new InvalidOperationException("CUDA out of memory")), Is.False);
}
