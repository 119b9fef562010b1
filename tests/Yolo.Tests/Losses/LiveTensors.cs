using TorchSharp;
using Yolo.Losses;

namespace Yolo.Tests.Losses;

/// <summary>Counts what a loss leaves behind.</summary>
internal static class LiveTensors
{
    /// <summary>Asserts that a step leaves no tensor; the first one may, for it makes gradients and what is kept for later steps.</summary>
    internal static void AssertStable(Func<LossResult> compute)
    {
        Step();
        var before = torch.Tensor.TotalCount;

        Step();
        Step();

        Assert.That(torch.Tensor.TotalCount, Is.EqualTo(before));

        void Step()
        {
            using var result = compute();
            result.Total.backward();
        }
    }
}
