using Yolo.Modules;

namespace Yolo.Tests.Models;

public sealed class WeightAllocationTests
{
    // 4 x 8 weights each.
    [TestCase(true, "more weights than anybody trains")]
    [TestCase(false, "more weights than its file has room for")]
    public void Convolutions_ThatAreTooManyTogether_AreRefused(bool drawsNumbers, string message)
    {
        using var allocation = new WeightAllocation(most: 3 * 32, drawsNumbers);
        using Conv first = new(4, 8), second = new(4, 8), third = new(4, 8);

        Assert.That(() => new Conv(4, 8), Throws.TypeOf<ArgumentException>().With.Message.Contains(message));
    }
}
