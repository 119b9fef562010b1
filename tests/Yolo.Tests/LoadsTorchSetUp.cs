using Yolo.Runtime;

namespace Yolo.Tests;

/// <summary>Whichever test runs first may compute before anything of ours, and kernels of convolutions that are made before libtorch is told of hidden caches stay wrong.</summary>
[SetUpFixture]
public sealed class LoadsTorchSetUp
{
    [OneTimeSetUp]
    public void Load() => LibTorch.Load();
}
