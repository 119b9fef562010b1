using BenchmarkDotNet.Attributes;
using Yolo.Geometry;

namespace Yolo.MicroBenchmarks;

/// <summary>Non-maximum suppression of 8,400 anchor points and 80 classes: what an input of 640 × 640 gives. 300 boxes are kept.</summary>
public class SuppressionBenchmarks
{
    private const int Anchors = 8400, Classes = 80, Kept = 300;

    private readonly NonMaxSuppression suppression = new();
    private readonly SuppressionOptions predicting = new();
    private readonly SuppressionOptions validating = new() { Confidence = 0.001f, MultiLabel = true };
    private readonly RotatedCandidate[] rotated = new RotatedCandidate[2000];
    private float[] prediction = [];

    [GlobalSetup]
    public void SetUp()
    {
        var random = new Random(0);
        prediction = Predict(random);
        for (var i = 0; i < rotated.Length; i++)
        {
            var (x, y, angle) = (random.NextSingle() * 640, random.NextSingle() * 640, random.NextSingle() * 1.5f);
            var shape = new RotatedRectangle(x, y, 20 + (random.NextSingle() * 100), 20 + (random.NextSingle() * 100), angle);
            rotated[i] = new(shape, random.NextSingle(), random.Next(Classes), i);
        }

        CheckUpright(Predicting(), predicting);
        CheckUpright(Validating(), validating);
        var chosen = Rotated().Select(index => rotated[index]).ToList();
        Check.That(chosen.Count == Kept && IsFalling(chosen.Select(one => one.Confidence)), "300 rotated boxes stay, the most confident first.");
    }

    /// <summary>The best class of each anchor point from 0.25 on: <c>predict</c>.</summary>
    [Benchmark]
    public IReadOnlyList<Candidate> Predicting() => suppression.Run(prediction, Classes, Anchors, predicting);

    /// <summary>Every class of each anchor point from 0.001 on: <c>val</c>.</summary>
    [Benchmark]
    public IReadOnlyList<Candidate> Validating() => suppression.Run(prediction, Classes, Anchors, validating);

    /// <summary>2,000 rotated boxes.</summary>
    [Benchmark]
    public IReadOnlyList<int> Rotated() => RotatedSuppression.Run(rotated, predicting);

    // Most classes of most anchor points are next to 0.
    private static float[] Predict(Random random)
    {
        var numbers = new float[(4 + Classes) * Anchors];
        for (var anchor = 0; anchor < Anchors; anchor++)
        {
            numbers[anchor] = random.NextSingle() * 640;
            numbers[Anchors + anchor] = random.NextSingle() * 640;
            numbers[(2 * Anchors) + anchor] = 20 + (random.NextSingle() * 100);
            numbers[(3 * Anchors) + anchor] = 20 + (random.NextSingle() * 100);
            for (var label = 0; label < Classes; label++)
            {
                numbers[((4 + label) * Anchors) + anchor] = MathF.Pow(random.NextSingle(), 200);
            }
        }

        return numbers;
    }

    private static void CheckUpright(IReadOnlyList<Candidate> kept, SuppressionOptions options)
    {
        Check.That(kept.Count == Kept && IsFalling(kept.Select(one => one.Confidence)), "300 boxes stay, the most confident first.");
        var pairs = from one in kept from other in kept where one != other && one.Class == other.Class select one.Box.Iou(other.Box);
        Check.That(pairs.All(overlap => overlap <= options.Iou), "No two of a class overlap by more than is allowed.");
    }

    private static bool IsFalling(IEnumerable<float> confidences) => confidences.Zip(confidences.Skip(1)).All(pair => pair.First >= pair.Second);
}
