using Yolo.Losses;
using static TorchSharp.torch;

namespace Yolo.Bench;

/// <summary>Losses of a batch of 16 at 320 pixels with 20 objects an image, forward and backward, without the network.</summary>
internal static class LossBenchmarks
{
    private const int Images = 16;
    private const int Classes = 80;
    private const int Objects = Images * 20;
    private static readonly (int Rows, int Columns)[] Levels = [(40, 40), (20, 20), (10, 10)];

    internal static void Run(TextWriter output)
    {
        set_num_threads(2);
        using var scope = NewDisposeScope();
        var settings = new LossSettings { Classes = Classes, Strides = [8, 16, 32] };
        var (many, one) = (new DetectionLoss(settings), new DetectionLoss(settings, AssignmentRule.OneToOne));
        var endToEnd = new EndToEndLoss(many, one, 100);
        var (bins, plain) = (Predictions(16), Predictions(1));
        var targets = Targets();
        Stopwatches.Print(output, "detection, 16 bins, 80 classes, forward", () => Forward(() => many.Compute(bins, targets)));
        Stopwatches.Print(output, "detection, 16 bins, 80 classes, forward and backward", () => Backward(() => many.Compute(bins, targets)));
        Stopwatches.Print(output, "end-to-end, 1 bin, 80 classes, forward and backward", () => Backward(() => endToEnd.Compute(plain, plain, targets)));
        var segmentation = new SegmentationLoss(settings);
        var masks = targets with { Masks = randint(0, 20, [Images, 80, 80], dtype: int32) };
        Stopwatches.Print(output, "segmentation, 80x80 masks, forward and backward", () => Backward(() => segmentation.Compute(bins, masks)));
    }

    private static void Forward(Func<LossResult> compute)
    {
        using var result = compute();
    }

    private static void Backward(Func<LossResult> compute)
    {
        using var result = compute();
        result.Total.backward();
    }

    // Boxes of a few cells, classes as rare as they are; in memory as heads leave them.
    private static BranchPredictions Predictions(int bins)
    {
        const int points = (40 * 40) + (20 * 20) + (10 * 10);
        return new BranchPredictions
        {
            Boxes = Leaf(0, 4 * bins),
            Scores = Leaf(-6, Classes),
            Levels = Levels,
            MaskCoefficients = Leaf(0, 32),
            Prototypes = randn([Images, 32, 80, 80], requires_grad: true),
        };

        static Tensor Leaf(double mean, long columns)
        {
            var leaf = randn(Images, points, columns) + mean;
            leaf.requires_grad = true;
            return leaf.transpose(1, 2);
        }
    }

    private static LossTargets Targets()
    {
        var random = new Random(0);
        return new LossTargets
        {
            Images = Enumerable.Range(0, Objects).Select(i => i % Images).ToArray(),
            Classes = Enumerable.Range(0, Objects).Select(_ => random.Next(Classes)).ToArray(),
            Boxes = Enumerable.Range(0, Objects).SelectMany(_ => Box(random)).ToArray(),
        };
    }

    private static float[] Box(Random random) =>
        [random.NextSingle(), random.NextSingle(), 0.02f + (random.NextSingle() * random.NextSingle() * 0.6f), 0.02f + (random.NextSingle() * random.NextSingle() * 0.6f)];
}
