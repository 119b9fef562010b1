using BenchmarkDotNet.Attributes;
using Yolo.Losses;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.MicroBenchmarks;

/// <summary>Losses of a batch of 16 at 320 pixels with 20 objects an image and 80 classes, without the network; two threads.</summary>
public class LossBenchmarks
{
    private const int Images = 16, Classes = 80, Objects = Images * 20;
    private static readonly (int Rows, int Columns)[] Levels = [(40, 40), (20, 20), (10, 10)];

    private readonly List<Tensor> owned = [];
    private BranchPredictions bins = null!;
    private BranchPredictions plain = null!;
    private LossTargets targets = null!;
    private LossTargets masks = null!;
    private DetectionLoss detection = null!;
    private EndToEndLoss endToEnd = null!;
    private SegmentationLoss segmentation = null!;
    private AnchorGrids grids = null!;
    private TaskAlignedAssigner assigner = null!;
    private CandidateSet candidates = null!;
    private Tensor overlaps = null!;
    private Tensor probabilities = null!;

    [GlobalSetup]
    public void SetUp()
    {
        LibTorch.Load();
        set_num_threads(2);
        manual_seed(0);
        var settings = new LossSettings { Classes = Classes, Strides = [8, 16, 32] };
        (detection, segmentation) = (new(settings), new(settings));
        endToEnd = new(detection, new DetectionLoss(settings, AssignmentRule.OneToOne), 100);
        (bins, plain, targets) = (Predictions(16), Predictions(1), Targets());
        masks = targets with { Masks = Own(randint(0, 20, [Images, 80, 80], dtype: int32)) };
        grids = new(settings.Strides);
        assigner = new(AssignmentRule.OneToMany.First);
        candidates = detection.Prepare(bins, targets, grids).Candidates;
        (overlaps, probabilities) = (Own(rand(candidates.Targets.shape)), Own(rand(candidates.Targets.shape)));
        CheckAll();
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        grids.Dispose();
        owned.ForEach(tensor => tensor.Dispose());
    }

    /// <summary>Which anchor points have to predict which objects: the assignment alone.</summary>
    [Benchmark]
    public void Assign()
    {
        using var scope = NewDisposeScope();
        _ = assigner.Assign(candidates, overlaps, probabilities);
    }

    /// <summary>16 bins a side.</summary>
    [Benchmark]
    public void DetectionForward() => detection.Compute(bins, targets).Dispose();

    /// <summary>16 bins a side.</summary>
    [Benchmark]
    public void DetectionForwardAndBackward() => Backward(detection.Compute(bins, targets));

    /// <summary>1 bin a side, both branches.</summary>
    [Benchmark]
    public void EndToEndForwardAndBackward() => Backward(endToEnd.Compute(plain, plain, targets));

    /// <summary>16 bins a side, masks of 80 × 80.</summary>
    [Benchmark]
    public void SegmentationForwardAndBackward() => Backward(segmentation.Compute(bins, masks));

    private static void Backward(LossResult result)
    {
        using (result)
        {
            result.Total.backward();
        }
    }

    private void CheckAll()
    {
        using var scope = NewDisposeScope();
        var assignment = assigner.Assign(candidates, overlaps, probabilities);
        Check.That(assignment.Anchors.numel() >= Objects && assignment.Targets.max().item<long>() == Objects - 1, "Objects have anchor points.");
        Check.That(assignment.Weights.min().item<float>() >= 0 && assignment.Weights.max().item<float>() <= 1, "Weights are between 0 and 1.");
        foreach (var result in new[] { detection.Compute(bins, targets), endToEnd.Compute(plain, plain, targets), segmentation.Compute(bins, masks) })
        {
            Check.That(AreNumbers(result.Terms) && result.Terms.min().item<float>() >= 0, "Each term of a loss is a number and at least 0.");
            Check.That(result.Total.item<float>() > 1, "What is predicted at random is wrong.");
            result.Total.backward();
        }

        var leaves = owned.Where(tensor => tensor.is_leaf && tensor.requires_grad);
        Check.That(leaves.All(leaf => leaf.grad is not { } gradient || AreNumbers(gradient)), "Gradients are numbers.");
    }

    private static bool AreNumbers(Tensor tensor) => tensor.isfinite().all().item<bool>();

    // Boxes of a few cells, classes as rare as they are; in memory as heads leave them.
    private BranchPredictions Predictions(int sides)
    {
        var points = Levels.Sum(level => level.Rows * level.Columns);
        return new BranchPredictions
        {
            Boxes = Leaf(0, 4 * sides),
            Scores = Leaf(-6, Classes),
            Levels = Levels,
            MaskCoefficients = Leaf(0, 32),
            Prototypes = Own(randn([Images, 32, 80, 80], requires_grad: true)),
        };

        Tensor Leaf(double mean, long columns)
        {
            var leaf = Own(randn(Images, points, columns).Plus(mean));
            leaf.requires_grad = true;
            return Own(leaf.transpose(1, 2));
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

    private static float[] Box(Random random) => [random.NextSingle(), random.NextSingle(), Side(random), Side(random)];

    // Small ones are more frequent.
    private static float Side(Random random) => 0.02f + (random.NextSingle() * random.NextSingle() * 0.6f);

    private Tensor Own(Tensor tensor)
    {
        owned.Add(tensor);
        return tensor;
    }
}
