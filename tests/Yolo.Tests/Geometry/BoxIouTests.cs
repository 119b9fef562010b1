using System.Runtime.InteropServices;
using Yolo.Geometry;
using static TorchSharp.torch;

namespace Yolo.Tests.Geometry;

public sealed class BoxIouTests
{
    [Test]
    public void Complete_OfGoldenBoxes_EqualsTheReference()
    {
        using var scope = NewDisposeScope();
        var golden = new GoldenFile(Shared.Path("goldens", "ops", "boxes.safetensors"));
        var expected = MemoryMarshal.Cast<byte, float>(golden.Bytes("iou.CIoU")).ToArray();

        var found = BoxIou.Complete(Read("iou.b1"), Read("iou.b2"));

        Assert.That(MemoryMarshal.Cast<byte, float>(found.contiguous().bytes).ToArray(), Is.EqualTo(expected).Within(1e-5f));

        Tensor Read(string name) => tensor(MemoryMarshal.Cast<byte, float>(golden.Bytes(name)).ToArray(), [.. golden.Shape(name).Select(side => (long)side)]);
    }

    [Test]
    public void Complete_OfAllPairs_HasThoseOfEach()
    {
        using var scope = NewDisposeScope();
        var boxes = tensor([3f, 4f, 13f, 24f, 5f, 4f, 11f, 9f], [2, 4]);

        var pairs = BoxIou.Complete(boxes.unsqueeze(1), boxes);

        Assert.That(pairs.shape, Is.EqualTo(new long[] { 2, 2 }));
        Assert.That(pairs[0, 0].item<float>(), Is.EqualTo(1).Within(1e-5));
        Assert.That(pairs[0, 1].item<float>(), Is.EqualTo(BoxIou.Complete(boxes[0], boxes[1]).item<float>()));
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
    public void Complete_OfNoBoxes_IsEmpty()
    {
        using var scope = NewDisposeScope();
        var none = zeros(0, 4);

        Assert.That(BoxIou.Complete(none, none).shape, Is.EqualTo(new long[] { 0 }));
    }
}
