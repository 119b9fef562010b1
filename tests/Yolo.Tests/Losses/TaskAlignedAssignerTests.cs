using System.Runtime.InteropServices;
using Yolo.Losses;
using static TorchSharp.torch;

namespace Yolo.Tests.Losses;

/// <summary>The assigner against plain loops over all objects and anchor points.</summary>
public sealed class TaskAlignedAssignerTests
{
    private static readonly (int Rows, int Columns)[] Levels = [(8, 10), (4, 5), (2, 3)];
    private static readonly double[] Strides = [8, 16, 32];

    [TestCase(10, null, true)]
    [TestCase(10, null, false)]
    [TestCase(7, 1, true)]
    [TestCase(7, 1, false)]
    [TestCase(3, 2, true)]
    [TestCase(3, 2, false)]
    public void Assign_RandomObjects_GivesWhatPlainLoopsGive(int first, int? final, bool waits)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            Compare(new Case(seed, images: 3, Levels, Strides), new TaskAlignedAssigner(first, final), first, final, waits);
        }
    }

    [Test]
    public void Assign_OneLevel_StretchesSmallObjectsToItsStride() =>
        Compare(new Case(5, images: 2, [(8, 10)], [8.0]), new TaskAlignedAssigner(4), 4, null);

    [Test]
    public void Assign_NoObjects_GivesNone()
    {
        using var scope = NewDisposeScope();
        var table = new TargetTable([], [], [], 4, 2, CPU);
        using var grid = new AnchorGrid(Levels, Strides, CPU);
        var candidates = AxisAlignedRegion.Find(table, grid);

        var assignment = new TaskAlignedAssigner(10).Assign(candidates, zeros(0), zeros(0));

        Assert.That(assignment.Anchors.numel(), Is.Zero);
    }

    [Test]
    public void Assign_ObjectOutsideTheImage_GetsNoAnchorPoint()
    {
        using var scope = NewDisposeScope();
        var table = new TargetTable([0], [0], [200, 200, 240, 240], 4, 1, CPU);
        using var grid = new AnchorGrid(Levels, Strides, CPU);
        var candidates = AxisAlignedRegion.Find(table, grid);

        var assignment = new TaskAlignedAssigner(10).Assign(candidates, zeros(0), zeros(0));

        Assert.That(assignment.Anchors.numel(), Is.Zero);
    }

    [Test]
    public void Assign_FewerAnchorPointsThanAnObjectTakes_IsAClearError()
    {
        using var scope = NewDisposeScope();
        var table = new TargetTable([0], [0], [0, 0, 10, 10], 4, 1, CPU);
        using var grid = new AnchorGrid([(2, 2)], [32.0], CPU);
        var candidates = AxisAlignedRegion.Find(table, grid);

        Assert.That(
            () => new TaskAlignedAssigner(10).Assign(candidates, zeros(0), zeros(0)),
            Throws.InstanceOf<LossException>().With.Message.EqualTo("An object takes 10 anchor points, but the input has only 4; use larger images."));
    }

    private static void Compare(Case sample, TaskAlignedAssigner assigner, int first, int? final, bool waits = true)
    {
        using var scope = NewDisposeScope();
        using var grid = new AnchorGrid(sample.Levels, sample.Strides, CPU);
        var candidates = AxisAlignedRegion.Find(sample.Table(), grid);
        var (rows, anchors) = (Longs(candidates.Targets), Longs(candidates.Anchors));
        var overlaps = tensor(rows.Zip(anchors, (row, anchor) => (float)sample.Overlap((int)row, (int)anchor)).ToArray()).clamp_min(0);
        var probabilities = tensor(rows.Zip(anchors, (row, anchor) => (float)sample.Probability((int)row, (int)anchor)).ToArray());

        var assignment = assigner.Assign(candidates, overlaps, probabilities, waits);

        var actual = Longs(assignment.Anchors).Zip(Longs(assignment.Targets), MemoryMarshal.Cast<byte, float>(assignment.Weights.bytes).ToArray());
        var expected = sample.Expected(new PlainAssigner(first, final ?? first, sample.Levels, sample.Strides));

        // Pairs of weight 0 say nothing: which of equals are chosen is libtorch's affair. Rows of choices come object by object.
        var given = actual.Where(entry => entry.Third > 0);
        var actualPairs = (waits ? given : given.OrderBy(entry => entry.First)).ToList();
        Assert.That(actualPairs.Select(entry => (entry.First, entry.Second)), Is.EqualTo(expected.Select(entry => (entry.Anchor, entry.Row))), $"seed {sample.Seed}");
        Assert.That(actualPairs.Select(entry => (double)entry.Third), Is.EqualTo(expected.Select(entry => entry.Weight)).Within(1e-5), $"seed {sample.Seed}");
    }

    private static long[] Longs(Tensor values) => values.numel() == 0 ? [] : MemoryMarshal.Cast<byte, long>(values.contiguous().bytes).ToArray();

    /// <summary>Random objects of all sizes, some hanging over the edge, with random predictions.</summary>
    private sealed class Case
    {
        private readonly int images;
        private readonly int pointCount;
        private readonly int[] imageOf;
        private readonly float[] boxes;
        private readonly double[,] overlaps;
        private readonly double[,] probabilities;

        internal Case(int seed, int images, (int Rows, int Columns)[] levels, double[] strides)
        {
            var random = new Random(seed);
            (Seed, Levels, Strides, this.images) = (seed, levels, strides, images);
            pointCount = levels.Sum(level => level.Rows * level.Columns);
            imageOf = [.. Enumerable.Range(0, random.Next(1, 14)).Select(_ => random.Next(images))];
            boxes = [.. imageOf.SelectMany(_ => Box(random))];
            (overlaps, probabilities) = (new double[imageOf.Length, pointCount], new double[imageOf.Length, pointCount]);
            for (var row = 0; row < imageOf.Length; row++)
            {
                for (var anchor = 0; anchor < pointCount; anchor++)
                {
                    overlaps[row, anchor] = (float)((random.NextDouble() * 1.1) - 0.1);
                    probabilities[row, anchor] = (float)random.NextDouble();
                }
            }
        }

        internal int Seed { get; }

        internal (int Rows, int Columns)[] Levels { get; }

        internal double[] Strides { get; }

        internal TargetTable Table() => new(imageOf, new int[imageOf.Length], boxes, 4, images, CPU);

        internal double Overlap(int row, int batchAnchor) => overlaps[row, batchAnchor % pointCount];

        internal double Probability(int row, int batchAnchor) => probabilities[row, batchAnchor % pointCount];

        internal List<(long Anchor, long Row, double Weight)> Expected(PlainAssigner assigner)
        {
            var result = new List<(long, long, double)>();
            for (var image = 0; image < images; image++)
            {
                int[] rows = [.. Enumerable.Range(0, imageOf.Length).Where(row => imageOf[row] == image)];
                var assigned = assigner.Assign(
                    [.. rows.Select(row => boxes.AsSpan(row * 4, 4).ToArray())],
                    (target, anchor) => overlaps[rows[target], anchor],
                    (target, anchor) => probabilities[rows[target], anchor]);
                result.AddRange(assigned.Where(entry => entry.Value.Weight > 0)
                    .Select(entry => (((long)image * pointCount) + entry.Key, (long)rows[entry.Value.Target], entry.Value.Weight)));
            }

            return result;
        }

        private static float[] Box(Random random)
        {
            var (x, y) = (random.NextSingle() * 80, random.NextSingle() * 64);
            var (width, height) = (1 + (random.NextSingle() * random.NextSingle() * 90), 1 + (random.NextSingle() * random.NextSingle() * 70));
            return [x - (width / 2), y - (height / 2), x + (width / 2), y + (height / 2)];
        }
    }
}
