namespace Yolo.Metrics;

/// <summary>The outcome of a validation run of classified pictures.</summary>
public sealed class ClassificationMetrics : TaskMetrics
{
    private const int Digits = 3;

    internal ClassificationMetrics(int images, IReadOnlyList<ClassAccuracy> classes) => (Images, Classes) = (images, classes);

    /// <summary>The columns of results.csv.</summary>
    internal static IReadOnlyList<string> Columns { get; } = ["metrics/accuracy_top1", "metrics/accuracy_top5"];

    /// <summary>The heading of the console's table.</summary>
    internal static string Header { get; } = MetricsTable.Line("classes", ["top1_acc", "top5_acc"]);

    /// <inheritdoc/>
    public override int Images { get; }

    /// <summary>The figures of each class that has pictures, ascending by class.</summary>
    public IReadOnlyList<ClassAccuracy> Classes { get; }

    /// <summary>Share of the pictures whose class was the most probable one, from 0 to 1; 0 without pictures.</summary>
    public double Top1 => Share(one => one.Top1Hits);

    /// <summary>Share of the pictures whose class was among the five most probable ones, from 0 to 1; 0 without pictures.</summary>
    public double Top5 => Share(one => one.Top5Hits);

    /// <summary>What training maximises: the mean of both shares.</summary>
    public override double Fitness => (Top1 + Top5) / 2;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, double> ToDictionary() =>
        new OrderedDictionary<string, double> { [Columns[0]] = Top1, [Columns[1]] = Top5, ["fitness"] = Fitness };

    /// <inheritdoc/>
    internal override IEnumerable<string> Table(IReadOnlyList<string> names, bool perClass)
    {
        ArgumentNullException.ThrowIfNull(names);
        var rows = perClass && names.Count > 1 ? Classes.Select(one => Row(names[one.Class], one.Top1, one.Top5)) : [];
        return [Header, Row("all", Top1, Top5), .. rows];
    }

    /// <inheritdoc/>
    internal override IEnumerable<IReadOnlyDictionary<string, object>> PerClass(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return Classes.Select(one => new OrderedDictionary<string, object>
        {
            ["class"] = one.Class,
            ["name"] = names[one.Class],
            ["images"] = one.Images,
            ["accuracy_top1"] = one.Top1,
            ["accuracy_top5"] = one.Top5,
        });
    }

    private static string Row(string name, double top1, double top5) => MetricsTable.Line(name, [SignificantDigits.Format(top1, Digits), SignificantDigits.Format(top5, Digits)]);

    private double Share(Func<ClassAccuracy, int> hits) => (double)Classes.Sum(hits) / Math.Max(1, Classes.Sum(one => one.Images));
}
