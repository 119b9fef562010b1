using Yolo.Data.Sampling;

namespace Yolo.Tests.Data;

public sealed class SamplingTests
{
    [Test]
    public void SampleRandom_DependsOnSeedEpochAndIndexAlone()
    {
        ulong Draw(long seed, long epoch, long index) => new SampleRandom(seed, epoch, index).NextBits();
        var first = Enumerable.Range(0, 1000).SelectMany(index => new[] { Draw(0, 0, index), Draw(0, 1, index), Draw(1, 0, index) }).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Distinct().Count(), Is.EqualTo(first.Count));
            Assert.That(Draw(0, 0, 0), Is.EqualTo(2391539541053276776UL), "the sequence is part of what resuming a run relies on");
        }
    }

    [Test]
    public void SampleRandom_SetBack_RepeatsItself()
    {
        var random = new SampleRandom(1, 2, 3);
        double[] first = [random.NextDouble(), random.NextDouble(), random.NextDouble()];
        random.Position = 1;
        Assert.That(random.NextDouble(), Is.EqualTo(first[1]));
    }

    [Test]
    public void SampleRandom_IsUniform()
    {
        var random = new SampleRandom(0, 0, 0);
        int[] bins = new int[10], choices = new int[7];
        for (int draw = 0; draw < 70000; draw++)
        {
            bins[(int)(random.NextDouble() * 10)]++;
            choices[random.NextInt(7)]++;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(bins, Has.All.InRange(6600, 7400));
            Assert.That(choices, Has.All.InRange(9550, 10450));
        }
    }

    [TestCase(1, 1.0 / 12)]
    [TestCase(32, 1.0 / (4 * 65))]
    public void Beta_HasItsMeanAndVariance(int shape, double variance)
    {
        var random = new SampleRandom(3, 0, 0);
        double[] draws = new double[20000];
        for (int index = 0; index < draws.Length; index++)
        {
            draws[index] = random.Beta(shape);
        }

        double mean = draws.Average();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mean, Is.EqualTo(0.5).Within(0.01));
            Assert.That(draws.Average(draw => (draw - mean) * (draw - mean)), Is.EqualTo(variance).Within(5).Percent);
        }
    }

    [Test]
    public void Shuffle_GivesEachIndexOnce_OtherwiseInEveryEpoch()
    {
        int[] first = SampleOrder.Shuffle(0, 0, 100);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Order(), Is.EqualTo(Enumerable.Range(0, 100)));
            Assert.That(first, Is.Not.Ordered);
            Assert.That(SampleOrder.Shuffle(0, 0, 100), Is.EqualTo(first));
            Assert.That(SampleOrder.Shuffle(0, 1, 100), Is.Not.EqualTo(first));
            Assert.That(SampleOrder.Shuffle(1, 0, 100), Is.Not.EqualTo(first));
            Assert.That(SampleOrder.Shuffle(0, 0, 0), Is.Empty);
        }
    }

    [Test]
    public void Rectangles_OfSquarePictures_ArePaddedByHalfAStride()
    {
        var plan = RectangularBatches.Plan([(500, 500), (80, 80)], 2, 640, 32, RectangularBatches.ValidationPad);
        Assert.That(plan.Sizes, Is.EqualTo(new[] { (672, 672) }));
    }

    [Test]
    public void Rectangles_SortByAspectAndShapeEachBatch()
    {
        // Two wide, one wide with one tall, one tall.
        var plan = RectangularBatches.Plan([(300, 600), (640, 480), (640, 320), (640, 480), (240, 480)], 2, 320, 32, RectangularBatches.TrainingPad);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Order, Is.EqualTo(new[] { 2, 1, 3, 0, 4 }));
            Assert.That(plan.Sizes, Is.EqualTo(new[] { (320, 256), (320, 320), (160, 320) }));
        }
    }

    [TestCase(16, "0 3 6 9 12 15 1 4 7 10 13 2 5 8 11 14")]
    [TestCase(17, "0 12 3 9 6 15 13 10 16 4 1 7 5 11 2 14 8")]
    [TestCase(18, "0 15 3 6 9 12 1 4 7 16 10 13 14 8 5 2 11 17")]
    [TestCase(40, "0 36 33 30 27 24 21 18 15 12 39 9 3 6 25 37 1 34 31 28 4 10 19 16 13 7 22 14 35 8 2 32 23 29 38 26 20 5 17 11")]
    public void UnstableSort_LeavesTiesAsNumPyDoes(int count, string expected) =>
        Assert.That(string.Join(' ', UnstableSort.Order(Repeating(count, 3))), Is.EqualTo(expected));

    [Test]
    public void UnstableSort_OfEveryLengthTo200_IsNumPys()
    {
        // FNV-1a over the positions that numpy.argsort of NumPy 1.24 gives, all lengths of each of three patterns one after the other.
        var hash = 0xcbf29ce484222325UL;
        foreach (var position in new[] { 2, 3, 7 }.SelectMany(period => Enumerable.Range(1, 200).SelectMany(count => UnstableSort.Order(Repeating(count, period)))))
        {
            hash = (hash ^ (ulong)position) * 0x100000001b3UL;
        }

        Assert.That(hash, Is.EqualTo(0xfaa8093c58b1c385UL));
    }

    [Test]
    public void Rectangles_OfBccd_AreTheReferences()
    {
        // 480 / 640 · 320 / 32 + 0.5 = 8, so no row is added; the width is.
        var plan = RectangularBatches.Plan([.. Enumerable.Repeat((640, 480), 87)], 16, 320, 32, RectangularBatches.ValidationPad);
        Assert.That(plan.Sizes, Has.Count.EqualTo(6).And.All.EqualTo((352, 256)));
    }

    [Test]
    public void Rectangles_OfNothing_AreNone() => Assert.That(RectangularBatches.Plan([], 4, 640, 32, 0).Sizes, Is.Empty);

    private static double[] Repeating(int count, int period) => [.. Enumerable.Range(0, count).Select(index => (double)(index % period))];
}
