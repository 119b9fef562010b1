namespace Yolo.Metrics;

/// <summary>The outcome of a validation run.</summary>
public sealed class DetectionMetrics
{
    internal DetectionMetrics(int images, IReadOnlyList<int> imagesOfClass, PrecisionRecall evaluation)
    {
        Images = images;
        Evaluation = evaluation;
        Classes = [.. evaluation.Classes.Select(metrics => metrics with { Images = imagesOfClass[metrics.Class] })];
    }

    /// <summary>Pictures looked at, those without objects included.</summary>
    public int Images { get; }

    /// <summary>Objects in the ground truth.</summary>
    public int Instances => Classes.Sum(metrics => metrics.Instances);

    /// <summary>The figures of each class that occurs in the ground truth, ascending by class.</summary>
    public IReadOnlyList<ClassMetrics> Classes { get; }

    /// <summary>The curves and means behind the figures.</summary>
    public PrecisionRecall Evaluation { get; }

    /// <summary>What training maximises: mean average precision over IoU 0.50 to 0.95.</summary>
    public double Fitness => Evaluation.Map;

    /// <summary>The figures under the keys of results.csv, fitness last.</summary>
    /// <param name="kind">What was judged: B boxes, M masks, P poses. Default B.</param>
    /// <returns>The keys in the order of the columns.</returns>
    public IReadOnlyDictionary<string, double> ToDictionary(char kind = 'B') => new OrderedDictionary<string, double>
    {
        [$"metrics/precision({kind})"] = Evaluation.Precision,
        [$"metrics/recall({kind})"] = Evaluation.Recall,
        [$"metrics/mAP50({kind})"] = Evaluation.Map50,
        [$"metrics/mAP50-95({kind})"] = Evaluation.Map,
        ["fitness"] = Fitness,
    };

    /// <summary>Average precision of every class of the data set.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <returns>One value a class; classes that do not occur have the mean.</returns>
    public IReadOnlyList<double> Maps(int classes)
    {
        double[] maps = new double[classes];
        Array.Fill(maps, Evaluation.Map);
        foreach (var metrics in Classes)
        {
            maps[metrics.Class] = metrics.Ap;
        }

        return maps;
    }
}
