using System.Runtime.InteropServices;
using Yolo.Data.Loading;
using Yolo.Engine;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Tests.Engine;

/// <summary>Pixels on their way to a device.</summary>
public sealed class BatchInputsTests
{
    [Test]
    public void Make_OfBytes_GivesSharesOfChannelsLastPictures([Values] bool copies)
    {
        using var scope = NewDisposeScope();
        using var inputs = new BatchInputs(CPU, copies ? new LateCopyStream() : null);
        using var samples = Batch(0, count: 2);

        var input = inputs.Make(samples);

        Assert.That(input.shape, Is.EqualTo(new long[] { 2, 3, 4, 6 }));
        Assert.That(input.stride(), Is.EqualTo(new long[] { 72, 1, 18, 3 }));
        Assert.That(input[1, 2, 3, 5].item<float>(), Is.EqualTo(samples.Pixels[^1] / 255f));
        Assert.That(inputs.Make(samples, ScalarType.BFloat16).dtype, Is.EqualTo(ScalarType.BFloat16));
    }

    // The loader's memory is overwritten as soon as it may be, and a batch is larger than those before.
    [Test]
    public void Make_OfManyBatches_ReadsEachBeforeItsMemoryIsUsedAgain()
    {
        var copies = new LateCopyStream();
        using var inputs = new BatchInputs(CPU, copies);
        for (var number = 0; number < 20; number++)
        {
            using var scope = NewDisposeScope();
            using var expected = Batch(number, number < 10 ? 2 : 3);
            Tensor input;
            using (var samples = Batch(number, number < 10 ? 2 : 3))
            {
                input = inputs.Make(samples);
            }

            using var other = Batch(100 + number, number < 10 ? 2 : 3);
            var bytes = input.Times(255).round().to(ScalarType.Byte).permute(0, 2, 3, 1).contiguous();
            Assert.That(bytes.bytes.ToArray(), Is.EqualTo(expected.Pixels.ToArray()), $"batch {number}");
        }

        Assert.That(copies.Copies, Is.EqualTo(20));
        Assert.That(copies.Waits, Is.Zero, "nobody waits for a copy that the device has needed already");
    }

    [Test]
    public void Make_WithCopies_KeepsTheMemoryUntilItIsFetched()
    {
        using var scope = NewDisposeScope();
        using var inputs = new BatchInputs(CPU, new LateCopyStream());
        var samples = Batch(0, count: 5);
        var memory = ArrayOf(samples);
        _ = inputs.Make(samples);
        samples.Dispose();

        using (var next = Batch(1, count: 5))
        {
            Assert.That(ArrayOf(next), Is.Not.SameAs(memory));
        }

        inputs.Dispose();
        var seen = new List<byte[]>();
        var batches = Enumerable.Range(0, 4).Select(number => Batch(number, count: 5)).ToList();
        seen.AddRange(batches.Select(ArrayOf));
        batches.ForEach(batch => batch.Dispose());
        Assert.That(seen, Has.Some.SameAs(memory), "it came back in the end");
    }

    [Test]
    public void Make_OverAndOver_LeavesNoTensor([Values] bool copies)
    {
        using var inputs = new BatchInputs(CPU, copies ? new LateCopyStream() : null);
        using var samples = Batch(3, count: 2);
        Fill();
        var before = LiveTensors.Count;

        Fill();

        Assert.That(LiveTensors.Count, Is.EqualTo(before));

        // Both places that there may be.
        void Fill()
        {
            inputs.Make(samples).Dispose();
            inputs.Make(samples).Dispose();
        }
    }

    private static byte[] ArrayOf(SampleBatch batch) => MemoryMarshal.TryGetArray<byte>(batch.Memory, out var memory) ? memory.Array! : [];

    private static SampleBatch Batch(int seed, int count)
    {
        var batch = new SampleBatch(0, count, width: 6, height: 4);
        new Random(seed).NextBytes(batch.Pixels);
        return batch;
    }
}
