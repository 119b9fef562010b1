using Yolo.Engine.Prediction;
using Yolo.Imaging;
using Yolo.Sources;

namespace Yolo.Tests.Engine.Prediction;

internal sealed class BatchReaderTests
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(100);

    [Test]
    public void Batches_WhereTheNetworkUsesEveryProcessor_AreReadAheadOnceTheFirstHasBeenAnswered([Values] bool usesEveryProcessor)
    {
        using var decodings = new SemaphoreSlim(0);
        using var reader = new BatchReader(new Counted(decodings, 3), new InputPlan(new(32, 32), 32, Rect: false), 1, new ProcessorTurns(usesEveryProcessor), CancellationToken.None);
        using var batches = reader.Batches().GetEnumerator();

        Assert.That(batches.MoveNext(), Is.True);
        Assert.That(decodings.Wait(LongEnough), Is.True, "the first");
        Assert.That(decodings.Wait(usesEveryProcessor ? AMoment : LongEnough), Is.EqualTo(!usesEveryProcessor), "the second, while the first is answered");

        Assert.That((batches.MoveNext(), batches.MoveNext(), batches.MoveNext()), Is.EqualTo((true, true, false)));
    }

    [Test]
    public void Dispose_BeforeTheFirstHasBeenAnswered_EndsTheReading()
    {
        using var decodings = new SemaphoreSlim(0);
        var reader = new BatchReader(new Counted(decodings, 3), new InputPlan(new(32, 32), 32, Rect: false), 1, new ProcessorTurns(areNeeded: true), CancellationToken.None);
        Assert.That(decodings.Wait(LongEnough), Is.True);

        Assert.That(Task.Run(reader.Dispose).Wait(LongEnough), Is.True);

        Assert.That(decodings.CurrentCount, Is.Zero);
    }

    // Says of each picture when it is decoded.
    private sealed class Counted(SemaphoreSlim decodings, int count) : PictureSource
    {
        public override int? Count => count;

        public override IEnumerable<SourceItem> Read(CancellationToken cancellation) => Enumerable.Range(0, count).Select(i => new PictureItem($"{i}.png", () =>
        {
            decodings.Release();
            return new Image(8, 8);
        }));
    }
}
