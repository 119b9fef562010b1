using Yolo.Geometry;

namespace Yolo.Bench;

/// <summary>Non-maximum suppression of 8400 anchor points and 80 classes, with 300 boxes kept.</summary>
internal static class GeometryBenchmarks
{
    internal static void Run(TextWriter output)
    {
        const int anchors = 8400;
        const int classes = 80;
        var random = new Random(0);
        var prediction = new float[(4 + classes) * anchors];
        for (var anchor = 0; anchor < anchors; anchor++)
        {
            prediction[anchor] = random.NextSingle() * 640;
            prediction[anchors + anchor] = random.NextSingle() * 640;
            prediction[(2 * anchors) + anchor] = 20 + (random.NextSingle() * 100);
            prediction[(3 * anchors) + anchor] = 20 + (random.NextSingle() * 100);
            for (var label = 0; label < classes; label++)
            {
                prediction[((4 + label) * anchors) + anchor] = MathF.Pow(random.NextSingle(), 200);
            }
        }

        var suppression = new NonMaxSuppression();
        var options = new SuppressionOptions();
        var kept = suppression.Run(prediction, classes, anchors, options).Count;
        Stopwatches.Print(output, $"suppression, 8400x80, {kept} kept", () => suppression.Run(prediction, classes, anchors, options));
    }
}
