using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Opens a dispose scope around each test, and checks after all of them that no tensor was left.</summary>
public abstract class ScopedTests
{
    private long before;
    private DisposeScope? scope;

    [OneTimeSetUp]
    public void CountBefore() => before = Tensor.TotalCount;

    [OneTimeTearDown]
    public void CountAfter()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.That(Tensor.TotalCount, Is.EqualTo(before), "Tensors were left.");
    }

    [SetUp]
    public void OpenScope() => scope = NewDisposeScope();

    [TearDown]
    public void CloseScope() => scope!.Dispose();
}
