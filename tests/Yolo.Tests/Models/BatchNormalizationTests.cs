using TorchSharp;
using Yolo.Checkpoints;
using Yolo.Modules;

namespace Yolo.Tests.Models;

public sealed class BatchNormalizationTests
{
    [Test]
    public void Forward_OfASingleValueInTraining_LeavesTheStatistics()
    {
        using var scope = torch.NewDisposeScope();
        using var norm = new BatchNormalization(2);
        var single = norm.call(torch.randn(1, 2, 1, 1));

        Assert.That(Values(norm.running_mean!), Is.EqualTo(new[] { 0f, 0f }));
        Assert.That(Values(norm.running_var!), Is.EqualTo(new[] { 1f, 1f }));
        Assert.That(Values(single), Is.EqualTo(new[] { 0f, 0f }).Within(1e-3f), "a value is its own mean");

        norm.call(torch.randn(2, 2, 1, 1));
        Assert.That(Values(norm.running_var!), Has.All.Not.EqualTo(1f).And.All.Matches<float>(float.IsFinite), "two values have a variance");
    }

    private static float[] Values(torch.Tensor tensor) => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(WeightTransfer.ToData(tensor).Bytes.Span).ToArray();
}
