using TorchSharp;
using TorchSharp.Modules;
using Yolo.Losses;

namespace Yolo.Tests;

/// <summary>Counts tensors, to show that none is left behind.</summary>
internal static class LiveTensors
{
    // TorchSharp 0.107 never forgets the tensor that a parameter was made of, which then is empty. What it counts for each thread is right.
    private static readonly bool CountsEmptied = FindOut();

    /// <summary>How many tensors are alive, as far as this thread made them.</summary>
    internal static long Count => CountsEmptied ? DisposeScopeManager.Statistics.ThreadTotalLiveCount : torch.Tensor.TotalCount;

    /// <summary>Asserts that a step leaves no tensor; the first one may, for it makes gradients and what is kept for later steps.</summary>
    internal static void AssertStable(Func<LossResult> compute)
    {
        Step();
        var before = Count;

        Step();
        Step();

        Assert.That(Count, Is.EqualTo(before));

        void Step()
        {
            using var result = compute();
            result.Total.backward();
        }
    }

    private static bool FindOut()
    {
        var before = torch.Tensor.TotalCount;
        new Parameter(torch.ones(1)).Dispose();
        return torch.Tensor.TotalCount != before;
    }
}
