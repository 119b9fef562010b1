namespace Yolo.Metrics;

/// <summary>The outcome of a validation run of detected objects: of their boxes and, where the task has more, of their masks or key points.</summary>
public sealed class DetectionMetrics : TaskMetrics
{
    internal DetectionMetrics(int images, IReadOnlyList<int> imagesOfClass, PrecisionRecall evaluation)
        : this(images, [.. evaluation.Classes.Select(metrics => metrics with { Images = imagesOfClass[metrics.Class] })], [new(JudgedKind.Box, evaluation)])
    {
    }

    private DetectionMetrics(int images, IReadOnlyList<ClassMetrics> classes, IReadOnlyList<JudgedPart> parts) =>
        (Images, Classes, Parts) = (images, classes, parts);

    /// <inheritdoc/>
    public override int Images { get; }

    /// <summary>Objects in the ground truth.</summary>
    public int Instances => Classes.Sum(metrics => metrics.Instances);

    /// <summary>The figures of the boxes of each class that occurs in the ground truth, ascending by class.</summary>
    public IReadOnlyList<ClassMetrics> Classes { get; }

    /// <summary>The curves and means behind the figures of the boxes.</summary>
    public PrecisionRecall Evaluation => Parts[0].Evaluation;

    /// <summary>All that was judged: boxes first, then masks or key points. Each has the same classes.</summary>
    public IReadOnlyList<JudgedPart> Parts { get; }

    /// <summary>What training maximises: mean average precision over IoU 0.50 to 0.95, summed over all that was judged.</summary>
    public override double Fitness => Parts.Sum(part => part.Evaluation.Map);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, double> ToDictionary()
    {
        var figures = new OrderedDictionary<string, double>();
        foreach (var part in Parts)
        {
            foreach (var (column, figure) in part.Kind.Columns.Zip(part.Figures))
            {
                figures.Add(column, figure);
            }
        }

        figures.Add("fitness", Fitness);
        return figures;
    }

    /// <summary>Average precision of every class of the data set, by its boxes.</summary>
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

    /// <inheritdoc/>
    internal override IEnumerable<string> Table(IReadOnlyList<string> names, bool perClass)
    {
        ArgumentNullException.ThrowIfNull(names);
        return [MetricsTable.HeaderOf([.. Parts.Select(part => part.Kind)]), MetricsTable.Summary(this), .. perClass && names.Count > 1 ? MetricsTable.PerClass(this, names) : []];
    }

    /// <inheritdoc/>
    internal override IEnumerable<IReadOnlyDictionary<string, object>> PerClass(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        for (int at = 0; at < Classes.Count; at++)
        {
            var row = new OrderedDictionary<string, object>
            {
                ["class"] = Classes[at].Class,
                ["name"] = names[Classes[at].Class],
                ["images"] = Classes[at].Images,
                ["instances"] = Classes[at].Instances,
            };
            foreach (var part in Parts)
            {
                // Boxes are what every task has; their keys need no letter.
                var (one, mark) = (part.Evaluation.Classes[at], part.Kind == JudgedKind.Box ? string.Empty : $"({part.Kind.Letter})");
                row.Add($"precision{mark}", one.Precision);
                row.Add($"recall{mark}", one.Recall);
                row.Add($"f1{mark}", one.F1);
                row.Add($"ap50{mark}", one.Ap50);
                row.Add($"ap{mark}", one.Ap);
            }

            yield return row;
        }
    }

    /// <summary>These figures together with those of something else that was judged about the same objects.</summary>
    /// <param name="kind">What that is.</param>
    /// <param name="evaluation">Its outcome.</param>
    internal DetectionMetrics With(JudgedKind kind, PrecisionRecall evaluation) => new(Images, Classes, [.. Parts, new(kind, evaluation)]);
}
