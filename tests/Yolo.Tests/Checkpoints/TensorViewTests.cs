using Yolo.Checkpoints;
using static TorchSharp.torch;

namespace Yolo.Tests.Checkpoints;

/// <summary>Tensors of torch as checkpoints hold them, without a copy where none is needed.</summary>
internal sealed class TensorViewTests
{
    [Test]
    public void View_OfARowMajorTensor_IsItsMemory()
    {
        using var scope = NewDisposeScope();
        var tensor = arange(12, ScalarType.Int64).reshape(3, 4);

        var view = WeightTransfer.ToView(tensor);
        tensor.zero_();

        Assert.That(view.ToSingles(), Is.EqualTo(new float[12]));
    }

    [Test]
    public void View_OfAPartOfAStorage_StartsAtThePart()
    {
        using var scope = NewDisposeScope();
        var tensor = arange(12, ScalarType.Float32).reshape(3, 4);

        Assert.That(WeightTransfer.ToView(tensor.narrow(0, 1, 2)).ToSingles(), Is.EqualTo(new float[] { 4, 5, 6, 7, 8, 9, 10, 11 }));
        Assert.That(WeightTransfer.ToView(tensor.narrow(1, 1, 2)).ToSingles(), Is.EqualTo(new float[] { 1, 2, 5, 6, 9, 10 }));
    }

    [Test]
    public void View_OfAChannelsLastTensor_IsRowMajor()
    {
        using var scope = NewDisposeScope();
        var tensor = ChannelsLast(arange(36, ScalarType.Float32).reshape(1, 4, 3, 3));

        var view = WeightTransfer.ToView(tensor.requires_grad_());

        Assert.That(tensor.is_contiguous(), Is.False);
        Assert.That(view.Strides, Is.EqualTo(new long[] { 36, 9, 3, 1 }));
        Assert.That(view.ToSingles(), Is.EqualTo(Enumerable.Range(0, 36).Select(value => (float)value)));
    }

    [TestCase(ScalarType.Bool, DType.Bool)]
    [TestCase(ScalarType.Int64, DType.Int64)]
    [TestCase(ScalarType.Float16, DType.Float16)]
    [TestCase(ScalarType.Float32, DType.Float32)]
    public void View_OfANumberAndOfNone_HasItsTypeAndShape(ScalarType type, DType expected)
    {
        using var scope = NewDisposeScope();

        var (number, none) = (WeightTransfer.ToView(ones([], type)), WeightTransfer.ToView(ones([2, 0], type)));

        Assert.That((number.ToString(), number.ToSingles()[0]), Is.EqualTo(($"{expected}[]", 1f)));
        Assert.That((none.ToString(), none.Bytes.Length), Is.EqualTo(($"{expected}[2, 0]", 0)));
    }

    [Test]
    public async Task Views_WhileAnotherThreadAllocatesAndCollects_KeepTheirValues()
    {
        using var scope = NewDisposeScope();
        using var stop = new CancellationTokenSource();
        var collector = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                using var other = ones(1 << 16);
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        });

        // Reordered copies, which nothing but the views and the scope refers to.
        var views = Enumerable.Range(0, 200).Select(value => WeightTransfer.ToView(ChannelsLast(tensor(Enumerable.Repeat(value, 1 << 12).ToArray()).reshape(1, 16, 16, 16)))).ToList();
        var last = views.Select(view => view.ToSingles()[^1]).ToList();
        await stop.CancelAsync();
        await collector;

        Assert.That(last, Is.EqualTo(Enumerable.Range(0, 200).Select(value => (float)value)));
    }

    private static Tensor ChannelsLast(Tensor tensor) => tensor.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}
