using TorchSharp;

namespace Yolo.Tests.Engine;

/// <summary>Tests that compare numbers bit for bit: sums of several threads may come in another order each time.</summary>
/// <param name="pictures">How many the data set has.</param>
public abstract class SingleThreadFixture(int pictures) : SmallDatasetFixture(pictures)
{
    private int threads;

    [SetUp]
    public void UseOneThread()
    {
        threads = torch.get_num_threads();
        torch.set_num_threads(1);
    }

    [TearDown]
    public void UseThreadsAsBefore() => torch.set_num_threads(threads);
}
