using System.Runtime.InteropServices;
using Yolo.Geometry;
using static TorchSharp.torch;

namespace Yolo.Tests.Geometry;

public sealed class BoxIouTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> Kinds = new(StringComparer.Ordinal)
    {
        ["GIoU"] = BoxIou.Generalized,
        ["DIoU"] = BoxIou.Distance,
        ["CIoU"] = BoxIou.Complete,
    };

    [TestCase("GIoU")]
    [TestCase("DIoU")]
    [TestCase("CIoU")]
    public void Iou_OfGoldenBoxes_EqualsTheReference(string kind)
    {
        using var scope = NewDisposeScope();
        var (golden, first, second) = Golden();

        Check(Kinds[kind](first, second), golden, "iou." + kind);
    }

    [Test]
    public void Iou_OfAllPairs_EqualsTheReference()
    {
        using var scope = NewDisposeScope();
        var (golden, first, second) = Golden();

        Check(BoxIou.Plain(first.unsqueeze(1), second), golden, "iou.pairs");
    }

    [Test]
    public void Iou_OfEqualBoxes_IsOneInEveryKind()
    {
        using var scope = NewDisposeScope();
        var box = tensor([3f, 4f, 13f, 24f], [1, 4]);

        foreach (var kind in Kinds.Values.Append(BoxIou.Plain))
        {
            Assert.That(kind(box, box).item<float>(), Is.EqualTo(1).Within(1e-5));
        }
    }

    [Test]
    public void Complete_OfDistantBoxes_HasAGradientTowardsEachOther()
    {
        using var scope = NewDisposeScope();
        var moving = tensor([0f, 0f, 2f, 2f], [1, 4], requires_grad: true);
        var still = tensor([10f, 0f, 12f, 2f], [1, 4]);

        BoxIou.Complete(moving, still).sum().backward();

        Assert.That(moving.grad![0, 0].item<float>() + moving.grad[0, 2].item<float>(), Is.Positive);
    }

    [Test]
    public void Iou_OfNoBoxes_IsEmpty()
    {
        using var scope = NewDisposeScope();
        var none = zeros(0, 4);

        Assert.That(BoxIou.Complete(none, none).shape, Is.EqualTo(new long[] { 0 }));
    }

    private static (GoldenFile Golden, Tensor First, Tensor Second) Golden()
    {
        var golden = new GoldenFile(Shared.Path("goldens", "ops", "boxes.safetensors"));
        return (golden, Read("iou.b1"), Read("iou.b2"));

        Tensor Read(string name) => tensor(MemoryMarshal.Cast<byte, float>(golden.Bytes(name)).ToArray(), [.. golden.Shape(name).Select(side => (long)side)]);
    }

    private static void Check(Tensor actual, GoldenFile golden, string name)
    {
        var expected = MemoryMarshal.Cast<byte, float>(golden.Bytes(name)).ToArray();
        Assert.That(MemoryMarshal.Cast<byte, float>(actual.contiguous().bytes).ToArray(), Is.EqualTo(expected).Within(1e-5f));
    }
}
